import { expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { atWord, settle } from '../app/operations.ts';
import { answerLogin, atSentForm, problem } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: true });

function text(state: Parameters<typeof drawFrame>[0]): string {
	return drawFrame(state, THEME)
		.lines.map((spans) => spans.map((span) => span.text).join(''))
		.join(' ')
		.replaceAll(/\s+/gu, ' ');
}

test.each(['tr', 'en'] as const)(
	'a wrong present word is told as a word, not as number and picture: %s',
	(language) => {
		const program = atWord({ language, columns: 160, rows: 40 });
		program.types('papatya');
		program.command('next-field');
		program.types('mor menekse');
		program.command('next-field');
		program.types('mor menekse');
		program.command('continue');
		settle(program, { kind: 'refused', problem: { code: 'credentials-wrong', triesLeft: 2 } });
		const { update, failure, problems } = textsOf(language);
		expect(text(program.state)).toContain(update.wordWrong(2).slice(0, 40));
		expect(text(program.state)).not.toContain(problems['credentials-wrong'](2).slice(0, 30));
		program.command('last-failure');
		expect(text(program.state)).toContain(failure.presentWord.what);
	},
);

test('the login says as before that number and word do not belong together', () => {
	const program = atSentForm({ columns: 160, rows: 40 });
	answerLogin(program, problem('credentials-wrong', { triesLeft: 2 }));
	expect(text(program.state)).toContain(textsOf('tr').problems['credentials-wrong'](2).slice(0, 40));
});
