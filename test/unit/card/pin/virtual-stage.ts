import { createHash } from 'node:crypto';
import {
	type AkisCard,
	CardError,
	createPinDesk,
	type PinDesk,
	type PinOutcome,
	type Reader,
	type SignOutcome,
} from '#card';
import { SecretText } from '#text';
import type { TrafficListener } from '../../../../src/card/apdu/traffic-log.ts';
import { createCardCache } from '../../../../src/card/cache/card-cache.ts';
import { readCard } from '../../../../src/card/card-reading.ts';
import { identifyAtr } from '../../../../src/card/drivers/atr-table.ts';
import { createAuthority, type IssuedSealPair } from '../../../../src/sandbox/authority/index.ts';
import {
	createFaultInjector,
	createVirtualAkisCard,
	createVirtualReader,
	type FaultInjector,
	type FaultPlan,
	type VirtualAkisCard,
	type VirtualReader,
} from '../../../../src/sandbox/card/index.ts';
import { SANDBOX_HOLDERS } from '../../../../src/sandbox/holders.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import { remadeMasterFile } from '../../../cards/card-shapes.ts';
import { type HurriedTimer, hurriedTimer } from '../hurried-timer.ts';

export const PIN = '471108';
export const PUK = '99887766';
export const NEW_PIN = '902517';
const SERIAL = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
export const DOCUMENT = Buffer.from('a document');
export const DIGEST = createHash('sha256').update(DOCUMENT).digest();

/** Certificates and keys of the sandbox, made once for a file of tests. */
export async function issueSeal(): Promise<IssuedSealPair> {
	const authority = await createAuthority({ now: () => Date.now(), random: createRandomSource(11) });
	return authority.issueSeal(SANDBOX_HOLDERS[0]);
}

export interface StageOptions {
	readonly seal: IssuedSealPair;
	readonly plan?: FaultPlan;
	/** PINs and PUKs sent wrong to the card before. */
	readonly wrongPins?: number;
	readonly wrongPuks?: number;
	readonly serial?: Uint8Array;
	readonly onTraffic?: TrafficListener;
	/** Makes each PKCS#15 file of the card anew; undefined takes it away. */
	readonly remake?: (content: Uint8Array, fileId: number) => Uint8Array | undefined;
}

/** A virtual card of the sandbox in a virtual reader, as the monitor would have read it, and a desk. */
export interface Stage {
	readonly card: VirtualAkisCard;
	readonly slot: VirtualReader;
	readonly injector: FaultInjector;
	readonly reader: Reader;
	readonly description: AkisCard;
	readonly desk: PinDesk;
	/** The time that the desk goes by. */
	readonly timer: HurriedTimer;
	/** PIN-bearing commands that reached the card's contacts. */
	pinCommands(): number;
}

export async function virtualStage(options: StageOptions): Promise<Stage> {
	const { seal, plan = [], onTraffic, serial = SERIAL, remake = (content) => content } = options;
	const objects = [seal.signing, seal.encryption];
	const timer = hurriedTimer();
	const injector = createFaultInjector(plan);
	const card = createVirtualAkisCard({
		product: 'v1.0',
		serial,
		objects,
		masterFile: remadeMasterFile(serial, objects, remake),
		pin: SecretText.of(PIN),
		puk: SecretText.of(PUK),
		onStateChange: () => injector.onStateChange(),
	});
	const cardError = (code: ConstructorParameters<typeof CardError>[0]) =>
		new CardError(code, 'virtual reader');
	const description = await describeCard(card, cardError);
	await sendWrong(card, '00200080063030303030 30', options.wrongPins ?? 0);
	await sendWrong(card, '002C0080 0E 3030303030303030 393032353137', options.wrongPuks ?? 0);
	const slot = createVirtualReader({
		name: 'sanal',
		card: injector.wrap(card),
		cardError,
		connectFault: injector.connectFault,
	});
	injector.plugInto(slot);
	return {
		card,
		slot,
		injector,
		reader: await firstReader(slot),
		description,
		timer,
		desk: createPinDesk({ timer, onTraffic }),
		pinCommands: () => injector.commands.filter(({ carriesPin }) => carriesPin).length,
	};
}

export type Operation = 'verify' | 'change' | 'unblock' | 'sign';
export const OPERATIONS: readonly Operation[] = ['verify', 'change', 'unblock', 'sign'];

export interface Attempt {
	readonly pin?: string;
	readonly puk?: string;
	readonly confirmedLastTry?: boolean;
	readonly signal?: AbortSignal;
	readonly waitMs?: number;
	readonly isSupervised?: boolean;
	readonly origin?: 'typed' | 'sandbox-portal';
}

/** One act of a person at the desk. */
export function attempt(
	{ desk, reader, description }: Pick<Stage, 'desk' | 'reader' | 'description'>,
	operation: Operation,
	options: Attempt = {},
): Promise<PinOutcome | SignOutcome> {
	const { origin = 'typed', confirmedLastTry = false, isSupervised = true } = options;
	const request = {
		reader,
		card: description,
		origin,
		confirmedLastTry,
		signal: options.signal ?? new AbortController().signal,
		waitMs: options.waitMs,
	};
	const pin = SecretText.of(options.pin ?? PIN);
	const puk = SecretText.of(options.puk ?? PUK);
	const newPin = SecretText.of(NEW_PIN);
	const [certificate] = description.certificates;
	if (certificate === undefined) {
		throw new Error('the virtual card has no certificate');
	}
	switch (operation) {
		case 'verify':
			return desk.verifyPin({ ...request, pin });
		case 'change':
			return desk.changePin({ ...request, pin, newPin });
		case 'unblock':
			return desk.unblockPin({ ...request, puk, newPin, isSupervised });
		case 'sign':
			return desk.sign({
				...request,
				pin,
				certificate,
				hash: 'sha256',
				digest: DIGEST,
			});
	}
}

/** What the monitor would show, read before anything goes wrong. */
async function describeCard(
	card: VirtualAkisCard,
	cardError: Parameters<typeof createVirtualReader>[0]['cardError'],
): Promise<AkisCard> {
	const reader = await firstReader(createVirtualReader({ name: 'monitor', card, cardError }));
	const connection = await reader.connect('shared');
	const identity = identifyAtr(card.atr);
	if (identity === undefined) {
		throw new Error('the virtual card is not in the table');
	}
	const signal = new AbortController().signal;
	const state = await readCard(
		connection,
		identity,
		Buffer.from(card.atr).toString('hex'),
		() => undefined,
		signal,
		createCardCache(undefined),
	);
	await connection.close('unpower');
	return state.card;
}

async function sendWrong(card: VirtualAkisCard, command: string, times: number): Promise<void> {
	card.powerOn();
	for (let sent = 0; sent < times; sent++) {
		await card.transmit(Uint8Array.from(Buffer.from(command.replaceAll(' ', ''), 'hex')));
	}
	card.powerOff();
}

async function firstReader(slot: VirtualReader): Promise<Reader> {
	const { promise, resolve } = Promise.withResolvers<Reader>();
	const stop = slot.watch((event) => {
		if (event.kind === 'reader-added') {
			resolve(event.reader);
		}
	});
	const reader = await promise;
	await stop();
	return reader;
}
