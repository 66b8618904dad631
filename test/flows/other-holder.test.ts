import { expect, test } from 'vitest';
import { focusedReader } from '#app';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { createAuthority } from '../../src/sandbox/authority/index.ts';
import { createVirtualAkisCard, type VirtualAkisCard } from '../../src/sandbox/card/index.ts';
import { SANDBOX_HOLDERS } from '../../src/sandbox/holders.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER, Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

const texts = textsOf('tr');
const { cardPin, refusals } = texts;
const { otherHolder } = cardPin;
const OTHER_PIN = '471108';
const OTHER_READER = 'DENEME e-imza (sanal)';

const [, OTHER] = SANDBOX_HOLDERS;

/** A desk with two readers: the sandbox's card in one, and the card of another company in the other. */
async function withTwoCards(walk: (kiosk: Kiosk, other: VirtualAkisCard) => Promise<void>): Promise<void> {
	await using kiosk = await Kiosk.open(undefined, undefined, []);
	const authority = await createAuthority({ now: () => Date.now(), random: createRandomSource(12) });
	const seal = await authority.issueSeal({ ...OTHER, key: 'rsa-2048' });
	const other = createVirtualAkisCard({
		product: 'v1.0',
		serial: Uint8Array.of(8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8),
		objects: [seal.signing, seal.encryption],
		pin: SecretText.of(OTHER_PIN),
		puk: SecretText.of('99887766'),
	});
	const { slot } = kiosk.signatory.seat;
	slot.remove();
	slot.insert(other);
	await kiosk.becomes(
		({ card }) => card.readers.filter((reader) => reader.slot.kind === 'seal').length === 2,
	);
	await walk(kiosk, other);
	expect(kiosk.betrayals).toEqual([]);
}

/** Nothing but its own key leads on from the question. */
async function onlyItsKeyGoesOn(kiosk: Kiosk, other: VirtualAkisCard): Promise<void> {
	kiosk.press('enter');
	await kiosk.sees(otherHolder.what, refusals['no-such-key']);
	kiosk.types(`${OTHER_PIN} y`);
	kiosk.press('enter');
	await kiosk.sees(otherHolder.what);
	await kiosk.seesNot('•');
	expect(other.condition.pinTriesLeft).toBe(3);
	kiosk.press('f8');
	await kiosk.sees(cardPin.once);
}

test('with a session open, the card of another company gets a PIN after a key of its own', async () => {
	await withTwoCards(async (kiosk, other) => {
		await walkToMenu(kiosk);
		kiosk.types('p');
		await kiosk.sees(cardPin.title, HOLDER.title);
		kiosk.types('o');
		await kiosk.sees(OTHER.title);
		kiosk.press('enter');
		await kiosk.sees(
			otherHolder.what,
			otherHolder.safe,
			otherHolder.now,
			`${HOLDER.title} · ${HOLDER.number}`,
			`${OTHER.title} · ${OTHER.holderNumber}`,
		);
		kiosk.press('escape');
		await kiosk.sees(cardPin.explained['verify-pin']);
		await kiosk.seesNot(otherHolder.what);
		kiosk.press('enter');
		await onlyItsKeyGoesOn(kiosk, other);
		kiosk.typesSecret(OTHER_PIN);
		kiosk.press('enter');
		await kiosk.sees(cardPin.done['verify-pin'].what);
		// A session stays another holder's: it is asked each time.
		kiosk.press('enter');
		await kiosk.sees(cardPin.explained['verify-pin']);
		kiosk.press('enter');
		await kiosk.sees(otherHolder.what);
		// The session's own card is asked for its PIN at once.
		kiosk.press('escape');
		await kiosk.sees(cardPin.explained['verify-pin']);
		kiosk.types('o');
		await kiosk.sees(HOLDER.title);
		kiosk.press('enter');
		await kiosk.sees(cardPin.once);
	});
});

test('where the seal that was looked at is pulled out, the card that comes in its place is named first', async () => {
	await withTwoCards(async (kiosk, other) => {
		kiosk.types('1s');
		await kiosk.sees(HOLDER.number);
		kiosk.press('escape');
		// Nobody chooses the other reader: the empty one gives way.
		kiosk.press('f9');
		await kiosk.becomes((state) => focusedReader(state)?.name === OTHER_READER);
		kiosk.types('p');
		await kiosk.sees(OTHER.title);
		kiosk.press('enter');
		await kiosk.sees(otherHolder.what, otherHolder.chosen['looked-at'], `${HOLDER.title} · ${HOLDER.number}`);
		await onlyItsKeyGoesOn(kiosk, other);
		kiosk.press('escape');
		await kiosk.sees(cardPin.explained['verify-pin']);
		// It was confirmed, and is the seal that the person works with now.
		kiosk.press('enter');
		await kiosk.sees(cardPin.once);
	});
});

test('a card that is swapped while its PIN menu is open is named before a PIN is typed for it', async () => {
	await withTwoCards(async (kiosk, other) => {
		kiosk.types('1p');
		await kiosk.sees(HOLDER.title);
		kiosk.press('f9');
		await kiosk.becomes((state) => focusedReader(state)?.name === OTHER_READER);
		await kiosk.sees(OTHER.title);
		kiosk.press('enter');
		await kiosk.sees(otherHolder.what);
		// The question goes with the card that it is about.
		kiosk.signatory.seat.slot.remove();
		await kiosk.putsCardBack();
		await kiosk.seesNot(otherHolder.what);
		expect(other.condition.pinTriesLeft).toBe(3);
	});
});

test('a reader that was chosen is the person’s choice, and its card is asked for its PIN at once', async () => {
	await withTwoCards(async (kiosk) => {
		kiosk.types('1s');
		kiosk.press('escape');
		kiosk.types('o');
		await kiosk.sees(OTHER.title);
		kiosk.types('p');
		await kiosk.sees(cardPin.title);
		kiosk.press('enter');
		await kiosk.sees(cardPin.once);
	});
});
