import { describe, expect, test } from 'vitest';
import { type CertificateTable, SORT_KEYS, STATE_WORDS } from '#app';
import type { PortalCertificate } from '#contract';
import { textsOf } from '#i18n';
import { foldedText } from '#text';
import { KIOSK } from './kiosk-mode.ts';
import { manyCertificates } from './many-certificates.ts';
import type { Program, ProgramOptions } from './program.ts';
import { answerCertificates, atEmptyMenu, ok, problem } from './walk.ts';

const FIVE_HUNDRED = manyCertificates(500);

function atTable(
	certificates: readonly PortalCertificate[] = FIVE_HUNDRED,
	options?: ProgramOptions,
): Program {
	const program = atEmptyMenu(options);
	answerCertificates(program, ok(certificates));
	program.command('certificate-table');
	return program;
}

function tableIn({ state }: Program): CertificateTable {
	if (state.certificateTable === undefined) {
		throw new Error('No table is open');
	}
	return state.certificateTable;
}

function shownIn(program: Program): readonly PortalCertificate[] {
	const { shown, source } = tableIn(program);
	return shown.flatMap((position) => source[position] ?? []);
}

function here(program: Program): PortalCertificate | undefined {
	return shownIn(program)[tableIn(program).cursor];
}

function refusalIn({ state }: Program): string | undefined {
	return state.notice?.kind === 'refused' ? state.notice.refusal : undefined;
}

describe('the search', () => {
	test('finds a serial number with and without its groups, and in any case', () => {
		const wanted = FIVE_HUNDRED[321]?.serialNumber ?? '';
		const groups = wanted.match(/.{1,4}/gu)?.join(' ') ?? '';
		for (const typed of [wanted, groups, groups.toLowerCase(), wanted.slice(2)]) {
			const program = atTable();
			program.command('search');
			program.types(typed);
			expect(
				shownIn(program).map(({ serialNumber }) => serialNumber),
				typed,
			).toEqual([wanted]);
		}
	});

	test('takes digits in groups as one number, not as words that stand anywhere', () => {
		const rows = manyCertificates(2).map((row, index) => ({
			...row,
			serialNumber: index === 0 ? 'AB12CD34' : 'CD34AB12',
		}));
		const program = atTable(rows);
		program.command('search');
		program.types('ab12 cd34');
		expect(shownIn(program)).toEqual([rows[0]]);
	});

	test.each([
		['ASKIDA', 'suspended'],
		['askida', 'suspended'],
		['İPTAL', 'revoked'],
		['iptal', 'revoked'],
		['GEÇERLİ', 'valid'],
		['süresi', 'expired'],
		['suspended', 'suspended'],
	] as const)('knows the state by the word %s', (typed, state) => {
		const program = atTable();
		program.command('search');
		program.types(typed);
		const found = new Set(shownIn(program).map((certificate) => certificate.state));
		expect(found).toContain(state);
		expect(shownIn(program).length).toBeLessThan(FIVE_HUNDRED.length);
	});

	test('knows every word that the screen has for a state, in both languages', () => {
		for (const language of ['tr', 'en'] as const) {
			for (const [state, word] of Object.entries(textsOf(language).menu.states)) {
				const words = Object.entries(STATE_WORDS).find(([name]) => name === state)?.[1];
				expect(words).toContain(foldedText(word));
			}
		}
	});

	test('wants every word, and Esc clears it before it leaves the table', () => {
		const program = atTable();
		program.command('search');
		program.types('sign0 iptal');
		expect(shownIn(program).length).toBe(50);
		expect(shownIn(program).every(({ use, state }) => use === 'SIGN0' && state === 'revoked')).toBe(true);
		program.command('continue', 'back');
		expect(program.state).toMatchObject({ screen: 'certificates', certificateTable: { query: '' } });
		expect(shownIn(program).length).toBe(500);
		program.command('back');
		expect(program.state).toMatchObject({ screen: 'menu', certificateTable: undefined });
	});

	test('is bounded, is edited, and takes a pasted number without its line end', () => {
		const program = atTable();
		program.command('search');
		program.pastes(`${FIVE_HUNDRED[7]?.serialNumber}\n`);
		expect(shownIn(program)).toEqual([FIVE_HUNDRED[7]]);
		program.command('clear-field', 'erase');
		expect(refusalIn(program)).toBe('nothing-to-erase');
		program.types('x'.repeat(61));
		expect(refusalIn(program)).toBe('field-full');
		program.command('clear-field');
		program.types('ab');
		program.command('erase');
		expect(tableIn(program).query).toBe('a');
	});

	test('that finds nothing moves no cursor and says why', () => {
		const program = atTable();
		program.command('search');
		program.types('yok böyle bir şey');
		program.command('down');
		expect([shownIn(program), refusalIn(program)]).toEqual([[], 'no-row-found']);
	});
});

describe('the order', () => {
	test('is by end first, and goes round through every key and back', () => {
		const program = atTable();
		const met = SORT_KEYS.map(() => {
			const { sort } = tableIn(program);
			program.command('sort');
			return sort;
		});
		expect(met).toEqual(SORT_KEYS);
		expect(tableIn(program).sort).toBe('ends');
	});

	test.each(SORT_KEYS)('by %s is a real order, and its reverse the same backwards', (sort) => {
		const program = atTable();
		while (tableIn(program).sort !== sort) {
			program.command('sort');
		}
		const value = (row: PortalCertificate): string =>
			({ ends: row.notAfter, state: row.state, serial: row.serialNumber, use: row.use })[sort];
		const values = shownIn(program).map(value);
		if (sort === 'state') {
			const firsts = values.filter((state, row) => state !== values[row - 1]);
			expect(firsts).toEqual(['suspended', 'not-yet-valid', 'valid', 'expired', 'revoked']);
		} else {
			expect(values).toEqual(values.toSorted());
		}
		const forwards = shownIn(program);
		program.command('reverse-order');
		expect(shownIn(program)).toEqual(forwards.toReversed());
	});

	test('leaves the cursor on the same certificate, whatever is pressed', () => {
		const program = atTable();
		program.command('page-down', 'page-down', 'down');
		const wanted = here(program)?.serialNumber;
		for (const command of ['sort', 'reverse-order', 'sort', 'sort', 'reverse-order', 'sort'] as const) {
			program.command(command);
			expect(here(program)?.serialNumber).toBe(wanted);
		}
		program.command('search');
		program.types(wanted?.slice(0, 6) ?? '');
		program.command('back');
		expect(here(program)?.serialNumber).toBe(wanted);
	});
});

describe('the filter', () => {
	test('goes through the states that occur, and back to all of them', () => {
		const program = atTable();
		const counts: (string | number | undefined)[] = [];
		for (let turn = 0; turn < 6; turn++) {
			program.command('filter');
			counts.push(tableIn(program).only, shownIn(program).length);
		}
		expect(counts).toEqual([
			...['suspended', 100, 'not-yet-valid', 100, 'valid', 100],
			...['expired', 100, 'revoked', 100, undefined, 500],
		]);
	});

	test('is refused where all have the same state', () => {
		const program = atTable(manyCertificates(500).filter(({ state }) => state === 'valid'));
		program.command('filter');
		expect(refusalIn(program)).toBe('single-state');
	});
});

describe('the table', () => {
	test('moves by pages and to both ends, and says where there is no more', () => {
		const program = atTable();
		program.command('up');
		expect(refusalIn(program)).toBe('end-of-list');
		program.command('last-row');
		expect(tableIn(program).cursor).toBe(499);
		program.command('page-down');
		expect(refusalIn(program)).toBe('end-of-list');
		program.command('first-row');
		expect(tableIn(program).cursor).toBe(0);
	});

	test('keeps what was chosen, and its certificate, over a list that is fetched anew', () => {
		const program = atTable();
		program.command('sort', 'reverse-order', 'page-down');
		const wanted = here(program)?.serialNumber;
		program.command('check-again');
		answerCertificates(program, ok(FIVE_HUNDRED.toReversed()));
		expect(here(program)?.serialNumber).toBe(wanted);
		expect(tableIn(program)).toMatchObject({ sort: 'state', isDescending: true });
		program.command('check-again');
		answerCertificates(program, ok(FIVE_HUNDRED.filter(({ serialNumber }) => serialNumber !== wanted)));
		expect([shownIn(program).length, tableIn(program).cursor]).toEqual([499, 0]);
	});

	test('is left with everything in it when the session ends or the portal knows it no more', () => {
		const byTime = atTable();
		byTime.send({ type: 'timer', id: 'session-end' });
		const byPortal = atTable();
		byPortal.command('check-again');
		answerCertificates(byPortal, problem('session-replaced'));
		for (const { state } of [byTime, byPortal]) {
			expect(state).toMatchObject({ screen: 'login-method', certificateTable: undefined });
		}
	});

	test('opens with a list only, from the menu only, and at no kiosk', () => {
		const waiting = atEmptyMenu();
		waiting.command('certificate-table');
		const elsewhere = atEmptyMenu();
		elsewhere.command('step-1', 'certificate-table');
		const kiosk = atTable(FIVE_HUNDRED, { mode: { kiosk: KIOSK } });
		expect([waiting, elsewhere, kiosk].map((program) => [refusalIn(program), program.state.screen])).toEqual([
			['certificates-not-loaded', 'menu'],
			['no-such-key', 'card'],
			['no-such-key', 'menu'],
		]);
	});
});

describe('the order of the ends', () => {
	const MOMENTS = [
		'2029-02-28T23:59:59Z',
		'2027-04-18T00:00:00Z',
		'2027-12-31T23:59:59.000Z',
		'2027-04-18T00:00:01Z',
		'1999-01-01T00:00:00Z',
		'2027-04-18T00:00:00.000Z',
		'2028-01-01T00:00:00Z',
	];
	const inOrder = (moments: readonly string[]): readonly string[] => {
		const rows = manyCertificates(moments.length);
		const program = atTable(rows.map((row, index) => ({ ...row, notAfter: moments[index] ?? '' })));
		return shownIn(program).map(({ notAfter }) => notAfter);
	};
	const byDate = (moments: readonly string[]): readonly string[] =>
		moments.toSorted((one, other) => Date.parse(one) - Date.parse(other));

	test('is that of time, and equal ones stay as they came', () => {
		expect(inOrder(MOMENTS)).toEqual(byDate(MOMENTS));
	});

	test.each([
		['a part of a second', '2027-04-18T00:00:00.500Z'],
		['another zone', '2027-04-18T01:00:00+03:00'],
	])('is that of time where one has %s', (_what, moment) => {
		const moments = [...MOMENTS, moment];
		expect(inOrder(moments)).toEqual(byDate(moments));
	});
});
