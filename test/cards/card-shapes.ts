import type { KeyObject } from 'node:crypto';
import { SecretText } from '#text';
import { createAuthority } from '../../src/sandbox/authority/index.ts';
import type { CardFile, DedicatedFile } from '../../src/sandbox/card/file-system.ts';
import {
	createVirtualAkisCard,
	type VirtualAkisCard,
	type VirtualAkisCardOptions,
	type VirtualCard,
} from '../../src/sandbox/card/index.ts';
import { type CardObject, pkcs15MasterFile } from '../../src/sandbox/card/pkcs15-structures.ts';
import { SANDBOX_HOLDERS } from '../../src/sandbox/holders.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';

export const SHAPE_PIN = '471108';
export const SHAPE_PUK = '99887766';
/** Of every card made here. */
export const SHAPE_SERIAL = Uint8Array.from({ length: 12 }, (_, index) => index + 1);
const SHAPE_DATE = Date.UTC(2026, 0, 15, 12);
const FILLER_BYTES = 40;
const STATUS_INSTRUCTION_NOT_SUPPORTED = Uint8Array.of(0x6d, 0x00);

/** A card whose files 2F10, 2F11 ... hold these bytes; v1.0 unless told otherwise. */
export function cardWithFiles(
	files: readonly Uint8Array[],
	options: Partial<VirtualAkisCardOptions> = {},
): VirtualAkisCard {
	return createVirtualAkisCard({
		product: 'v1.0',
		serial: SHAPE_SERIAL,
		objects: objectsOf(files),
		pin: SecretText.of(SHAPE_PIN),
		puk: SecretText.of(SHAPE_PUK),
		...options,
	});
}

/**
 * A v1.0 card of the sandbox's first holder whose every certificate has this private key, whether or not it belongs to it.
 */
export function signingCard(files: readonly Uint8Array[], privateKey: KeyObject): VirtualAkisCard {
	const [{ holderNumber }] = SANDBOX_HOLDERS;
	return cardWithFiles(files, {
		objects: objectsOf(files).map((object) => ({
			...object,
			label: object.label.replace(/^\d+/, holderNumber),
			privateKey,
		})),
	});
}

/** A v1.0 card whose PKCS#15 files are longer than their entries, as real ones are. */
export function cardWithFiller(files: readonly Uint8Array[], filler: 0x00 | 0xff): VirtualAkisCard {
	return cardWithPkcs15(files, (content) => filled(content, content.length + FILLER_BYTES, filler));
}

/** A v1.0 card whose PKCS#15 files were made anew, the certificates' own files apart; undefined takes one away. */
export function cardWithPkcs15(
	files: readonly Uint8Array[],
	remake: (content: Uint8Array, fileId: number) => Uint8Array | undefined,
): VirtualAkisCard {
	return cardWithFiles(files, { masterFile: remadeMasterFile(SHAPE_SERIAL, objectsOf(files), remake) });
}

/** The content of {@link cardWithPkcs15}. */
export function remadeMasterFile(
	serial: Uint8Array,
	objects: readonly CardObject[],
	remake: (content: Uint8Array, fileId: number) => Uint8Array | undefined,
): DedicatedFile {
	return withFiles(pkcs15MasterFile(serial, objects), (content, fileId) =>
		isCertificateFile(fileId) ? content : remake(content, fileId),
	);
}

/** DER of `count` seal certificates, signing and encryption in turn, all different, of one authority. */
export async function sealCertificates(count: number): Promise<readonly Uint8Array[]> {
	const [, holder] = SANDBOX_HOLDERS;
	const random = createRandomSource(1);
	const authority = await createAuthority({ now: () => SHAPE_DATE, random });
	const pairs = await Promise.all(
		Array.from({ length: Math.ceil(count / 2) }, () => authority.issueSeal(holder)),
	);
	return pairs
		.flatMap(({ signing, encryption }) => [signing.certificate, encryption.certificate])
		.slice(0, count);
}

/** The bytes, and behind them filler to the length of the file. */
export function filled(bytes: Uint8Array, length: number, filler: 0x00 | 0xff): Uint8Array {
	const file = new Uint8Array(length).fill(filler);
	file.set(bytes.subarray(0, length));
	return file;
}

/** In the reader, and without an answer to a reset: dirty, or upside down. */
export function muteCard(): VirtualCard {
	return cardWithFiles([], { atr: new Uint8Array(0) });
}

/** A card of quite another make, which knows no command. */
export function foreignCard(): VirtualCard {
	return {
		// A JavaCard as its maker ships it.
		atr: bytesOf('3BF81300008131FE454A434F5076323431B7'),
		powerOn: () => undefined,
		powerOff: () => undefined,
		reset: () => undefined,
		transmit: async () => STATUS_INSTRUCTION_NOT_SUPPORTED,
	};
}

/** A card that gives another answer where `answer` has one, made of the command and of its own answer. */
export function answering(
	card: VirtualCard,
	answer: (command: Uint8Array, own: Uint8Array) => Uint8Array | undefined,
): VirtualCard {
	return {
		atr: card.atr,
		powerOn: () => card.powerOn(),
		powerOff: () => card.powerOff(),
		reset: () => card.reset(),
		async transmit(command) {
			const own = await card.transmit(command);
			return answer(command, own) ?? own;
		},
	};
}

/** The national identity card runs the same system under the same ATR, and has no PKCS-15 application. */
export function identityCard(): VirtualAkisCard {
	return cardWithFiles([], {
		product: 'v2.2.8',
		masterFile: { kind: 'df', fileId: 0x3f00, name: undefined, children: [] },
	});
}

/** One ATR of each family: an exact one where one is public, else one that fits the family's pattern. */
const FAMILY_ATRS = {
	'v1.0': bytesOf('3BBA11008131FE4D55454B41452056312E30AE'),
	'v1.1': bytesOf('3B9F968131FE45806755454B41451112318073B3A180E9'),
	'v1.2': bytesOf('3B9F968131FE45806755454B41451212318073B3A180EA'),
	'v1.2.1': bytesOf('3B9F968131FE45806755454B41451252318073B3A180AA'),
	'v1.2.2': bytesOf('3B9F968131FE45806755454B41451292318073B3A1806A'),
	'v1.3': bytesOf('3B9F968131FE45806755454B41451312318073B3A180EB'),
	'v1.4': atrWith('806755454B41451412318073B3A180'),
	'v2.0': bytesOf('3B9F968131FE458065544320201231C073F621808105B3'),
	'v2.2.8': bytesOf('3B9F978131FE4580655443D2210831C073F6218081055B'),
	'v2.x': atrWith('80655443EE229931C073F621808107'),
	v3: atrWith('806668320910203031958105'),
	'v3 test': atrWith('806668324910203031958105'),
} as const;

/** The card of a family: v1.0 with its full command set, the others as far as their reading is public. */
export function familyCard(family: keyof typeof FAMILY_ATRS, files: readonly Uint8Array[]): VirtualAkisCard {
	return cardWithFiles(files, {
		product: family === 'v1.0' ? 'v1.0' : 'v2.2.8',
		atr: FAMILY_ATRS[family],
	});
}

function objectsOf(files: readonly Uint8Array[]): readonly CardObject[] {
	return files.map((certificate, index) => ({
		use: index % 2 === 0 ? 'SIGN0' : 'ENCR0',
		label: `1234567890${index % 2 === 0 ? 'SIGN' : 'ENCR'}${Math.floor(index / 2)}`,
		certificate,
	}));
}

function isCertificateFile(fileId: number): boolean {
	return fileId >= 0x2f10 && fileId <= 0x2f1f;
}

function withFiles(
	directory: DedicatedFile,
	remake: (content: Uint8Array, fileId: number) => Uint8Array | undefined,
): DedicatedFile {
	return {
		...directory,
		children: directory.children.flatMap((child): readonly CardFile[] => {
			if (child.kind === 'df') {
				return [withFiles(child, remake)];
			}
			const content = remake(child.content, child.fileId);
			return content === undefined ? [] : [{ ...child, content }];
		}),
	};
}

/** AKİS's interface bytes (T=1 only, IFSC 254, LRC), these historical bytes and the checksum over all of it. */
function atrWith(historical: string): Uint8Array {
	const bytes = bytesOf(historical);
	const withoutStart = Uint8Array.of(0x90 | bytes.length, 0x97, 0x81, 0x31, 0xfe, 0x45, ...bytes);
	const checksum = withoutStart.reduce((sum, byte) => sum ^ byte, 0);
	return Uint8Array.of(0x3b, ...withoutStart, checksum);
}

function bytesOf(hexadecimal: string): Uint8Array {
	return new Uint8Array(Buffer.from(hexadecimal, 'hex'));
}
