import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardError, createCardMonitor, type ReaderService, readDriverReport, VendorModule } from '#card';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { createVirtualReader } from '../../src/sandbox/card/index.ts';
import { foreignCard } from '../cards/card-shapes.ts';
import { createSoftTokens, issueSeal, SOFTHSM_MODULE, type SoftTokens } from '../pkcs11/soft-token.ts';
import { ManualClock } from '../unit/app/manual-clock.ts';
import { Program, START } from '../unit/app/program.ts';

const THEME = createTheme({ isUnicode: true, hasColour: false });
const NAME = 'MİLKO 00 00';
const DENIED = { tr: 'Bu kart bir AKİS kartı değil', en: 'This is no AKİS card' } as const;
const ASKING = { tr: 'Üreticinin sürücüsüne soruluyor', en: "Asking the vendor's driver" } as const;
const SEEN = {
	tr: 'Kart doğrudan okunamadı; üreticinin sürücüsü bir kart görüyor: Şeker Çiçeği Sanayi A.Ş. 4540536920.',
	en: "The card could not be read directly; the vendor's driver sees a card: Şeker Çiçeği Sanayi A.Ş. 4540536920.",
} as const;

let tokens: SoftTokens;
beforeAll(async () => {
	tokens = await createSoftTokens();
	await tokens.insert('seal', await issueSeal('rsa'));
});
afterAll(() => tokens.remove());

/** As a reader that is no virtual one. */
function asReal(service: ReaderService): ReaderService {
	return {
		kind: 'pcsc',
		watch: (listener) =>
			service.watch((event) =>
				listener(
					event.kind === 'reader-added'
						? {
								kind: 'reader-added',
								reader: {
									name: event.reader.name,
									isVirtual: false,
									connect: (mode) => event.reader.connect(mode),
								},
							}
						: event,
				),
			),
	};
}

interface Setting {
	readonly language: 'tr' | 'en';
	readonly path: string;
	readonly environment: Readonly<Record<string, string>>;
}

/** Step 1 and the readers before and after the module was asked about a card that PC/SC did not recognise. */
async function walk({ language, path, environment }: Setting) {
	const module = new VendorModule({ path, trust: 'any-owner', environment });
	const cardError = (code: CardError['code']): CardError => new CardError(code, 'virtual reader');
	const seat = createVirtualReader({ name: NAME, cardError });
	const monitor = createCardMonitor({ clock: new ManualClock(START), services: [asReal(seat)] });
	const program = new Program({ columns: 80, rows: 24, language });
	const signal = new AbortController().signal;
	const frame = (): string =>
		drawFrame(program.state, THEME)
			.lines.map((spans) => spans.map(({ text }) => text).join(''))
			.join('\n')
			.replaceAll(/\s+/g, ' ');
	/** Runs the look that the program asked for last. */
	const look = async (): Promise<void> => {
		const { request } = program.question('look-at-driver');
		const report = await readDriverReport(module, { signal, waitMs: 100_000 });
		program.send({ type: 'driver-told', request, report });
	};
	const settle = async (): Promise<void> => {
		program.send({ type: 'card-changed', snapshot: await monitor.settled() });
	};
	try {
		program.send({ type: 'started' });
		await settle();
		await look();
		program.command('step-1');
		seat.insert(foreignCard());
		await settle();
		const asked = frame();
		await look();
		const told = frame();
		program.command('readers');
		return { asked, told, readers: frame(), effects: program.effects };
	} finally {
		await monitor.close();
	}
}

test.each(['tr', 'en'] as const)(
	'the module is asked about a card that PC/SC did not recognise, and what it sees is told (%s)',
	async (language) => {
		const { environment } = tokens;
		const { asked, told, readers } = await walk({ language, path: SOFTHSM_MODULE, environment });
		expect(asked).toContain(ASKING[language]);
		expect(asked).not.toContain(DENIED[language]);
		expect(told).toContain(SEEN[language]);
		expect(told).not.toContain(DENIED[language]);
		expect(readers).toContain({ tr: 'sürücü görüyor', en: 'driver sees it' }[language]);
	},
);

test.each(['tr', 'en'] as const)(
	'a card that the module does not see either is denied after the module was asked (%s)',
	async (language) => {
		const empty = await createSoftTokens();
		try {
			const { asked, told } = await walk({
				language,
				path: SOFTHSM_MODULE,
				environment: empty.environment,
			});
			expect(asked).toContain(ASKING[language]);
			expect(told).toContain(DENIED[language]);
		} finally {
			await empty.remove();
		}
	},
);

test('a card is denied at once where no module can be loaded, and none is looked for again', async () => {
	const path = join(tokens.folder, 'no-such-module.so');
	const { asked, effects } = await walk({ language: 'tr', path, environment: {} });
	expect(asked).toContain(DENIED.tr);
	expect(effects.filter(({ kind }) => kind === 'look-at-driver')).toHaveLength(1);
});
