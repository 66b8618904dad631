import { certificateDetails, type SealCertificate } from '#certificate';
import type { Texts } from '#i18n';
import { pageDocument } from '#ports';
import type { RegisteredSeal } from '#register';
import { dayText } from '../turkish-time.ts';
import { kindOfNumber } from './report-of-seal.ts';

/** The certificates of a seal, as the register has them: undefined where only a list told of one. */
type KnownCertificates = readonly (SealCertificate | undefined)[];

/** Serial numbers as people and other systems write them. */
interface Serial {
	readonly use: string;
	readonly hex: string;
	readonly decimal: string;
}

/** What to do now that a card is lost: serial numbers, the phone line, what to say, and what comes afterwards. */
export function lostLines(seal: RegisteredSeal, known: KnownCertificates, texts: Texts): readonly string[] {
	const { lost, withoutNumber } = texts.commands.seals;
	const serials = serialsOf(seal, known, texts);
	return [
		lost.heading(seal.title),
		...(seal.isSandbox ? [texts.sandboxBadge] : []),
		'',
		lost.final,
		'',
		`${lost.serials}:`,
		...serials.map(({ use, hex, decimal }) => `  ${lost.serial(use, hex, decimal)}`),
		'',
		lost.phone,
		`${lost.sayTitle}:`,
		...[
			lost.say.who(seal.holderNumber ?? withoutNumber, seal.title),
			lost.say.what,
			lost.say.never,
			lost.say.ask,
		].map((line, index) => `  ${index + 1}. ${line}`),
		lost.whoMay,
		'',
		`${lost.afterTitle}:`,
		`  1. ${lost.after.wait(lost.watch)}`,
		`  2. ${lost.after.apply}`,
		...(known.includes(undefined) ? ['', lost.noDer] : []),
	];
}

function serialsOf(seal: RegisteredSeal, known: KnownCertificates, { commands }: Texts): readonly Serial[] {
	const { uses } = commands.seals.watching;
	return seal.certificates.map(({ use, serialNumber }, index) => {
		const certificate = known[index];
		return {
			use: uses[use ?? 'other'],
			hex: serialNumber,
			decimal:
				certificate === undefined ? decimalOf(serialNumber) : certificateDetails(certificate).serialDecimal,
		};
	});
}

function decimalOf(hex: string): string {
	return hex.startsWith('-') ? `-${BigInt(`0x${hex.slice(1)}`)}` : `${BigInt(`0x${hex}`)}`;
}

/**
 * The letter to print and sign, in Turkish whatever the language of the screens: it goes to Kamu SM. What form Kamu SM wants
 * is not known, and the letter does not pretend to be it.
 *
 * @param turkish Turkish texts
 * @param at milliseconds since 1970 UTC
 */
export async function lostLetter(
	seal: RegisteredSeal,
	known: KnownCertificates,
	turkish: Texts,
	at: number,
): Promise<Uint8Array> {
	const { letter, number, withoutNumber } = turkish.commands.seals;
	const serials = serialsOf(seal, known, turkish);
	const numberName = number[kindOfNumber(seal.holderNumber) ?? 'other'];
	const text = (line: string) => ({ style: 'text', text: line }) as const;
	return pageDocument({
		title: letter.subject,
		madeAt: at,
		paragraphs: [
			...(seal.isSandbox ? [{ style: 'heading', text: turkish.commands.seals.report.sandbox } as const] : []),
			text(dayText(at)),
			...letter.to.map(text),
			{ style: 'rule' },
			{ style: 'title', text: letter.subject },
			text(letter.body(seal.title, numberName, seal.holderNumber ?? withoutNumber)),
			{ style: 'heading', text: turkish.commands.seals.lost.serials },
			...serials.map(({ use, hex, decimal }) => text(turkish.commands.seals.lost.serial(use, hex, decimal))),
			text(letter.why),
			text(letter.wish),
			{ style: 'rule' },
			...letter.sign.map(text),
			{ style: 'rule' },
			text(letter.notAForm),
		],
	});
}
