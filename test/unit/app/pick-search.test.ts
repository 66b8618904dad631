import { describe, expect, test } from 'vitest';
import { drawFrame, hasTextField, keyContext } from '#screens';
import { createTheme } from '#ui';
import { manyCertificates } from './many-certificates.ts';
import { answerTerms, atActivation, atRevocation } from './operations.ts';
import type { Program } from './program.ts';

const FIVE_HUNDRED = manyCertificates(500).map((certificate) => ({
	...certificate,
	state: 'valid' as const,
}));
const THEME = createTheme({ isUnicode: true, hasColour: false });

function atMany(): Program {
	return atRevocation({}, FIVE_HUNDRED);
}

function chosenIn({ state }: Program): readonly string[] {
	const { operation } = state;
	return operation.kind === 'activate' || operation.kind === 'revoke' ? operation.chosen : [];
}

function refusalIn({ state }: Program): string | undefined {
	return state.notice?.kind === 'refused' ? state.notice.refusal : undefined;
}

function drawn({ state }: Program): string {
	return drawFrame(state, THEME)
		.lines.map((spans) => spans.map(({ text }) => text).join(''))
		.join('\n');
}

function find(program: Program, text: string): void {
	program.command('search');
	program.types(text);
	program.command('continue');
}

describe('the certificates to choose from', () => {
	test('are searched by what is typed, and one found is marked', () => {
		const wanted = FIVE_HUNDRED[321]?.serialNumber ?? '';
		const program = atMany();
		find(
			program,
			wanted
				.match(/.{1,4}/gu)
				?.join(' ')
				.toLowerCase() ?? '',
		);
		program.command('mark');
		expect(chosenIn(program)).toEqual([wanted]);
		expect(drawn(program)).toContain('1 / 500');
	});

	test('keep their marks whatever is searched, and the count of them stands on the screen', () => {
		const [one, , , other] = FIVE_HUNDRED.map(({ serialNumber }) => serialNumber);
		const program = atMany();
		find(program, one ?? '');
		program.command('mark', 'back');
		find(program, other ?? '');
		program.command('mark');
		expect(drawn(program)).toContain('Seçilen: 2');
		program.command('back');
		find(program, 'yok böyle');
		expect(drawn(program)).toContain('Seçilen: 2');
		program.command('mark');
		expect(refusalIn(program)).toBe('no-row-found');
		expect(chosenIn(program)).toEqual([one, other]);
		program.command('back', 'continue');
		answerTerms(program);
		program.command('continue');
		expect(drawn(program)).toContain((one ?? '').match(/.{1,4}/gu)?.join(' '));
		expect(drawn(program)).toContain((other ?? '').match(/.{1,4}/gu)?.join(' '));
	});

	test('leave the search first by Esc, and then the entry', () => {
		const program = atMany();
		find(program, 'sign0');
		program.command('back');
		expect(program.state).toMatchObject({ screen: 'operation', operation: { step: { query: '' } } });
		program.command('back');
		expect(program.state.screen).toBe('menu');
	});

	test('take the space into the search while it is typed', () => {
		const program = atMany();
		program.command('search');
		expect([keyContext(program.state), hasTextField(program.state)]).toEqual(['operation-search', true]);
		program.types('sign0 geçerli');
		program.pastes(' 5A');
		expect(program.state.operation).toMatchObject({ step: { query: 'sign0 geçerli 5A' }, chosen: [] });
	});

	test('keep the cursor on its certificate when the search goes', () => {
		const program = atMany();
		find(program, FIVE_HUNDRED[40]?.serialNumber ?? '');
		program.command('back');
		expect(program.state.operation).toMatchObject({ step: { cursor: 40 } });
		program.command('last-row');
		expect(program.state.operation).toMatchObject({ step: { cursor: 499 } });
		program.command('first-row', 'up');
		expect(refusalIn(program)).toBe('end-of-list');
	});

	test('are searched at Kullanıma Aç as well', () => {
		const program = atActivation();
		find(program, 'encr');
		expect(drawn(program)).toContain('1 / 2');
		expect(chosenIn(program)).toHaveLength(2);
	});
});
