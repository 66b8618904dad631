import { expect, it, onTestFinished } from 'vitest';
import { textsOf } from '#i18n';
import { openForm, orderCode, revealPin, sendForm } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';
import { partsOf } from './terminal-stream.ts';

const texts = textsOf('tr');

/** Asks the terminal driver again and again, as fast as it answers, until it is stopped. */
function sampling(muhurdar: MuhurdarSession) {
	const seen: string[] = [];
	let isOver = false;
	let waiting = Promise.withResolvers<void>();
	onTestFinished(() => {
		isOver = true;
	});
	const sampled = (async () => {
		while (!isOver) {
			const settings = await muhurdar.terminalSettings();
			seen.push(['echo', 'icanon', 'isig'].filter((name) => settings.includes(name)).join());
			waiting.resolve();
			waiting = Promise.withResolvers();
		}
	})();
	return {
		seen,
		/** Resolves after one more look. */
		async look(): Promise<void> {
			const { length } = seen;
			while (seen.length === length) {
				await waiting.promise;
			}
		},
		async stop(): Promise<void> {
			isOver = true;
			await sampled;
		},
	};
}

it('over a whole run only sequences of a short list reach the terminal, and its driver stays raw', async () => {
	const muhurdar = MuhurdarSession.start();
	const { pty } = muhurdar;
	await muhurdar.says(texts.start.title);
	const samples = sampling(muhurdar);
	const step = async (keys: string, sentence: string): Promise<void> => {
		pty.type(keys);
		await muhurdar.says(sentence);
		await samples.look();
	};
	await muhurdar.ticks(1, 2, 3);
	await step('?', texts.help.here);
	await step('u', texts.warnings.title);
	await step('d', texts.details.apduCount(18).split(' ')[1] ?? '');
	await step('h', texts.failure.labels.what);
	await step('.', texts.palette.search);
	await step('sertifika', 'sertifika_');
	muhurdar.press('escape');
	await muhurdar.says(texts.failure.labels.what);
	muhurdar.press('escape');
	await muhurdar.says(texts.start.title);
	await step('1', texts.steps[1].title);
	await step('\u{1B}[20~', texts.card.slot.emptyVirtual);
	await step('\u{1B}[20~', texts.card.slot.seal);
	await step('s', texts.certificate.labels.basis);
	muhurdar.press('escape');
	await muhurdar.says(texts.card.slot.seal);
	await step('2', texts.steps[2].title);
	await step('t', texts.told['theme-light']);
	await step('3', texts.portal.reached);
	await openForm(muhurdar);
	await samples.look();
	pty.resize(100, 30);
	await pty.until('the larger frame', () => pty.screen[27]?.startsWith('──') || undefined);
	await sendForm(muhurdar);
	await samples.look();
	pty.type(await orderCode(muhurdar));
	muhurdar.press('enter');
	await muhurdar.says(texts.menu.entries['pin-view']);
	await pty.shows(/SIGN0 +◆ +geçerli/);
	muhurdar.press('enter');
	await revealPin(muhurdar);
	await samples.look();
	await step('q', texts.quit.body);
	await samples.stop();
	muhurdar.press('enter');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });

	const parts = partsOf(pty.raw);
	expect(parts.map(({ bytes }) => bytes).join('')).toBe(pty.raw);
	expect([...new Set(parts.filter(({ kind }) => kind === 'refused').map(({ name }) => name))]).toEqual([]);
	const names = new Set(parts.filter(({ kind }) => kind === 'allowed').map(({ name }) => name));
	expect(names).toContain('SGR');
	expect(names).toContain('?1049h');
	expect(samples.seen.filter((flags) => flags !== '')).toEqual([]);
	expect(samples.seen.length).toBeGreaterThan(20);
});

it.each([
	['\u{1B}]52;c;MDA=\u{7}', 'clipboard'],
	['\u{1B}]8;;http://x\u{1B}\\', 'hyperlink'],
	['\u{1B}]0;x\u{7}', 'title'],
	['\u{1B}P1$r\u{1B}\\', 'device control'],
	['\u{1B}c', 'reset'],
	['\u{1B}[8m', 'hidden text'],
	['\u{1B}[38;5;1;8m', 'hidden text behind a colour'],
	['\u{1B}[6n', 'a question'],
	['\u{1B}[?1000h', 'the mouse'],
	['\u{9D}52;c;MDA=\u{9C}', 'C1'],
	['\u{7}', 'the bell'],
	['\u{8}', 'a backspace'],
	['\t', 'a tab'],
])('the list would find %j: %s', (bytes) => {
	const parts = partsOf(`önce${bytes}sonra`);
	expect(parts.some(({ kind }) => kind === 'refused')).toBe(true);
	expect(parts.map((part) => part.bytes).join('')).toBe(`önce${bytes}sonra`);
});
