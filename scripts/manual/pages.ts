import {
	COMMANDS,
	type CommandName,
	OPTION_FORMS,
	TYPED_COMMANDS,
} from '../../src/commands/command-table.ts';
import { commandTexts, valuePlace } from '../../src/commands/command-words.ts';
import { SECRET_SETTING, SETTING_KEYS, settingVariable } from '../../src/config/index.ts';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { textsOf } from '../../src/i18n/index.ts';
import {
	bold,
	italic,
	type PageHead,
	page,
	paragraph,
	plain,
	section,
	subsection,
	tagged,
	verbatim,
} from './roff.ts';
import { manualEn } from './words-en.ts';
import { manualTr } from './words-tr.ts';

type Language = 'tr' | 'en';
type Release = Pick<PageHead, 'date' | 'version'>;

const WORDS = { tr: manualTr, en: manualEn };

/** muhurdar(1): the program and its commands. */
export function programPage(language: Language, release: Release): string {
	const words = WORDS[language];
	const { titles, program } = words;
	return page({ name: 'muhurdar', chapter: 1, volume: words.volume, ...release }, [
		section(titles.name, [`${plain('muhurdar')} \\- ${plain(program.name)}`]),
		section(titles.synopsis, [
			synopsis('screens', language),
			...TYPED_COMMANDS.flatMap((name) => ['.br', synopsis(name, language)]),
		]),
		section(titles.description, paragraphs(program.description)),
		section(titles.options, optionLines('screens', language)),
		section(
			titles.commands,
			TYPED_COMMANDS.flatMap((name) => commandLines(name, language)),
		),
		section(titles.examples, exampleLines('screens', language)),
		section(
			titles.exit,
			program.exit.flatMap(([code = '', meaning = '']) => tagged(bold(code), paragraph(meaning))),
		),
		section(
			titles.environment,
			program.environment.flatMap(([name = '', meaning = '']) => tagged(bold(name), paragraph(meaning))),
		),
		section(titles.files, fileLines(program.files)),
		section(titles.seeAlso, [
			`${bold('muhurdar-config')}(5), ${bold('muhurdar-kiosk')}(7), ${bold('pcscd')}(8)`,
		]),
	]);
}

/** muhurdar-config(5): the settings. */
export function configPage(language: Language, release: Release): string {
	const words = WORDS[language];
	const { titles, config } = words;
	const values = textsOf(language).commands.config.values;
	return page({ name: 'muhurdar-config', chapter: 5, volume: words.volume, ...release }, [
		section(titles.name, [`${plain('muhurdar-config')} \\- ${plain(config.name)}`]),
		section(titles.synopsis, [
			italic('/etc/muhurdar/settings.json'),
			'.br',
			italic('~/.config/muhurdar/settings.json'),
		]),
		section(titles.description, paragraphs(config.description)),
		section(
			titles.settings,
			SETTING_KEYS.flatMap((key) => {
				const fallback = DEFAULT_SETTINGS[key];
				return tagged(bold(key), [
					...paragraph(`${values[key]}.`),
					...(fallback === undefined || key === SECRET_SETTING
						? []
						: paragraph(words.default(String(fallback)))),
					...paragraph(words.variable(settingVariable(key))),
				]);
			}),
		),
		section(titles.examples, [
			...paragraph(config.example),
			...verbatim([
				'{',
				'  "portal.address": "https://portal.example.com/",',
				'  "kiosk.idle-seconds": 90,',
				'  "card.module": "/usr/lib/libakisp11.so"',
				'}',
			]),
		]),
		section(titles.seeAlso, [`${bold('muhurdar')}(1), ${bold('muhurdar-kiosk')}(7)`]),
	]);
}

/** muhurdar-kiosk(7): kiosks and SSH. */
export function kioskPage(language: Language, release: Release): string {
	const words = WORDS[language];
	const { titles, kiosk } = words;
	const shown: readonly (readonly string[])[] = [
		[
			'muhurdar config set --system portal.address https://portal.example.com/',
			'runuser -u muhurdar -- muhurdar config set kiosk.operator-code',
		],
		['systemctl enable --now muhurdar-kiosk@tty1'],
		['restrict,pty ssh-ed25519 AAAA... desk'],
		['journalctl -t muhurdar-session'],
		[],
		["systemctl restart 'muhurdar-kiosk@*'"],
	];
	return page({ name: 'muhurdar-kiosk', chapter: 7, volume: words.volume, ...release }, [
		section(titles.name, [`${plain('muhurdar-kiosk')} \\- ${plain(kiosk.name)}`]),
		section(titles.description, paragraphs(kiosk.description)),
		section(
			titles.operation,
			kiosk.operation.flatMap((text, index) => [
				...(index === 0 ? [] : ['.PP']),
				...paragraph(text),
				...(shown[index]?.length ? verbatim(shown[index]) : []),
			]),
		),
		section(titles.security, paragraphs(kiosk.security)),
		section(titles.files, fileLines(kiosk.files)),
		section(titles.seeAlso, [
			`${bold('muhurdar')}(1), ${bold('muhurdar-config')}(5), ${bold('sshd_config')}(5), ${bold('systemd.exec')}(5)`,
		]),
	]);
}

function paragraphs(texts: readonly string[]): readonly string[] {
	return texts.flatMap((text, index) => [...(index === 0 ? [] : ['.PP']), ...paragraph(text)]);
}

function fileLines(files: readonly (readonly string[])[]): readonly string[] {
	return files.flatMap(([path = '', meaning = '']) => tagged(italic(path), paragraph(meaning)));
}

function synopsis(name: CommandName, language: Language): string {
	const { usage } = commandTexts(name, textsOf(language).commands.help);
	return name === 'screens'
		? `${bold('muhurdar')} ${plain(usage)}`
		: `${bold(`muhurdar ${name}`)} ${plain(usage)}`;
}

function optionLines(name: CommandName, language: Language): readonly string[] {
	const help = textsOf(language).commands.help;
	const own = COMMANDS[name].options.flatMap((option) => {
		const { short, value } = OPTION_FORMS[option];
		const flags = [...(short === undefined ? [] : [`-${short}`]), `--${option}`].map(bold).join(', ');
		const place = value === undefined ? '' : ` ${italic(valuePlace(value, help.valueNames))}`;
		return tagged(`${flags}${place}`, paragraph(help.explained[option]));
	});
	return [
		...own,
		...tagged(`${bold('-V')}, ${bold('--version')}`, paragraph(help.explained.version)),
		...tagged(`${bold('-h')}, ${bold('--help')}`, paragraph(help.explained.help)),
	];
}

function commandLines(name: CommandName, language: Language): readonly string[] {
	const { summary, notes } = commandTexts(name, textsOf(language).commands.help);
	return [
		...subsection(`muhurdar ${name}`, [
			...paragraph(summary),
			...(notes === undefined ? [] : ['.PP', ...paragraph(notes)]),
			...optionLines(name, language),
			...exampleLines(name, language),
		]),
	];
}

function exampleLines(name: CommandName, language: Language): readonly string[] {
	return textsOf(language).commands.help.examples[name].flatMap(([line = '', explained = '']) => [
		...verbatim([line]),
		'.RS 4',
		...paragraph(explained),
		'.RE',
	]);
}
