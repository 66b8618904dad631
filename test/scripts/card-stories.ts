import { generateKeyPairSync } from 'node:crypto';
import {
	type AkisCard,
	CardError,
	createCardMonitor,
	createPinDesk,
	type PinOutcome,
	type Reader,
	type SignOutcome,
	type SlotState,
} from '#card';
import { SecretText } from '#text';
import {
	createFaultInjector,
	createVirtualReader,
	type FaultPlan,
	type VirtualAkisCard,
} from '../../src/sandbox/card/index.ts';
import {
	cardWithFiles,
	cardWithPkcs15,
	familyCard,
	identityCard,
	SHAPE_PIN,
	signingCard,
} from '../cards/card-shapes.ts';
import { FakeReaderService } from '../unit/card/fake-reader-service.ts';
import { hurriedTimer } from '../unit/card/hurried-timer.ts';
import { DIGEST } from '../unit/card/pin/virtual-stage.ts';
import { type ApduScript, type RecordingReader, record } from './apdu-script.ts';

/** What a person does with a card, to which a script was recorded. */
export interface CardStory {
	/** Of the file, without its ending. */
	readonly name: string;
	/** What the script shows, for whoever reads it. */
	readonly notes: readonly string[];
	/** Makes a virtual card with these certificates in 2F10, 2F11 …. */
	readonly card: (files: readonly Uint8Array[]) => VirtualAkisCard;
	/**
	 * True if the card signs. The script keeps the signature of a key that was thrown away, so a card that is made later
	 * gives other bytes of the same length.
	 */
	readonly signs?: true;
	readonly plan?: FaultPlan;
	/** What is done, and what came of it. */
	readonly act: (reader: Reader & { readonly atr: Uint8Array }) => Promise<unknown>;
	readonly outcome: unknown;
}

/** Stands for the key behind a recorded signature: nothing can make that one again. */
const SPARE_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const EF_ODF = 0x5031;
const NEW_PIN = '902517';
const WRONG_PIN = '808182';
const PAIR = {
	kind: 'seal',
	files: ['2F10 SIGN0', '2F11 ENCR0'],
	unreadable: [],
};
/** The card was reset before it compared anything, which nobody knows before the look. */
const AFTER_A_LOST_ANSWER = {
	kind: 'read',
	pin: { kind: 'at-most', count: 3 },
	puk: undefined,
	isTrySpent: false,
};
const withoutStructures = (files: readonly Uint8Array[]): VirtualAkisCard =>
	cardWithPkcs15(files, (content, fileId) => (fileId === EF_ODF ? undefined : content));

export const CARD_STORIES: readonly CardStory[] = [
	{
		name: 'v1.0-listing',
		notes: [
			'AKİS v1.0, a pair of certificates, read for the first time.',
			'LIST FILES tells where the certificates end.',
		],
		card: cardWithFiles,
		act: async (reader) => shown(await insert(reader, 1)),
		outcome: PAIR,
	},
	{
		name: 'v1.0-again',
		notes: [
			'The same card put in twice. The second time the ends of its certificates and its list of files are compared',
			'with what is remembered: five commands.',
		],
		card: cardWithFiles,
		act: async (reader) => shown(await insert(reader, 2)),
		outcome: PAIR,
	},
	{
		name: 'v1.0-verify',
		notes: [
			'Read, then the PIN is entered. Before it: the counter’s hint in tag 90, the card’s number, the beginning of its first',
			'certificate, and what PKCS#15 says of the PIN (ODF 5031, AODF 4401). The conversation ends with a reset.',
		],
		card: cardWithFiles,
		act: (reader) => withPin(reader, SHAPE_PIN, false),
		outcome: { kind: 'done', tries: { kind: 'at-most', count: 3 } },
	},
	{
		name: 'v1.0-verify-without-pkcs15',
		notes: [
			'A card without PKCS#15 structures: neither an ODF nor an EF.DIR that names one. The PIN is that of reference 80.',
		],
		card: withoutStructures,
		act: (reader) => withPin(reader, SHAPE_PIN, false),
		outcome: { kind: 'done', tries: { kind: 'at-most', count: 3 } },
	},
	{
		name: 'v1.0-wrong-pin',
		notes: ['Two wrong PINs, told by 63C2 and 63C1. The third try is not sent: nobody confirmed it.'],
		card: cardWithFiles,
		async act(reader) {
			const card = await read(reader);
			const desk = createPinDesk({ timer: hurriedTimer() });
			const outcomes: PinOutcome[] = [];
			for (let attempt = 0; attempt < 3; attempt++) {
				outcomes.push(await desk.verifyPin(request(reader, card, WRONG_PIN, false)));
			}
			return outcomes;
		},
		outcome: [
			{ kind: 'wrong', tries: { kind: 'exactly', count: 2 } },
			{ kind: 'wrong', tries: { kind: 'last-try' } },
			{ kind: 'needs-last-try-confirmation', tries: { kind: 'last-try' } },
		],
	},
	{
		name: 'v1.0-lost-answer',
		notes: [
			'Another program resets the card while the PIN is on its way: the answer is lost. Nothing is sent again; a new',
			'conversation looks at the counter, and only what it finds is told.',
		],
		card: cardWithFiles,
		plan: [{ at: 'instruction', instruction: 0x20, number: 1, fault: { kind: 'reset-by-another' } }],
		act: (reader) => withPin(reader, SHAPE_PIN, false),
		outcome: { kind: 'unknown', code: 'card-reset', reread: AFTER_A_LOST_ANSWER },
	},
	{
		name: 'v1.0-change',
		notes: ['The PIN is changed: CHANGE REFERENCE DATA in AKİS’s own form, each PIN behind its length.'],
		card: cardWithFiles,
		async act(reader) {
			const card = await read(reader);
			const desk = createPinDesk({ timer: hurriedTimer() });
			return desk.changePin({ ...request(reader, card, SHAPE_PIN, false), newPin: SecretText.of(NEW_PIN) });
		},
		outcome: { kind: 'done', tries: { kind: 'at-most', count: 3 } },
	},
	{
		name: 'v1.0-sign',
		notes: [
			'A signature: the key’s reference comes from the PrKDF (4402) by the identifier that the CDF (4403) gives the certificate.',
			'The padded block goes over in two chained commands, the signature comes back in 244 bytes and the rest.',
		],
		card: (files) => signingCard(files, SPARE_KEY),
		signs: true,
		act: async (reader) => withoutSignature(await sign(reader)),
		outcome: { kind: 'signed', tries: { kind: 'at-most', count: 3 } },
	},
	{
		name: 'v1.0-sign-without-pkcs15',
		notes: ['The same on a card that names no key: no reference is guessed, and no PIN is sent.'],
		card: withoutStructures,
		act: async (reader) => withoutSignature(await sign(reader)),
		outcome: { kind: 'not-supported', reason: 'key-not-named' },
	},
	{
		name: 'v1.0-application-refused',
		notes: ['A card that refuses its application with 6985.'],
		card: cardWithFiles,
		plan: [{ at: 'command', number: 1, fault: { kind: 'status', isExecuted: false, status: 0x6985 } }],
		act: async (reader) => shown(await insert(reader, 1)),
		outcome: { kind: 'failed', code: 'unexpected-status' },
	},
	{
		name: 'v1.2-listing',
		notes: ['AKİS v1.2: nothing is asked that is not public of it. Three absent files end the list.'],
		card: (files) => familyCard('v1.2', files),
		act: async (reader) => shown(await insert(reader, 1)),
		outcome: PAIR,
	},
	{
		name: 'v2.2.8-listing',
		notes: ['AKİS v2.2.8: the same.'],
		card: (files) => familyCard('v2.2.8', files),
		act: async (reader) => shown(await insert(reader, 1)),
		outcome: PAIR,
	},
	{
		name: 'v2.2.8-again',
		notes: [
			'AKİS v2.2.8 put in twice: the application by its name and three absent files, as it has no list.',
		],
		card: (files) => familyCard('v2.2.8', files),
		act: async (reader) => shown(await insert(reader, 2)),
		outcome: PAIR,
	},
	{
		name: 'v2.2.8-identity-card',
		notes: ['The national identity card: the same system under the same ATR, without the application.'],
		card: () => identityCard(),
		act: async (reader) => shown(await insert(reader, 1)),
		outcome: { kind: 'akis', files: [], unreadable: [] },
	},
];

/** Makes the script of a story anew, with a virtual card. */
export async function recordStory({ plan = [], act }: CardStory, card: VirtualAkisCard): Promise<ApduScript> {
	const injector = createFaultInjector(plan);
	const slot = createVirtualReader({
		name: 'recorded',
		card: injector.wrap(card),
		cardError: (code) => new CardError(code, 'virtual reader'),
		connectFault: injector.connectFault,
	});
	injector.plugInto(slot);
	const found = Promise.withResolvers<Reader>();
	const stop = slot.watch((event) => {
		if (event.kind === 'reader-added') {
			found.resolve(event.reader);
		}
	});
	const recording: RecordingReader = record(await found.promise, card.atr);
	await act(recording);
	await stop();
	return recording.recorded();
}

/** The certificates that a card gave in a script, by which the card can be made again. */
export function filesOf({ conversations }: ApduScript): readonly Uint8Array[] {
	const files = new Map<string, Buffer[]>();
	let current: Buffer[] | undefined;
	for (const { command, answer } of conversations[0]?.steps ?? []) {
		const [, fileId] = /^00A4020002(2F1.)00$/.exec(command) ?? [];
		if (fileId !== undefined) {
			current = typeof answer === 'string' && answer.endsWith('9000') ? [] : undefined;
			if (current !== undefined) {
				files.set(fileId, current);
			}
		} else if (command.startsWith('00B0') && typeof answer === 'string') {
			current?.push(Buffer.from(answer.slice(0, -4), 'hex'));
		}
	}
	return [...files.values()].map((parts) => Uint8Array.from(Buffer.concat(parts)));
}

/** Puts the card in so many times, and gives what is shown of it in the end. */
async function insert(reader: Reader & { readonly atr: Uint8Array }, times: number): Promise<SlotState> {
	const service = new FakeReaderService();
	const monitor = createCardMonitor({ services: [service], clock: hurriedTimer() });
	service.say({ kind: 'service-up' }, { kind: 'reader-added', reader });
	for (let time = 0; time < times; time++) {
		service.say({ kind: 'slot-changed', name: reader.name, slot: 'empty', atr: undefined });
		service.say({ kind: 'slot-changed', name: reader.name, slot: 'present', atr: reader.atr });
		await monitor.settled();
	}
	const { readers } = await monitor.settled();
	await monitor.close();
	const slot = readers[0]?.slot;
	if (slot === undefined) {
		throw new TypeError('no reader is shown');
	}
	return slot;
}

async function read(reader: Reader & { readonly atr: Uint8Array }): Promise<AkisCard> {
	const slot = await insert(reader, 1);
	if (slot.kind !== 'seal') {
		throw new TypeError(`no seal is shown: ${slot.kind}`);
	}
	return slot.card;
}

function request(reader: Reader, card: AkisCard, pin: string, confirmedLastTry: boolean) {
	const { signal } = new AbortController();
	return { reader, card, origin: 'typed', confirmedLastTry, signal, pin: SecretText.of(pin) } as const;
}

async function withPin(
	reader: Reader & { readonly atr: Uint8Array },
	pin: string,
	confirmedLastTry: boolean,
): Promise<PinOutcome> {
	const card = await read(reader);
	return createPinDesk({ timer: hurriedTimer() }).verifyPin(request(reader, card, pin, confirmedLastTry));
}

async function sign(reader: Reader & { readonly atr: Uint8Array }): Promise<SignOutcome> {
	const card = await read(reader);
	const [certificate] = card.certificates;
	if (certificate === undefined) {
		throw new TypeError('no certificate is shown');
	}
	const desk = createPinDesk({ timer: hurriedTimer() });
	return desk.sign({
		...request(reader, card, SHAPE_PIN, false),
		certificate,
		hash: 'sha256',
		digest: DIGEST,
	});
}

function withoutSignature(outcome: SignOutcome): unknown {
	return outcome.kind === 'signed' ? { kind: outcome.kind, tries: outcome.tries } : outcome;
}

function shown(slot: SlotState): unknown {
	switch (slot.kind) {
		case 'seal':
		case 'akis':
			return {
				kind: slot.kind,
				files: slot.card.certificates.map(({ fileId, certificate }) => `${fileId} ${certificate.use}`),
				unreadable: slot.card.unreadable,
			};
		case 'failed':
			return { kind: slot.kind, code: slot.code };
		default:
			return { kind: slot.kind };
	}
}
