import { isDeepStrictEqual } from 'node:util';
import { type AppState, LAST_TRY_WORDS, SUPERVISOR_WORDS } from '#app';
import { BINDINGS, NO_COPY_WORDS, routeKey } from '#screens';
import type { SecretText } from '#text';
import { cells } from '#ui';
import { createRandomSource, type RandomSource } from '../../src/sandbox/random.ts';
import { type KeyEvent, type KeyName, keyEvent } from '../../src/terminal/keyboard/key-event.ts';
import { HOLDER, Kiosk } from '../flows/kiosk.ts';
import { SecretWatch, secretsIn } from '../flows/secret-watch.ts';

/* The whole program among random keys, resizes, cards that come and go, and a portal that breaks. */

export interface KeyStormReport {
	/** Key presses, pastes among them. */
	readonly keys: number;
	/** How often each other thing happened. */
	readonly events: Readonly<Record<string, number>>;
	/** How many keys were pressed at each screen, stage or overlay. */
	readonly places: Readonly<Record<string, number>>;
	/** Programs that were left by a key and started anew. */
	readonly restarts: number;
	/** Most presses of Esc that it took to come back to the start. */
	readonly longestWayBack: number;
	readonly frames: number;
	/** Promises that were broken, with the keys before. */
	readonly broken: readonly string[];
}

/** From anywhere Esc leads back to the start within so many presses. */
const LONGEST_WAY_BACK = 12;
/** Of all keys, at one place. */
const FAIR_SHARE = 0.08;
/** Longer than the portal locks a number, or asks to wait. */
const LOCK_SECONDS = 301;
/** Where a login is begun from. */
const LOBBY: readonly AppState['screen'][] = ['start', 'card', 'driver', 'portal', 'login-method'];
/** Keys kept of what led to a broken promise. */
const KEPT_KEYS = 25;
/** What is typed for the card and must be seen nowhere. */
const CARD_DIGITS = { 'new-pin': '930572', wrong: '117283', puk: '73920164' } as const;
const SIZES = [
	[60, 20],
	[80, 24],
	[112, 30],
	[132, 43],
	[200, 60],
] as const;
const LOST_ANSWERS = [
	'POST /v1/captchas',
	'POST /v1/logins',
	'POST /v1/logins/…/sms',
	'POST /v1/logins/…/confirmation',
	'GET /v1/certificates',
	'GET /v1/pins',
	'GET /v1/details',
	'PATCH /v1/details',
	'POST /v1/certificates/…/revocation',
	'POST /v1/unlocks',
] as const;
/** What lies beside the way through the guide: from where, and by which key. */
const AWAY: Readonly<Record<string, readonly (readonly [place: string, key: string])[]>> = {
	start: [
		['timeline', 'n'],
		['readers', 'g'],
		['card-pin menu', 'p'],
		['certificate', 's'],
		['palette', '.'],
	],
	card: [
		['timeline', 'n'],
		['readers', 'g'],
		['card-pin menu', 'p'],
		['certificate', 's'],
		['palette', '.'],
	],
	menu: [
		['timeline', 'n'],
		['readers', 'g'],
		['card-pin menu', 'p'],
		['certificates', 's'],
		['palette', '.'],
	],
	readers: [
		['timeline', 'n'],
		['card', '1'],
	],
};
const CHARACTERS = Array.from('0123456789abcdefghijklmnopqrstuvwxyzABCİIŞĞıçş? .,:;!/@€漢ｱ\u{301}');
const NAMED: readonly KeyName[] = [
	...(['enter', 'tab', 'backspace', 'delete', 'insert', 'escape', 'up', 'down', 'left', 'right'] as const),
	...(['home', 'end', 'page-up', 'page-down', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8'] as const),
	...(['f9', 'f11', 'f12', 'l', 'u', 'd', 'p', 'e', 't'] as const),
];
const PASTES = ['', '428117', '4540536920', ' 454 053 6920 ', 'güneşli kır', 'x'.repeat(300)] as const;

/** Looks at every state that the program comes to, and forgets it: a storm has too many to keep. */
class StormWatch extends SecretWatch {
	readonly typed = new Set<string>();
	readonly pins = new Set<string>();
	readonly broken: string[] = [];
	frames = 0;
	readonly #held = new Set<SecretText>();

	override see(state: AppState, frame: readonly string[]): void {
		this.frames += 1;
		for (const secret of secretsIn(state)) {
			this.#held.add(secret);
		}
		const { columns, rows } = state.size;
		const wrong = frame.filter((row) => cells(row) !== columns || /\p{Cc}/u.test(row));
		if (frame.length !== rows || wrong.length > 0) {
			this.broken.push(`a frame of ${frame.length} rows for ${columns}x${rows}: ${JSON.stringify(wrong[0])}`);
		}
		const drawn = frame.filter((row) => !row.includes('☎')).join('\n');
		const kept = JSON.stringify(state, (key, value: unknown) =>
			key === 'hint' || key === 'accounts' || key === 'phone' || key === 'pixels' ? undefined : value,
		);
		for (const secret of [...this.typed, ...this.pins]) {
			if (drawn.includes(secret)) {
				this.broken.push(`a secret in a frame of ${placeOf(state)}`);
			}
			if (kept.includes(secret)) {
				this.broken.push(`a secret in a state at ${placeOf(state)}`);
			}
		}
		// The sandbox tells a newcomer the word at the login and in the list of its accounts, so that there only the state can betray it.
		const isTold = state.screen === 'login' || state.overlay?.kind === 'accounts';
		if (kept.includes(HOLDER.word) || (!isTold && drawn.includes(HOLDER.word))) {
			this.broken.push(`the security word at ${placeOf(state)}`);
		}
	}

	override get unwiped(): number {
		return [...this.#held].filter((secret) => secret.length > 0).length;
	}
}

/** Presses `keys` keys, and lets happen what happens between them. */
export async function runKeyStorm(seed: number, keys: number): Promise<KeyStormReport> {
	const storm = new KeyStorm(createRandomSource(seed), keys);
	return storm.run();
}

class KeyStorm {
	readonly #random: RandomSource;
	readonly #most: number;
	readonly #events = new Map<string, number>();
	readonly #places = new Map<string, number>();
	readonly #broken: string[] = [];
	readonly #lastKeys: string[] = [];
	#kiosk: Kiosk | undefined;
	#watch = new StormWatch();
	#isPortalUp = true;
	#keys = 0;
	#frames = 0;
	#restarts = 0;
	#longestWayBack = 0;

	constructor(random: RandomSource, keys: number) {
		this.#random = random;
		this.#most = keys;
	}

	async run(): Promise<KeyStormReport> {
		await this.#start();
		try {
			while (this.#keys < this.#most && this.#broken.length === 0) {
				await this.#move();
				if (this.#chance(70)) {
					await this.#desk.settles();
				}
				await this.#startAgainWhereLeft();
				this.#collect();
			}
			await this.#wayBack();
			this.#collect();
		} catch (error) {
			this.#breaks(
				`an exception: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
			);
		}
		await this.#close();
		return {
			keys: this.#keys,
			events: Object.fromEntries(this.#events),
			places: Object.fromEntries([...this.#places].sort(([, one], [, other]) => other - one)),
			restarts: this.#restarts,
			longestWayBack: this.#longestWayBack,
			frames: this.#frames,
			broken: this.#broken,
		};
	}

	get #desk(): Kiosk {
		if (this.#kiosk === undefined) {
			throw new Error('The program is not running');
		}
		return this.#kiosk;
	}

	async #start(): Promise<void> {
		this.#watch = new StormWatch();
		this.#kiosk = await Kiosk.open(undefined, this.#watch);
		this.#isPortalUp = true;
		const { pin, puk } = this.#kiosk.pins;
		for (const secret of [pin, puk, ...Object.values(CARD_DIGITS)]) {
			this.#watch.pins.add(secret);
		}
	}

	async #close(): Promise<void> {
		this.#frames += this.#watch.frames;
		await this.#kiosk?.[Symbol.asyncDispose]();
		this.#kiosk = undefined;
	}

	/** A key may have ended the program: nothing of what was typed is left, and another person begins. */
	async #startAgainWhereLeft(): Promise<void> {
		if (this.#isLeft) {
			await this.#desk.ends();
			if (this.#watch.unwiped > 0) {
				this.#breaks(`${this.#watch.unwiped} secrets outlived the program`);
			}
			await this.#close();
			this.#restarts += 1;
			this.#isLeft = false;
			await this.#start();
		}
	}

	#isLeft = false;

	async #move(): Promise<void> {
		const drawn = this.#upTo(100);
		// Where it has been for long already it goes on sooner: else most keys would end up in the longest form.
		if (drawn < (this.#isCrowded ? 75 : 34)) {
			await this.#goOn();
		} else if (drawn < 80) {
			this.#press(this.#anyKey());
		} else if (drawn < 86 && !this.#isCrowded) {
			this.#burst();
		} else if (drawn < 90) {
			this.#resize();
		} else if (drawn < 93) {
			this.#happens('card');
			this.#press(keyEvent('f9'));
		} else if (drawn < 95) {
			this.#happens('time');
			await this.#desk.settles();
			await this.#desk.later(1 + this.#upTo(90));
		} else if (drawn < 98) {
			await this.#portalFault();
		} else {
			await this.#wayBack();
		}
	}

	/** Whether the place where the program stands has had more than its share of the keys. */
	get #isCrowded(): boolean {
		return this.#hadItsShare(placeOf(this.#desk.state));
	}

	#hadItsShare(place: string): boolean {
		return this.#keys > 50 && (this.#places.get(place) ?? 0) > this.#keys * FAIR_SHARE;
	}

	/** A lost answer; or the portal goes, and comes back at another time. */
	async #portalFault(): Promise<void> {
		if (!this.#isPortalUp) {
			this.#happens('portal back');
			await this.#desk.portalStarts();
			this.#isPortalUp = true;
		} else if (this.#chance(30)) {
			this.#happens('portal gone');
			await this.#desk.portalStops();
			this.#isPortalUp = false;
		} else {
			this.#happens('answer lost');
			this.#desk.lineBreaksAfter(this.#one(LOST_ANSWERS));
		}
	}

	#resize(): void {
		this.#happens('resize');
		const [columns, rows] = this.#chance(70) ? this.#one(SIZES) : [1 + this.#upTo(200), 1 + this.#upTo(60)];
		this.#desk.resizes(columns, rows);
	}

	/** Faster than anything is answered, as a scanner types. */
	#burst(): void {
		this.#happens('burst');
		for (const character of `${HOLDER.number}\t${this.#random.digits(5)}\r`) {
			this.#press(
				character === '\t'
					? keyEvent('tab')
					: character === '\r'
						? keyEvent('enter')
						: { kind: 'text', text: character },
			);
		}
	}

	#anyKey(): KeyEvent {
		const drawn = this.#upTo(100);
		if (drawn < 40) {
			const { chords } = this.#one(BINDINGS);
			const chord = this.#one(chords);
			const isLeaving =
				'text' in chord ? chord.text === 'q' : chord.key === 'f10' || (chord.key === 'c' && chord.ctrl);
			if (isLeaving && this.#chance(90)) {
				return keyEvent('down');
			}
			return 'text' in chord
				? { kind: 'text', text: chord.text }
				: keyEvent(chord.key, { ctrl: chord.ctrl ?? false, shift: chord.shift ?? false });
		}
		if (drawn < 70) {
			const ctrl = this.#chance(15);
			return keyEvent(this.#one(NAMED), { ctrl, alt: this.#chance(5), shift: this.#chance(10) });
		}
		return drawn < 95
			? { kind: 'text', text: this.#one(CHARACTERS) }
			: { kind: 'paste', text: this.#one(PASTES) };
	}

	/** Every key is answered by something that can be seen, or by a reason. */
	#press(event: KeyEvent): void {
		if (this.#isLeft) {
			return;
		}
		const desk = this.#desk;
		const before = desk.state;
		const drawn = desk.rows;
		const message = routeKey(before, event);
		this.#keys += 1;
		this.#places.set(placeOf(before), (this.#places.get(placeOf(before)) ?? 0) + 1);
		this.#lastKeys.push(nameOf(event));
		this.#lastKeys.splice(0, this.#lastKeys.length - KEPT_KEYS);
		desk.key(event);
		const after = desk.state;
		this.#isLeft = isLeaving(before, message, after);
		const isRedraw = message.type === 'command' && message.command === 'redraw';
		const isCard = message.type === 'command' && message.command === 'toggle-card';
		const isAnswered =
			after.notice !== undefined ||
			!isDeepStrictEqual(drawn, desk.rows) ||
			!isDeepStrictEqual(standing(before), standing(after)) ||
			// A mark more or less may have no room in a masked field; the secret itself is another one.
			!isSameSecrets(secretsIn(before), secretsIn(after));
		if (!isAnswered && !isRedraw && !isCard && !this.#isLeft) {
			this.#breaks(`a key that does nothing and says nothing at ${placeOf(before)}: ${nameOf(event)}`);
		}
	}

	#types(text: string): void {
		for (const character of text) {
			this.#press({ kind: 'text', text: character });
		}
	}

	#presses(...keys: readonly KeyName[]): void {
		for (const key of keys) {
			this.#press(keyEvent(key));
		}
	}

	/** What leads on from where the program stands, so that the storm sees more than the first screens. */
	async #goOn(): Promise<void> {
		this.#happens('step on');
		const { login, overlay, screen, session, size } = this.#desk.state;
		if (size.columns < 60 || size.rows < 20) {
			this.#desk.resizes(80, 24);
		} else if (overlay === undefined && session === undefined && LOBBY.includes(screen) && this.#chance(40)) {
			await this.#logsIn();
		} else if (overlay?.kind === 'palette' && this.#chance(50)) {
			this.#types(this.#one(['ne oldu', 'okuyucu', 'mühür', 'renk', 'kilit', 'bilgi']));
			this.#presses('enter');
		} else if (overlay !== undefined) {
			this.#presses('escape');
		} else if (screen === 'card-pin' && this.#isCrowded && this.#chance(60)) {
			this.#presses('escape');
		} else if (screen === 'login' && this.#isCrowded && this.#chance(80)) {
			// A login that the portal has locked, or that lacks a card, is not gone on with for ever.
			this.#presses('escape');
		} else if (screen === 'login' && login.stage === 'form') {
			await this.#fillForm();
		} else if (screen === 'login' && login.stage === 'code') {
			this.#typeCode();
		} else if (screen === 'operation') {
			this.#goOnInOperation();
		} else if (screen === 'card-pin') {
			this.#goOnWithCard();
		} else if (screen === 'timeline' || screen === 'certificates') {
			this.#goOnInList();
		} else if (screen === 'pins' || (screen === 'menu' && this.#chance(60))) {
			this.#presses(
				...Array.from({ length: this.#upTo(5) }, () => this.#one(['up', 'down'] as const)),
				'enter',
			);
		} else if (screen in AWAY && this.#chance(this.#hadItsShare('login form') ? 85 : 50)) {
			this.#types(this.#leastVisited(AWAY[screen] ?? []));
		} else {
			this.#types(this.#desk.state.session === undefined ? '4' : '6');
			this.#presses('enter');
		}
	}

	/** The key to the place that had the fewest keys so far. */
	#leastVisited(ways: readonly (readonly [place: string, key: string])[]): string {
		const visits = ([place]: readonly [string, string]): number => this.#places.get(place) ?? 0;
		return ways.toSorted((one, other) => visits(one) - visits(other))[0]?.[1] ?? '6';
	}

	#goOnInList(): void {
		const { certificateTable, timeline } = this.#desk.state;
		if ((certificateTable ?? timeline)?.isTyping === true) {
			this.#types(this.#one(['sign0', 'kart', 'geçerli', '2026', 'yok böyle']));
			this.#presses('enter');
		} else {
			this.#press(
				this.#one([{ kind: 'text', text: '/' }, keyEvent('end'), keyEvent('page-down'), keyEvent('escape')]),
			);
		}
	}

	/** A login that nothing comes between, after whatever wait the portal asks for: else the menu would hardly be seen. */
	async #logsIn(): Promise<void> {
		this.#happens('login');
		await this.#desk.settles();
		await this.#desk.later(LOCK_SECONDS);
		this.#types('4');
		this.#presses('up', 'enter');
		if (this.#desk.state.login.stage === 'form') {
			await this.#fillForm();
			await this.#desk.settles();
		}
		if (this.#desk.state.login.stage === 'phone') {
			this.#presses('enter');
			await this.#desk.settles();
		}
		if (this.#desk.state.login.stage === 'code') {
			this.#typeCode();
			await this.#desk.settles();
		}
	}

	#typeCode(): void {
		const code = /\d{3} \d{3}/u.exec(this.#desk.state.phone.at(-1)?.text ?? '')?.[0] ?? '';
		if (code !== '') {
			this.#watch.typed.add(code).add(code.replace(' ', ''));
		}
		this.#clear();
		this.#types(code.replace(' ', ''));
		this.#presses('enter');
	}

	#clear(): void {
		this.#press(keyEvent('u', { ctrl: true }));
	}

	async #fillForm(): Promise<void> {
		await this.#desk.settles();
		const { login, overlay } = this.#desk.state;
		if (login.stage !== 'form' || overlay !== undefined || login.captcha.kind !== 'shown') {
			this.#presses('f5');
			return;
		}
		const fields = ['holder-number', 'captcha-answer', 'security-word'] as const;
		for (const _ of fields.slice(0, fields.indexOf(login.focus))) {
			this.#press(keyEvent('tab', { shift: true }));
		}
		this.#clear();
		// Most people have it in a file.
		if (this.#chance(70)) {
			this.#press({ kind: 'paste', text: HOLDER.number });
		} else {
			this.#types(HOLDER.number);
		}
		this.#presses('tab');
		this.#clear();
		// Where the picture has no room to be drawn nobody reads it.
		const picture = this.#desk.drawnPicture === '' ? 'XXXXX' : await this.#desk.readsPicture();
		this.#types(picture);
		this.#presses('tab');
		this.#clear();
		this.#types(HOLDER.word);
		this.#presses('enter');
	}

	#goOnWithCard(): void {
		const { cardPin, language } = this.#desk.state;
		switch (cardPin?.stage.stage) {
			case 'form': {
				const { pin, puk } = this.#desk.pins;
				const right = { pin, puk, 'new-pin': CARD_DIGITS['new-pin'], repeat: CARD_DIGITS['new-pin'] };
				this.#clear();
				this.#types(this.#chance(20) ? CARD_DIGITS.wrong : right[cardPin.stage.focus]);
				break;
			}
			case 'supervisor':
				this.#clear();
				this.#types(SUPERVISOR_WORDS[language]);
				break;
			case 'last-try':
				this.#clear();
				this.#types(LAST_TRY_WORDS[language]);
				break;
			default:
				this.#presses(this.#chance(50) ? 'down' : 'up');
		}
		this.#presses('enter');
	}

	#goOnInOperation(): void {
		const { operation, language } = this.#desk.state;
		this.#clear();
		switch (operation.kind) {
			case 'revoke':
				if (operation.step.name === 'confirm') {
					this.#types(HOLDER.number.slice(-4));
				} else {
					this.#press({ kind: 'text', text: ' ' });
				}
				break;
			case 'delete-pins':
				this.#types(
					operation.step.name === 'words'
						? NO_COPY_WORDS[language]
						: operation.step.name === 'confirm'
							? HOLDER.number.slice(-4)
							: '',
				);
				break;
			case 'unlock':
				this.#types(CARD_DIGITS['new-pin']);
				break;
			case 'update-details':
				this.#types(operation.step.name === 'phone' ? '5321234567' : 'yeni');
				break;
			case 'save-pins':
				// Into the folder that goes with the program, and nowhere else.
				if (operation.step.name === 'place') {
					this.#press({ kind: 'paste', text: `${this.#desk.folder}/${this.#random.digits(8)}.pdf` });
				}
				break;
			default:
				this.#press({ kind: 'text', text: ' ' });
		}
		this.#presses('enter');
	}

	/** Whatever happened, Esc leads back to the start. */
	async #wayBack(): Promise<void> {
		this.#happens('way back');
		const { size } = this.#desk.state;
		if (size.columns < 60 || size.rows < 20) {
			this.#desk.resizes(80, 24);
		}
		for (let presses = 0; ; presses += 1) {
			await this.#desk.settles();
			const { overlay, screen } = this.#desk.state;
			if (screen === 'start' && overlay === undefined) {
				this.#longestWayBack = Math.max(this.#longestWayBack, presses);
				return;
			}
			if (presses === LONGEST_WAY_BACK) {
				this.#breaks(`stuck at ${placeOf(this.#desk.state)}`);
				return;
			}
			this.#presses('escape');
		}
	}

	#breaks(what: string): void {
		const { rows } = this.#desk;
		this.#broken.push(`${what}\nkeys before: ${this.#lastKeys.join(' ')}\n${rows.join('\n')}`);
	}

	#collect(): void {
		for (const what of this.#watch.broken.splice(0)) {
			this.#breaks(what);
		}
	}

	#happens(what: string): void {
		this.#events.set(what, (this.#events.get(what) ?? 0) + 1);
	}

	#upTo(limit: number): number {
		return Number(this.#random.digits(6)) % limit;
	}

	#chance(percent: number): boolean {
		return this.#upTo(100) < percent;
	}

	#one<T>(of: readonly [T, ...T[]] | readonly T[]): T {
		const chosen = of[this.#upTo(of.length)];
		if (chosen === undefined) {
			throw new RangeError('There is nothing to choose from');
		}
		return chosen;
	}
}

/** Where a key is pressed, as a word. */
function placeOf({ cardPin, login, operation, overlay, screen }: AppState): string {
	if (overlay !== undefined) {
		return overlay.kind;
	}
	switch (screen) {
		case 'login':
			return `login ${login.stage}`;
		case 'card-pin':
			return `card-pin ${cardPin?.stage.stage}`;
		case 'operation':
			return operation.kind === 'none' ? 'operation' : `${operation.kind} ${operation.step.name}`;
		default:
			return screen;
	}
}

function nameOf(event: KeyEvent): string {
	switch (event.kind) {
		case 'key':
			return `<${event.ctrl ? 'ctrl-' : ''}${event.alt ? 'alt-' : ''}${event.shift ? 'shift-' : ''}${event.key}>`;
		case 'text':
			return JSON.stringify(event.text);
		case 'paste':
			return `<paste of ${event.text.length}>`;
	}
}

function isSameSecrets(before: readonly SecretText[], after: readonly SecretText[]): boolean {
	return before.length === after.length && before.every((secret, place) => secret === after[place]);
}

/** Without what changes with every message. */
function standing({ now: _now, activeAt: _activeAt, ...rest }: AppState): unknown {
	return rest;
}

/** Whether this key ends the program. */
function isLeaving(before: AppState, message: ReturnType<typeof routeKey>, after: AppState): boolean {
	if (message.type === 'palette-chosen') {
		const { choice } = message;
		return choice.kind === 'command' && ends(before, choice.command, after);
	}
	return message.type === 'command' && ends(before, message.command, after);
}

function ends(before: AppState, command: string, after: AppState): boolean {
	return (
		command === 'interrupt' ||
		(command === 'quit' && after.overlay?.kind !== 'quit') ||
		(command === 'continue' && before.overlay?.kind === 'quit')
	);
}
