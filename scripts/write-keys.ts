/**
 * Writes the list of keys from the table of bindings.
 *
 * Usage: node scripts/write-keys.ts [--check]   (--check writes nothing and fails where the file is stale)
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf } from '../src/i18n/index.ts';
import { BINDINGS, type Binding, type Chord, type KeyContext } from '../src/screens/keys/bindings.ts';
import { chordName } from '../src/screens/keys/chord-name.ts';
import { takesText } from '../src/screens/keys/offered.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'keys.md');

const TURKISH = textsOf('tr');
const ENGLISH = textsOf('en');
const TURKISH_ELSEWHERE = textsOf('tr', 'current');
const ENGLISH_ELSEWHERE = textsOf('en', 'current');

/** In the order in which a newcomer meets them. */
const HEADINGS: Readonly<Record<KeyContext, readonly [turkish: string, english: string]>> = {
	start: ['Başlangıç', 'Start'],
	card: [TURKISH.steps[1].title, ENGLISH.steps[1].title],
	readers: [TURKISH.readers.title, ENGLISH.readers.title],
	timeline: [TURKISH.timeline.title, ENGLISH.timeline.title],
	'timeline-search': [`${TURKISH.timeline.title}: arama`, `${ENGLISH.timeline.title}: search`],
	driver: [TURKISH.steps[2].title, ENGLISH.steps[2].title],
	portal: [TURKISH.steps[3].title, ENGLISH.steps[3].title],
	'login-method': [TURKISH.steps[4].title, ENGLISH.steps[4].title],
	'login-form': [TURKISH.steps[5].title, ENGLISH.steps[5].title],
	'login-phone': [`${TURKISH.login.phoneTitle}: numara`, `${ENGLISH.login.phoneTitle}: number`],
	'login-code': [`${TURKISH.login.phoneTitle}: kod`, `${ENGLISH.login.phoneTitle}: code`],
	'login-elsewhere': [TURKISH_ELSEWHERE.steps[5].title, ENGLISH_ELSEWHERE.steps[5].title],
	'login-word': [`${TURKISH.login.resetTitle}: sözcük`, `${ENGLISH.login.resetTitle}: word`],
	'login-signature': [TURKISH.signatureLogin.title, ENGLISH.signatureLogin.title],
	'login-open': ['5. Adım · Oturum açıkken', 'Step 5 · With a session open'],
	menu: [TURKISH.steps[6].title, ENGLISH.steps[6].title],
	certificates: [TURKISH.certificateTable.title, ENGLISH.certificateTable.title],
	'certificates-search': [
		`${TURKISH.certificateTable.title}: arama`,
		`${ENGLISH.certificateTable.title}: search`,
	],
	pins: [TURKISH.pins.title, ENGLISH.pins.title],
	'card-pin': [TURKISH.cardPin.title, ENGLISH.cardPin.title],
	'card-pin-other-holder': [
		`${TURKISH.cardPin.title}: başka sahibin kartı`,
		`${ENGLISH.cardPin.title}: card of another holder`,
	],
	'card-pin-form': [`${TURKISH.cardPin.title}: PIN yazılırken`, `${ENGLISH.cardPin.title}: typing a PIN`],
	'card-pin-word': [`${TURKISH.cardPin.title}: onay`, `${ENGLISH.cardPin.title}: confirmation`],
	'card-pin-running': [
		`${TURKISH.cardPin.title}: kart beklenirken`,
		`${ENGLISH.cardPin.title}: waiting for the card`,
	],
	'card-pin-told': [`${TURKISH.cardPin.title}: sonuç`, `${ENGLISH.cardPin.title}: outcome`],
	certificate: ['Sertifika', 'Certificate'],
	operation: ['6. Adım · Açık menü maddesi', 'Step 6 · An entry of the menu'],
	'operation-field': ['6. Adım · Açık menü maddesi: alan', 'Step 6 · An entry of the menu: a field'],
	'operation-search': ['6. Adım · Açık menü maddesi: arama', 'Step 6 · An entry of the menu: search'],
	guided: ['4-6. Adım · Rehberli kip', 'Steps 4-6 · Guided mode'],
	overlay: ['Yardım, uyarılar, ayrıntı', 'Help, warnings, details'],
	quit: [TURKISH.quit.title, ENGLISH.quit.title],
	unlock: [TURKISH.kiosk.unlockTitle, ENGLISH.kiosk.unlockTitle],
	palette: [TURKISH.palette.title, ENGLISH.palette.title],
	'closed-field': ['Alan kapandığında', 'After a field closed'],
	'too-small': [TURKISH.tooSmall.title, ENGLISH.tooSmall.title],
};

function contextsInOrder(): readonly KeyContext[] {
	const isContext = (name: string): name is KeyContext => name in HEADINGS;
	return Object.keys(HEADINGS).filter(isContext);
}

/** `Esc`, and in both languages where they differ: `boşluk (Space)`. */
function written(chord: Chord): string {
	const turkish = chordName(chord, TURKISH.keyNames);
	const english = chordName(chord, ENGLISH.keyNames);
	return turkish === english ? `\`${turkish}\`` : `\`${turkish}\` (\`${english}\`)`;
}

function row(binding: Binding, chords: readonly Chord[]): readonly string[] {
	const mark = binding.isOffered === undefined ? '' : ' \\*';
	return chords.length === 0
		? []
		: [
				`| ${chords.map(written).join(', ')}${mark} | ${TURKISH.keys[binding.command]} | ${ENGLISH.keys[binding.command]} |`,
			];
}

function table(rows: readonly string[]): readonly string[] {
	return ['| Tuş / Key | Türkçe | English |', '|---|---|---|', ...rows];
}

function section(context: KeyContext): readonly string[] {
	const rows = BINDINGS.filter(
		({ contexts }) => contexts !== 'everywhere' && contexts.includes(context),
	).flatMap((binding) =>
		row(
			binding,
			binding.chords.filter((chord) => 'key' in chord || !takesText(context)),
		),
	);
	const [turkish, english] = HEADINGS[context];
	return rows.length === 0 ? [] : [`## ${turkish} / ${english}`, '', ...table(rows), ''];
}

const text = [
	'# Keys',
	'',
	'Written by `npm run keys` from the table of bindings (`src/screens/keys/bindings.ts`); the line of keys at the bottom of',
	'the screen and the help (`F1`) come from the same table. Letters rest where text is typed (the form and the code of',
	'step 5, and the PIN of the card). A key with `*` is offered only while there is something for it to do: `F9` in the sandbox, `o` with more',
	'than one reader.',
	'',
	'## Her yerde / Everywhere',
	'',
	...table(
		BINDINGS.filter(({ contexts }) => contexts === 'everywhere').flatMap((binding) =>
			row(binding, binding.chords),
		),
	),
	'',
	...contextsInOrder().flatMap(section),
].join('\n');

const isCurrent = existsSync(FILE) && readFileSync(FILE, 'utf8') === text;
if (!isCurrent) {
	if (process.argv.includes('--check')) {
		process.stderr.write('docs/keys.md is stale: npm run keys\n');
		process.exitCode = 1;
	} else {
		writeFileSync(FILE, text);
	}
}
