import { expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import {
	answerAssessment,
	atLostCard,
	atLostSeal,
	atLostSite,
	atSaidDone,
	LOST_SEAL,
} from './guided-walk.ts';
import type { Program } from './program.ts';
import { certificateOf } from './walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: false });

function stageOf(program: Program) {
	return program.state.guided.act?.stage;
}

function textOf(program: Program): string {
	return drawFrame(program.state, THEME)
		.lines.map((spans) => spans.map(({ text }) => text).join(''))
		.join(' ')
		.replaceAll(/\s+/gu, ' ');
}

test('a lost card is revoked without one: the seal is chosen of those that were seen here', () => {
	const other = [certificateOf({ title: 'Başka A.Ş.', fingerprint: 'ee'.repeat(32), serialNumber: 'AB12' })];
	const program = atLostCard([other, LOST_SEAL]);
	expect(stageOf(program)).toMatchObject({ name: 'choosing', cursor: 0 });
	program.command('down', 'continue');
	expect(program.question('assess-certificate').certificate).toBe(LOST_SEAL[0]);
	answerAssessment(program, 'valid');
	answerAssessment(program, 'valid');
	expect(stageOf(program)).toEqual({ name: 'ready' });
	program.command('continue');
	expect(program.question('begin-guided')).toMatchObject({
		task: 'revoke',
		certificateSerial: LOST_SEAL[0]?.serialNumber,
	});
});

test.each(['tr', 'en'] as const)(
	'what is compared and what the phone line asks for stand on the page of the site: %s',
	(language) => {
		const program = atLostSite(atLostSeal({ language, columns: 80, rows: 24 }));
		const { guided } = textsOf(language);
		const text = textOf(program);
		expect(text).toContain('444 5 576');
		expect(text).toContain(guided.phoneReady.slice(0, 30));
		for (const { serialNumber } of LOST_SEAL) {
			expect(text.replaceAll(' ', '')).toContain(serialNumber);
		}
	},
);

test('what came of it is seen at the authority, without a card', () => {
	const program = atLostSite(atLostSeal());
	program.command('continue', 'continue');
	answerAssessment(program, 'revoked', program.state.now + 60_000);
	answerAssessment(program, 'revoked', program.state.now + 60_000);
	expect(stageOf(program)).toMatchObject({ name: 'told', outcome: 'seen-online' });
	program.command('continue');
	expect(program.state.guided).toMatchObject({ seen: ['revoke'], told: [], act: undefined });
});

test.each([
	['none is remembered', () => atLostCard([])],
	[
		'it is none of those',
		() => {
			const program = atLostCard();
			program.command('down', 'continue');
			return program;
		},
	],
] as const)(
	'a card whose numbers nobody knows is revoked all the same, and nothing is asked: %s',
	(_why, walk) => {
		const program = walk();
		expect(stageOf(program)).toEqual({ name: 'ready' });
		expect(textOf(program)).toContain(textsOf('tr').guided.serialUnknown.slice(0, 40));
		atLostSite(program);
		program.command('continue', 'continue');
		expect(program.asked('assess-certificate')).toBe(0);
		expect(stageOf(program)).toMatchObject({ outcome: 'told-done', unseen: 'certificate-unknown' });
		program.command('continue');
		expect(program.state.guided).toMatchObject({ seen: [], told: ['revoke'] });
	},
);

test('Esc while the register is asked gives up, and its answer changes nothing', () => {
	const program = atLostCard([]);
	program.command('back', 'continue');
	const { request } = program.question('load-remembered-seals');
	expect(program.command('back')).toEqual([{ kind: 'cancel', cancelled: request }]);
	program.send({ type: 'remembered-seals-told', request, seals: [LOST_SEAL] });
	expect(program.state.guided.act).toBeUndefined();
});

test('what was only told gets no tick, and a sign of its own with its meaning', () => {
	const program = atSaidDone('log-in');
	program.command('continue');
	expect(program.ticked).not.toContain(4);
	const { guided } = textsOf('tr');
	expect(textOf(program)).toContain(`~ ${guided.tasks['log-in'].name}`);
	expect(textOf(program)).toContain(guided.toldMark('~'));
	expect(textOf(program)).not.toContain(`✓ ${guided.tasks['log-in'].name}`);
});
