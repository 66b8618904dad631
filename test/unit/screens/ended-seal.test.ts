import { describe, expect, test } from 'vitest';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { atRunningRevocation, settle } from '../app/operations.ts';
import type { Program } from '../app/program.ts';
import { knownOf, ready, SEAL_CARD } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: true });
const SIGNING = SEAL_CARD.certificates.find(({ certificate }) => certificate.use === 'SIGN0')?.certificate;

function signing() {
	if (SIGNING === undefined) throw new Error('no signing certificate');
	return SIGNING;
}

/** What is drawn in the tone of what is done, on the screen that is open. */
function green(program: Program): string {
	return drawFrame(program.state, THEME)
		.lines.flat()
		.filter(({ tone }) => tone === 'done')
		.map(({ text }) => text)
		.join('|');
}

function ticks(program: Program): number {
	return green(program).split('✓').length - 1;
}

function text(program: Program): string {
	return drawFrame(program.state, THEME)
		.lines.map((spans) => spans.map((span) => span.text).join(''))
		.join('\n');
}

function learn(program: Program, reason: 'keyCompromise' | 'certificateHold'): void {
	const known = knownOf(signing(), 'everything');
	const revocation = {
		kind: 'revoked',
		reason,
		since: 0,
		failed: [],
		evidence: {
			source: 'ocsp',
			from: 'http://ocsp.example',
			signer: 'OCSP',
			producedAt: 0,
			thisUpdate: 0,
			nextUpdate: undefined,
			keptAt: undefined,
			nonce: 'matched',
		},
	} as const;
	program.send({
		type: 'certificate-assessed',
		request: 0,
		known: { ...known, assessment: { ...known.assessment, revocation } },
	});
}

describe('a seal that this run learnt to be revoked', () => {
	test('is green before, on step 1', () => {
		const program = ready();
		program.command('step-1');
		expect(text(program)).toContain('Kartınız hazır');
		expect(green(program)).toContain('süresi var');
	});

	test.each([
		['keyCompromise', 'iptal edilmiş'],
		['certificateHold', 'askıda'],
	] as const)(
		'by an answer with %s is told so on step 1, on its own screen and on the start, and is green nowhere',
		(reason, word) => {
			const program = ready();
			learn(program, reason);
			program.command('step-1');
			expect(text(program)).toContain(word);
			expect(text(program)).not.toContain('Kartınız hazır');
			expect(green(program)).not.toMatch(/süresi var|mali mühür|1✓/i);
			program.command('certificate');
			program.send({
				type: 'certificate-assessed',
				request: program.question('assess-certificate').request,
				known: knownOf(signing()),
			});
			expect(text(program)).toContain(
				reason === 'keyCompromise' ? 'iptal, bu çalışmada' : 'askıda, bu çalışmada',
			);
			program.command('back', 'step-1', 'back');
			// The portal's step keeps its tick; the card's has lost it.
			expect(ticks(program)).toBe(ticks(ready()) - 1);
		},
	);

	test('by a change that the portal did here is known from then on, session or not', () => {
		const program = atRunningRevocation();
		const { operation } = program.state;
		const step =
			operation.kind === 'revoke' && operation.step.name === 'running' ? operation.step : undefined;
		if (step === undefined) throw new Error('no change is under way');
		settle(program);
		expect(program.state.learntEnds.get(step.current.item.serialNumber)).toBe('revoked');
	});
});
