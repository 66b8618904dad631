import { type AkisCard, createPinDesk } from '#card';
import { readSealCertificate } from '#certificate';
import { SecretText } from '#text';
import { buildCertificate } from '../../certificate/build-certificate.ts';
import { hurriedTimer } from '../hurried-timer.ts';
import { hex } from '../scripted-connection.ts';
import { type Script, type Step, type TranscriptReader, transcriptReader } from './transcript.ts';

export const PIN = '471108';
export const NEW_PIN = '902517';

/** Any seal certificate; the scripted card carries it in 2F10. */
export const CERTIFICATE = buildCertificate();
const OTHER_CERTIFICATE = buildCertificate({ serial: Uint8Array.of(0x00, 0xf4, 0x83, 0xb7) });

export const CLEAN = 0x02;
export const WRONG_ENTERED = 0x42;
export const LAST_TRY = 0xc2;

const SERIAL = '0102030405060708090A0B0C';

export const SELECT_APPLICATION = '00A40400 07 504B43532D3135 00';

/** The application with tag 90 as given; `undefined` leaves it out. */
export function select(flags: number | undefined): Step {
	const security = flags === undefined ? '' : `9001${hex(Uint8Array.of(flags))}`;
	const template = `82013883023D00${security}`;
	return [SELECT_APPLICATION, `6F${hex(Uint8Array.of(template.length / 2))}${template}9000`];
}

export const SERIAL_STEP: Step = ['00CA01064D', `${'00'.repeat(55)}${SERIAL}${'00'.repeat(10)}9000`];
export const OTHER_SERIAL_STEP: Step = ['00CA01064D', `${'00'.repeat(77)}9000`];

const firstPart = (certificate: Uint8Array): string => hex(certificate.subarray(0, 0xf4));
const CERTIFICATE_STEPS: readonly Step[] = [
	['00A40200022F1000', '9000'],
	['00B00000F4', `${firstPart(CERTIFICATE)}9000`],
];
export const OTHER_CERTIFICATE_STEPS: readonly Step[] = [
	['00A40200022F1000', '9000'],
	['00B00000F4', `${firstPart(OTHER_CERTIFICATE)}9000`],
];

/** What comes before the PIN in the first conversation with a card, and in every later one. */
export function opening(flags: number | undefined): readonly Step[] {
	return [select(flags), SERIAL_STEP, ...CERTIFICATE_STEPS];
}

/** A card without PKCS#15 structures: no ODF in its place, and no EF.DIR that could name another. */
export const NO_STRUCTURES: readonly Step[] = [
	['00A4020002503100', '6A82'],
	['00A40800043F002F0000', '6A82'],
];

/** {@link opening} of a card where nothing speaks against the PIN, up to it. */
export function ready(flags: number | undefined): readonly Step[] {
	return [...opening(flags), ...NO_STRUCTURES];
}

export function knownOpening(flags: number | undefined): readonly Step[] {
	return [select(flags), SERIAL_STEP];
}

const digits = (text: string): string => hex(Buffer.from(text, 'latin1'));
export const VERIFY = `00200080 06 ${digits(PIN)}`;
export const CHANGE = `00240200 0E 06 ${digits(PIN)} 06 ${digits(NEW_PIN)}`;

/** The monitor's description of the scripted card. */
export function scriptedCard(patch: Partial<AkisCard> = {}): AkisCard {
	const read = readSealCertificate(CERTIFICATE);
	if (!read.ok) {
		throw new Error('the test certificate cannot be read');
	}
	return {
		atr: '3BBA11008131FE4D55454B41452056312E30AE',
		product: 'AKİS v1.0',
		generation: 'v1.0',
		certificates: [{ fileId: '2F10', certificate: read.certificate }],
		unreadable: [],
		apduCount: 0,
		...patch,
	};
}

/** A desk, a reader with the script, and the parts of a request that rarely differ. */
export function scriptedDesk(script: Script, card: AkisCard = scriptedCard()) {
	const reader: TranscriptReader = transcriptReader(script);
	const request = {
		reader,
		card,
		origin: 'typed',
		confirmedLastTry: false,
		signal: new AbortController().signal,
		pin: SecretText.of(PIN),
	} as const;
	return { desk: createPinDesk({ timer: hurriedTimer() }), reader, request };
}
