/** Who may import whom. The check, its tests and the table in `docs/architecture.md` are all made from this. */

export interface Room {
	readonly name: string;
	/** The folder whose files belong to it, or the one file; a room inside another's folder is a room of its own. */
	readonly path: string;
	/** For the documentation. */
	readonly holds: string;
	readonly imports: readonly string[];
	/** Rooms of which it may import types, and nothing that exists while the program runs. */
	readonly typesOf: readonly string[];
}

/** A package, a global or a file outside `src/` that only some places may touch. */
export interface Restriction {
	readonly what: string;
	/** As it is written in an import (a file: from the project's folder); subpaths are meant too. */
	readonly specifiers: readonly string[];
	/** Paths of rooms, or of folders or files in them. */
	readonly onlyIn: readonly string[];
}

export const ROOMS: readonly Room[] = [
	{
		name: 'main',
		path: 'src/main.ts',
		holds: 'reads arguments and environment, starts the screens or a command, maps results to exit codes',
		imports: ['config', 'i18n', 'program', 'terminal', 'commands'],
		typesOf: [],
	},
	{
		name: 'program',
		path: 'src/program',
		holds: 'joins settings, ports and terminal: opens the screens or the line mode, runs a command',
		imports: [
			'api',
			'app',
			'audit',
			'card',
			'card-model',
			'card-rules',
			'certificate',
			'commands',
			'config',
			'contract',
			'i18n',
			'ports',
			'register',
			'sandbox',
			'screens',
			'terminal',
			'text',
			'ui',
		],
		typesOf: [],
	},
	{
		name: 'screens',
		path: 'src/screens',
		holds:
			'one folder per place: what keys and answers do there, and its view; the keys, the frame, the line mode',
		imports: ['app', 'card-rules', 'certificate', 'i18n', 'text', 'ui'],
		typesOf: ['api', 'card', 'contract', 'terminal'],
	},
	{
		name: 'ui',
		path: 'src/ui',
		holds: 'the parts that a view says, each drawn and spoken; fields and menus; theme, text width',
		imports: ['i18n', 'text'],
		typesOf: ['app'],
	},
	{
		name: 'commands',
		path: 'src/commands',
		holds: 'the headless commands',
		imports: [
			'api',
			'app',
			'audit',
			'card',
			'certificate',
			'config',
			'contract',
			'i18n',
			'ports',
			'register',
			'sandbox',
			'terminal',
			'text',
		],
		typesOf: [],
	},
	{
		name: 'ports',
		path: 'src/ports',
		holds: 'joins the rooms: builds the ports that `app` declares',
		imports: [
			'api',
			'app',
			'audit',
			'card',
			'card-rules',
			'certificate',
			'contract',
			'i18n',
			'register',
			'sandbox',
			'terminal',
			'text',
		],
		typesOf: [],
	},
	{
		name: 'app',
		path: 'src/app',
		holds: 'state, messages, update (pure), effects (values), runtime, the interfaces of the ports',
		imports: ['card-rules', 'certificate', 'text'],
		typesOf: ['api', 'card', 'config', 'contract'],
	},
	{
		name: 'card',
		path: 'src/card',
		holds: 'PC/SC: readers and cards, live; APDUs; drivers',
		imports: ['card-rules', 'certificate', 'text'],
		typesOf: ['card-model'],
	},
	{
		name: 'card-rules',
		path: 'src/card/rules',
		holds: 'what can be done with a card, and which PIN is not sent: judgements without a card',
		imports: ['text'],
		typesOf: ['card-model'],
	},
	{
		name: 'card-model',
		path: 'src/card/model',
		holds: 'what the reader service, a reader and a card are, as types; `src/card` gives them on',
		imports: [],
		typesOf: ['certificate'],
	},
	{
		name: 'api',
		path: 'src/api',
		holds: "the portal's client",
		imports: ['certificate', 'contract', 'text'],
		typesOf: [],
	},
	{
		name: 'config',
		path: 'src/config',
		holds: 'the settings: their schema, their file',
		// Of `api` only what an address of a portal may be.
		imports: ['api', 'text'],
		typesOf: [],
	},
	{
		name: 'audit',
		path: 'src/audit',
		holds: 'the journal: intents and outcomes, hash-chained, without a secret',
		imports: ['contract'],
		typesOf: ['api'],
	},
	{
		name: 'register',
		path: 'src/register',
		holds: "the register of seals: what was seen, whose it is, when it ends; the person's notes",
		imports: ['certificate', 'text'],
		typesOf: [],
	},
	{
		name: 'contract',
		path: 'src/api/contract',
		holds: 'the schemas that portal and client share',
		imports: ['text'],
		typesOf: [],
	},
	{
		name: 'sandbox',
		path: 'src/sandbox',
		holds: 'the embedded portal, virtual card, test authority and phone',
		imports: ['certificate', 'contract', 'text'],
		typesOf: ['card'],
	},
	{
		name: 'certificate',
		path: 'src/certificate',
		holds: "seal certificates: profile, labels, states and dates, holder's number",
		imports: ['text'],
		typesOf: [],
	},
	{
		name: 'i18n',
		path: 'src/i18n',
		holds: 'Turkish (the source of truth) and English',
		imports: ['text'],
		typesOf: [],
	},
	{
		name: 'terminal',
		path: 'src/terminal',
		holds: "the terminal's life and capabilities",
		imports: ['text'],
		typesOf: [],
	},
	{
		name: 'text',
		path: 'src/text',
		holds: 'text from outside made safe to draw; secrets that do not print themselves',
		imports: [],
		typesOf: [],
	},
];

export const RESTRICTIONS: readonly Restriction[] = [
	{ what: '`pcsclite`', specifiers: ['pcsclite'], onlyIn: ['src/card/transport'] },
	{ what: '`pkcs11js`', specifiers: ['pkcs11js'], onlyIn: ['src/card/pkcs11/process'] },
	{ what: 'Ink and React', specifiers: ['ink', 'react'], onlyIn: ['src/screens', 'src/ui', 'src/program'] },
	{ what: '`got`', specifiers: ['got'], onlyIn: ['src/api'] },
	{ what: '`fastify`', specifiers: ['fastify'], onlyIn: ['src/sandbox/portal'] },
	{ what: '`package.json`', specifiers: ['package.json'], onlyIn: ['src/main.ts'] },
	{
		what: '`process`',
		specifiers: ['process', 'node:process'],
		onlyIn: [
			'src/main.ts',
			'src/program',
			'src/terminal',
			'src/card/pkcs11/module-process.ts',
			'src/card/transport/pcsclite-binding.ts',
		],
	},
];

/** The name by which other rooms import this one; `main` has none. */
export function doorOf(room: Room): string {
	return `#${room.name}`;
}

/** The room that a file belongs to: the innermost of those whose path holds it. */
export function roomOf(rooms: readonly Room[], file: string): Room | undefined {
	return rooms
		.filter((room) => isInside(room.path, file))
		.reduce<Room | undefined>(
			(best, room) => (best && best.path.length >= room.path.length ? best : room),
			undefined,
		);
}

export function isInside(path: string, file: string): boolean {
	return file === path || file.startsWith(`${path}/`);
}
