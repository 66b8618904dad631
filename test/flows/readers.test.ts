import { expect, test } from 'vitest';
import { CardError, createCardMonitor } from '#card';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { createVirtualReader } from '../../src/sandbox/card/index.ts';
import { cardWithFiles, foreignCard, sealCertificates } from '../cards/card-shapes.ts';
import { ManualClock } from '../unit/app/manual-clock.ts';
import { Program, START } from '../unit/app/program.ts';

const THEME = createTheme({ isUnicode: true, hasColour: false });

test('two readers are read at the same time, and a card that changes its reader takes its facts along', async () => {
	const seal = cardWithFiles(await sealCertificates(2));
	const cardError = (code: CardError['code']): CardError => new CardError(code, 'virtual reader');
	const left = createVirtualReader({ name: 'Sol okuyucu', card: seal, cardError });
	const right = createVirtualReader({ name: 'Sağ okuyucu', card: foreignCard(), cardError });
	const monitor = createCardMonitor({ clock: new ManualClock(START), services: [left, right] });
	const program = new Program({ columns: 132, rows: 30 });
	program.send({ type: 'started' });
	let look = (): void => undefined;
	const unsubscribe = monitor.subscribe((snapshot) => {
		program.send({ type: 'card-changed', snapshot });
		look();
	});
	const slots = (): Readonly<Record<string, string>> =>
		Object.fromEntries(program.state.card.readers.map(({ name, slot }) => [name, slot.kind]));
	const become = (wanted: Readonly<Record<string, string>>): Promise<void> =>
		new Promise((resolve) => {
			look = () => {
				if (Object.entries(wanted).every(([name, kind]) => slots()[name] === kind)) {
					resolve();
				}
			};
			look();
		});
	/** What stands in the column of a reader. */
	const column = (name: string): string => {
		const rows = drawFrame(program.state, THEME).lines.map((spans) => spans.map(({ text }) => text).join(''));
		const at = rows.find((row) => row.includes(name))?.indexOf(name) ?? -1;
		expect(at, rows.join('\n')).toBeGreaterThan(0);
		return rows
			.slice(3, -3)
			.map((row) => row.slice(at, at + 36))
			.join('\n');
	};
	try {
		await become({ 'Sol okuyucu': 'seal', 'Sağ okuyucu': 'foreign' });
		program.command('readers');
		expect(column('Sol okuyucu')).toContain('VKN 1234567890');
		expect(column('Sağ okuyucu')).not.toContain('1234567890');
		left.remove();
		right.remove();
		await become({ 'Sol okuyucu': 'empty', 'Sağ okuyucu': 'empty' });
		expect(column('Sol okuyucu') + column('Sağ okuyucu')).not.toContain('1234567890');
		right.insert(seal);
		await become({ 'Sol okuyucu': 'empty', 'Sağ okuyucu': 'seal' });
		expect(column('Sağ okuyucu')).toContain('VKN 1234567890');
		expect(column('Sol okuyucu')).not.toContain('1234567890');
	} finally {
		unsubscribe();
		await monitor.close();
	}
});
