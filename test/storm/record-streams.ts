import type { AkisCard, CardConnection, Reader } from '#card';
import { createPinDesk } from '#card';
import { SecretText } from '#text';
import { createCardCache } from '../../src/card/cache/card-cache.ts';
import { readCard } from '../../src/card/card-reading.ts';
import { atrHex } from '../../src/card/drivers/answer-to-reset.ts';
import { identifyAtr } from '../../src/card/drivers/atr-table.ts';
import type { VirtualAkisCard } from '../../src/sandbox/card/index.ts';
import { createVirtualAkisCard } from '../../src/sandbox/card/index.ts';
import { cardWithFiles, cardWithPkcs15, familyCard, filled, identityCard } from '../cards/card-shapes.ts';
import { DIGEST, issueSeal, PIN, PUK } from '../unit/card/pin/virtual-stage.ts';
import { buildCertificate, ENCRYPTION_EXTENSIONS } from '../unit/certificate/build-certificate.ts';
import type { FuzzTarget, ReplyStream } from './reply-streams.ts';

const NEVER = new AbortController().signal;
const SERIAL = Uint8Array.from({ length: 12 }, (_, index) => index + 1);
const EF_ODF = 0x5031;

/** What virtual cards say while they are read, recognised, and given a PIN. The first is a seal of the sandbox. */
export async function recordStreams(): Promise<readonly ReplyStream[]> {
	const { signing, encryption } = await issueSeal();
	const seal = (): VirtualAkisCard =>
		createVirtualAkisCard({
			product: 'v1.0',
			serial: SERIAL,
			objects: [signing, encryption],
			pin: SecretText.of(PIN),
			puk: SecretText.of(PUK),
		});
	const pair = [buildCertificate(), buildCertificate({ extensions: ENCRYPTION_EXTENSIONS })];
	const [first = new Uint8Array()] = pair;
	const listed: readonly VirtualAkisCard[] = [
		seal(),
		cardWithFiles(pair),
		cardWithFiles([]),
		cardWithPkcs15(pair, (content, fileId) => (fileId === EF_ODF ? undefined : content)),
		familyCard('v1.2', pair),
		familyCard('v2.2.8', [filled(first, 1_000, 0xff), new Uint8Array()]),
		familyCard('v3', [first.subarray(0, 200)]),
		identityCard(),
	];
	const streams: ReplyStream[] = [];
	const cache = createCardCache(undefined);
	let card: AkisCard | undefined;
	for (const virtual of listed) {
		const { stream, read } = await recordReading(
			virtual,
			'list',
			card === undefined ? cache : createCardCache(undefined),
		);
		card ??= read;
		streams.push(stream);
	}
	streams.push((await recordReading(seal(), 'again', cache)).stream);
	if (card === undefined) {
		throw new TypeError('no card was read');
	}
	for (const [target, pin] of [
		['verify', PIN],
		['verify', '808182'],
		['sign', PIN],
	] as const) {
		streams.push(await recordAct(seal(), card, target, pin));
	}
	return streams;
}

function recorder(card: VirtualAkisCard): {
	readonly connection: CardConnection;
	readonly replies: Uint8Array[];
} {
	const replies: Uint8Array[] = [];
	card.powerOn();
	return {
		replies,
		connection: {
			async transmit(command) {
				const reply = await card.transmit(command);
				replies.push(Uint8Array.from(reply));
				return reply;
			},
			async close(disposition) {
				if (disposition === 'reset') {
					card.reset();
				}
			},
		},
	};
}

async function recordReading(
	virtual: VirtualAkisCard,
	target: FuzzTarget,
	cache: ReturnType<typeof createCardCache>,
): Promise<{ readonly stream: ReplyStream; readonly read: AkisCard }> {
	const identity = identifyAtr(virtual.atr);
	if (identity === undefined) {
		throw new TypeError('not in the table');
	}
	const { connection, replies } = recorder(virtual);
	const { card } = await readCard(connection, identity, atrHex(virtual.atr), () => undefined, NEVER, cache);
	return { stream: { target, end: 'lost', atr: virtual.atr, replies }, read: card };
}

async function recordAct(
	virtual: VirtualAkisCard,
	card: AkisCard,
	target: 'verify' | 'sign',
	digits: string,
): Promise<ReplyStream> {
	const { connection, replies } = recorder(virtual);
	const reader: Reader = { name: 'recorded', isVirtual: true, connect: async () => connection };
	const [certificate] = card.certificates;
	if (certificate === undefined) {
		throw new TypeError('no certificate');
	}
	const pin = SecretText.of(digits);
	const request = { reader, card, origin: 'typed', confirmedLastTry: false, signal: NEVER, pin } as const;
	const desk = createPinDesk();
	await (target === 'verify'
		? desk.verifyPin(request)
		: desk.sign({ ...request, certificate, hash: 'sha256', digest: DIGEST }));
	return { target, end: 'lost', atr: virtual.atr, replies };
}
