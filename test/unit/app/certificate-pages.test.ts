import { describe, expect, test } from 'vitest';
import { blockedMenuEntry } from '#app';
import type { PortalCertificate } from '#contract';
import { manyCertificates } from './many-certificates.ts';
import type { Program } from './program.ts';
import { answerPortal, atEmptyMenu, ok, PORTAL_CERTIFICATES, problem, SEAL_CARD, SERVICE } from './walk.ts';

const PAGE = 100;
/** As the portal gives them: the row of the card in the reader is not among the first ones. */
const ALL = manyCertificates(100_001).slice(1);
/** Of the card in the reader. */
const OF_CARD: readonly PortalCertificate[] = SEAL_CARD.certificates.flatMap(({ certificate }, index) => {
	const row = PORTAL_CERTIFICATES[index];
	const { serialNumber, fingerprint } = certificate;
	return row === undefined ? [] : [{ ...row, serialNumber, fingerprint }];
});

/** The menu with the first page read; the card of the account is on it unless `first` says otherwise. */
function atFirstPage(
	first: readonly PortalCertificate[] = [...OF_CARD, ...ALL.slice(0, PAGE - OF_CARD.length)],
): Program {
	const program = atEmptyMenu();
	const { request } = program.question('load-certificates');
	program.send({
		type: 'certificates-answered',
		request,
		result: ok({ certificates: first, next: token(PAGE) }),
	});
	return program;
}

function token(place: number): string {
	return `page-from-${String(place).padStart(8, '0')}`;
}

function rowsRead({ state: { session } }: Program): number {
	return session?.certificates.kind === 'loaded' ? session.certificates.certificates.length : 0;
}

/** Answers what was asked for as a portal with `ALL` rows does. */
function answerMore(program: Program): void {
	const { request, after, atLeast } = program.question('load-more-certificates');
	const from = Number(after.slice('page-from-'.length));
	const to = Math.min(ALL.length, from + Math.ceil(atLeast / PAGE) * PAGE);
	program.send({
		type: 'more-certificates-answered',
		request,
		result: ok({ certificates: ALL.slice(from, to), next: to === ALL.length ? undefined : token(to) }),
	});
}

/** Answers until nothing more is asked for; gives how many questions that took. */
function answerAll(program: Program): number {
	const before = program.asked('load-more-certificates');
	for (let answered = before - 1; answered < program.asked('load-more-certificates'); answered += 1) {
		if (!isReading(program)) {
			break;
		}
		answerMore(program);
	}
	return program.asked('load-more-certificates') - before;
}

function isReading({ state: { session } }: Program): boolean {
	return session?.certificates.kind === 'loaded' && session.certificates.more?.kind === 'asked';
}

describe('an account with 100,000 certificates', () => {
	test('shows its menu after one page, and asks for the next as the window nears the end', () => {
		const program = atFirstPage();
		expect([rowsRead(program), program.asked('load-more-certificates')]).toEqual([PAGE, 0]);
		for (let row = 0; row < 9; row += 1) {
			program.command('page-down');
		}
		expect(program.asked('load-more-certificates')).toBe(0);
		program.command('page-down');
		expect(program.question('load-more-certificates')).toMatchObject({ after: token(PAGE), atLeast: 1 });
		program.command('page-down');
		expect(program.asked('load-more-certificates')).toBe(1);
		answerMore(program);
		expect(rowsRead(program)).toBe(2 * PAGE);
		expect(isReading(program)).toBe(false);
	});

	test('is read to the end by a search of the table, in parts that double, and the row is found', () => {
		const program = atFirstPage();
		program.command('certificate-table', 'search');
		expect(program.asked('load-more-certificates')).toBe(0);
		const last = ALL.at(-1)?.serialNumber ?? '';
		program.types(last);
		expect(answerAll(program)).toBeLessThanOrEqual(12);
		const table = program.state.certificateTable;
		expect(rowsRead(program)).toBe(ALL.length);
		expect(table?.shown.map((position) => table.source[position]?.serialNumber)).toEqual([last]);
	});

	test('is not read on once the search is left and the cursor is far from the end', () => {
		const program = atFirstPage();
		program.command('certificate-table', 'search');
		program.types('x');
		answerMore(program);
		program.command('clear-field', 'back', 'first-row');
		answerMore(program);
		expect(isReading(program)).toBe(false);
	});

	test('is read on until the card in the reader is found, and meanwhile is not called another account’s', () => {
		const program = atFirstPage(ALL.slice(0, PAGE));
		expect(isReading(program)).toBe(true);
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, ok({ ...SERVICE, operations: ['unlock', 'activate', 'revoke'] }));
		expect(blockedMenuEntry(program.state, 'unlock')).toBe('card-still-sought');
		const { request } = program.question('load-more-certificates');
		program.send({
			type: 'more-certificates-answered',
			request,
			result: ok({ certificates: OF_CARD, next: token(2 * PAGE) }),
		});
		expect(isReading(program)).toBe(false);
		expect(blockedMenuEntry(program.state, 'unlock')).not.toBe('card-still-sought');
	});

	test('lets Kullanıma Aç be opened before all is read, and its list grows', () => {
		const first = ALL.slice(0, PAGE).filter(({ state }) => state !== 'suspended');
		const program = atFirstPage([...OF_CARD, ...first]);
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, ok({ ...SERVICE, operations: ['unlock', 'activate', 'revoke'] }));
		expect(blockedMenuEntry(program.state, 'activate')).toBeUndefined();
		program.command('up', 'up', 'up', 'continue');
		expect(program.state.operation).toMatchObject({ kind: 'activate', candidates: [], chosen: [] });
		answerMore(program);
		const { operation } = program.state;
		expect(operation.kind === 'activate' ? operation.candidates.length : 0).toBeGreaterThan(0);
		expect(operation).toMatchObject({
			chosen: operation.kind === 'activate' ? operation.candidates.map((one) => one.serialNumber) : [],
		});
	});

	test('keeps what was read where a page does not come, and asks again after 30 s', () => {
		const program = atFirstPage(ALL.slice(0, PAGE));
		const { request } = program.question('load-more-certificates');
		program.send({
			type: 'more-certificates-answered',
			request,
			result: problem('server-error'),
		});
		expect([rowsRead(program), isReading(program)]).toEqual([PAGE, false]);
		program.passes(29_000);
		program.send({ type: 'timer', id: 'second' });
		expect(program.asked('load-more-certificates')).toBe(1);
		program.passes(1_000);
		program.send({ type: 'timer', id: 'second' });
		expect(program.asked('load-more-certificates')).toBe(2);
	});
});
