import stringWidth from 'string-width';
import type { Texts } from '#i18n';
import {
	endOfSeal,
	isRevokedForGood,
	isSeenRevoked,
	type RelatedSeal,
	type SealQuery,
	type SealRegister,
} from '#register';
import type { CommandIo } from '../command-io.ts';
import { dayText } from '../turkish-time.ts';
import type { SealFilter, SealsAct } from './act.ts';
import { portions } from './portions.ts';
import { daysLeftOf, reportOfSeal } from './report-of-seal.ts';

const DAY_MS = 86_400_000;
const NUMBER_WIDTH = 11;
const DATE_WIDTH = 10;
const LEFT_WIDTH = 10;

type ListAct = Extract<SealsAct, { readonly kind: 'list' }>;

interface Listing {
	readonly act: ListAct;
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
	readonly at: number;
}

/** Prints the seals that match, each as soon as it is read; what was found is counted on stderr. */
export async function listSeals(
	register: SealRegister,
	{ act, json, texts, io, at }: Listing,
): Promise<void> {
	const ids = await register.ids(queryOf(act, at));
	if (json) {
		io.stdout(`{\n"schemaVersion": 1,\n"at": ${JSON.stringify(new Date(at).toISOString())},\n"seals": [`);
	}
	let shown = 0;
	for (const portion of portions(ids)) {
		const wanted = (await register.readRelated(portion)).filter((each) => isWanted(each, act.only));
		const lines = wanted.map((each, index) =>
			json
				? `${shown + index === 0 ? '' : ','}\n${JSON.stringify(reportOfSeal(each, at))}`
				: `${sealLine(each, at, texts)}\n`,
		);
		io.stdout(lines.join(''));
		shown += wanted.length;
	}
	if (json) {
		io.stdout(`${shown === 0 ? '' : '\n'}]\n}\n`);
		return;
	}
	const all = await register.count();
	io.stderr(
		`${all === 0 ? texts.commands.seals.none : shown === 0 ? texts.commands.seals.nothingFound : texts.commands.seals.count(shown, all)}\n`,
	);
}

function queryOf({ words, order, only, withinDays }: ListAct, at: number): SealQuery {
	const query = { text: words.join(' '), order };
	switch (only) {
		case 'ending':
			return { ...query, endsFrom: at, endsUntil: at + withinDays * DAY_MS };
		case 'ended':
			return { ...query, endsUntil: at - 1 };
		default:
			return query;
	}
}

function isWanted({ seal, relation }: RelatedSeal, only: SealFilter | undefined): boolean {
	switch (only) {
		case 'spare':
		case 'replaced':
			return relation.kind === only;
		case 'lost':
			return seal.lostAt !== null;
		case 'revoked':
			return isSeenRevoked(seal);
		default:
			return true;
	}
}

/** All of the register, what ends first comes first. */
export async function allRelated(register: SealRegister): Promise<readonly RelatedSeal[]> {
	const all: RelatedSeal[] = [];
	for (const portion of portions(await register.ids())) {
		all.push(...(await register.readRelated(portion)));
	}
	return all;
}

/** Number, end, time left, holder, marks: in columns of fixed width, so that the first line waits for no other. */
export function sealLine({ seal, relation }: RelatedSeal, at: number, texts: Texts): string {
	const end = endOfSeal(seal);
	const marks = marksOf({ seal, relation }, texts);
	return [
		padded(seal.holderNumber ?? texts.commands.seals.withoutNumber, NUMBER_WIDTH),
		padded(dayText(end), DATE_WIDTH),
		padded(leftText(end, at, texts), LEFT_WIDTH),
		[seal.title, ...(marks.length === 0 ? [] : [`(${marks.join('; ')})`])].join(' '),
	].join('  ');
}

function leftText(end: number, at: number, { commands: { seals } }: Texts): string {
	return end < at ? seals.ended : seals.left(daysLeftOf(end, at));
}

function marksOf({ seal, relation }: RelatedSeal, texts: Texts): readonly string[] {
	const { marks } = texts.commands.seals;
	const seen = seal.certificates.flatMap(({ revoked }) => revoked ?? []);
	const revoked = seen.find(isRevokedForGood) ?? seen[0];
	return [
		...(seal.isSandbox ? [texts.sandboxBadge] : []),
		...(seal.lostAt === null ? [] : [marks.lost(dayText(seal.lostAt))]),
		...(revoked === undefined
			? []
			: [isRevokedForGood(revoked) ? marks.revoked(dayText(revoked.since)) : marks.suspended]),
		...(relation.kind === 'spare' ? [marks.spare] : []),
		...(relation.kind === 'replaced' ? [marks.replaced(dayText(endOfSeal(relation.by)))] : []),
		...(seal.note === '' ? [] : [seal.note]),
	];
}

function padded(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
