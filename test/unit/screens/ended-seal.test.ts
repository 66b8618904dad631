import { describe, expect, test } from 'vitest';
import { type Chain, judgeState } from '#certificate';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { atRunningRevocation, settle } from '../app/operations.ts';
import { type Program, START } from '../app/program.ts';
import { atMenu, certificateOf, knownOf, ready, SEAL_CARD } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: true });
const SIGNING = SEAL_CARD.certificates.find(({ certificate }) => certificate.use === 'SIGN0')?.certificate;

const EVIDENCE = {
	source: 'ocsp',
	from: 'http://ocsp.example',
	signer: 'OCSP',
	producedAt: 0,
	thisUpdate: 0,
	nextUpdate: undefined,
	keptAt: undefined,
	nonce: 'matched',
} as const;

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
		evidence: EVIDENCE,
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
				reason === 'keyCompromise' ? 'iptal, zincir ve iptal denetimine göre' : 'askıda, zincir ve iptal',
			);
			program.command('back', 'step-1', 'back');
			// The portal's step keeps its tick; the card's has lost it.
			expect(ticks(program)).toBe(ticks(ready()) - 1);
		},
	);

	test('is not green where the check of the chain found its authority revoked, and every place names that authority', () => {
		const program = atMenu({ columns: 120, rows: 40 });
		const authority = certificateOf({
			title: 'Sınama Yayıncısı',
			fingerprint: 'aa'.repeat(32),
			isSeal: false,
		});
		const known = knownOf(signing(), 'everything');
		const chain: Chain = {
			links: [
				{ certificate: signing(), source: 'subject', fault: undefined },
				{ certificate: authority, source: 'fetched', fault: undefined },
				{ certificate: authority, source: 'pinned', fault: undefined },
			],
			verdict: { kind: 'trusted' },
		};
		const revocation = { kind: 'good', failed: [], evidence: EVIDENCE } as const;
		const authorities = [
			{
				position: 1,
				revocation: { kind: 'revoked', reason: 'cACompromise', since: 0, failed: [], evidence: EVIDENCE },
			},
		] as const;
		const certificate = { ...signing(), isSandbox: false };
		const findings = {
			certificate,
			at: START,
			chain,
			revocation,
			authorities,
			wanted: 'everything',
		} as const;
		program.send({
			type: 'certificate-assessed',
			request: 0,
			known: { ...known, assessment: { ...findings, ...judgeState(findings) } },
		});
		const decider = 'belirleyen Sınama Yayıncısı: iptal';

		program.command('certificate-table');
		expect(text(program)).toContain(decider);
		expect(text(program)).toContain('portalda: geçerli');
		// The encryption certificate of the same card was not looked at.
		expect(green(program).split('geçerli')).toHaveLength(2);
		program.command('back', 'timeline');
		program.send({
			type: 'timeline-read',
			request: program.question('read-timeline').request,
			history: { kind: 'missing' },
		});
		expect(text(program)).toContain(decider);
		expect(text(program)).toContain('zincir ve iptal durumu soruldu');
		expect(green(program)).not.toMatch(/geçerli|süresi var/);
		program.command('step-1');
		expect(text(program)).toContain('güvenilmez');
		expect(green(program)).not.toMatch(/1✓|Kartınız hazır/);
		expect(text(program)).not.toContain('Kartınız hazır');
	});

	test('by a change that the portal did here is known from then on, session or not', () => {
		const program = atRunningRevocation();
		const { operation } = program.state;
		const step =
			operation.kind === 'revoke' && operation.step.name === 'running' ? operation.step : undefined;
		if (step === undefined) throw new Error('no change is under way');
		settle(program);
		expect(program.state.learntEnds.get(step.current.item.serialNumber)?.kind).toBe('revoked');
	});
});
