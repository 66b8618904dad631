import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePortalAddress } from '#api';
import {
	type AppState,
	createRuntime,
	focusedReader,
	initialState,
	type Mode,
	type PicturePort,
	type Runtime,
	type SandboxPort,
	type StepNumber,
} from '#app';
import { createJournal } from '#audit';
import { type CardMonitor, createCardMonitor, VendorModule } from '#card';
import { type AccountDetails, accountDetails, certificateList, type FlowProfileId, pinList } from '#contract';
import { type FaultKind, openSandbox, type Sandbox } from '#sandbox';
import { drawFrame, type Frame, routeKey, scrollOf, update, wantedTimers } from '#screens';
import type { KeyModifiers, KeyName } from '#terminal';
import type { SecretText } from '#text';
import { createTheme, decodePicture, encodeQr, pictureToHalfBlocks, shownText } from '#ui';
import { journalRecord } from '../../src/audit/record.ts';
import { cardPinAt } from '../../src/ports/card-pin.ts';
import { certificatesPort } from '../../src/ports/certificate.ts';
import { documentsOnDisk } from '../../src/ports/documents.ts';
import { guidedIn } from '../../src/ports/guided.ts';
import { type LocatedPortal, portalAt } from '../../src/ports/portal.ts';
import { type EmbeddedSandbox, embedSandbox } from '../../src/ports/sandbox.ts';
import { signatureLoginAt } from '../../src/ports/signature-login.ts';
import { timelineIn } from '../../src/ports/timeline.ts';
import { unlockAt } from '../../src/ports/unlock.ts';
import type { FaultPlan, VirtualAkisCard, VirtualCard } from '../../src/sandbox/card/index.ts';
import { createCaptchaSource } from '../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { DRIVER_MISSING } from '../unit/app/driver-reports.ts';
import { ManualClock } from '../unit/app/manual-clock.ts';
import { START } from '../unit/app/program.ts';
import { type CardSeat, seatWith } from './card-seat.ts';
import { largeNumbersIn } from './large-numbers.ts';
import { PinWitness } from './pin-witness.ts';
import { type HeldRequest, type Lie, openPortalLine, type PortalLine, type Twist } from './portal-line.ts';
import { SecretWatch } from './secret-watch.ts';

/** The holder whose card is in the reader, as the sandbox tells a newcomer. */
export const HOLDER = {
	title: 'Şeker Çiçeği Sanayi A.Ş.',
	number: '4540536920',
	word: 'papatya',
} as const;

const SIGNATORY_READER = 'DENEME e-imza (sanal)';
const SEED = 20140828;
const COLUMNS = 112;
const ROWS = 30;
/** Cells at the left in which the guide's steps stand beside the work. */
const STEPS_CELLS = 27;
const THEME = createTheme({ isUnicode: true, hasColour: false });

const picture: PicturePort = {
	qr: encodeQr,
	async decode(png) {
		const outcome = await decodePicture(png);
		return outcome.kind === 'refused'
			? undefined
			: {
					pixels: outcome.picture,
					lines: pictureToHalfBlocks(outcome.picture, { columns: 48, rows: 6 }),
				};
	},
};

/** What the seed makes the portal show of the holder's card. */
function issuedPins(): { readonly pin: string; readonly puk: string } {
	const random = createRandomSource(SEED).stream(`pins/${HOLDER.number}`);
	return { pin: random.digits(6), puk: random.digits(8) };
}

/**
 * The program at an operator's desk, whole but for the terminal: keys in, cells out, with the sandbox's portal on
 * loopback and its card in the virtual reader. The clock stands still unless it is moved.
 */
export class Kiosk implements AsyncDisposable {
	readonly pins = issuedPins();
	/** Switches of the portal; they may be turned while it runs. */
	readonly faults: Set<FaultKind>;
	/** Where documents go; its owner's alone. */
	readonly folder: string;
	readonly #clock: ManualClock;
	readonly #embedded: EmbeddedSandbox;
	readonly #monitor: CardMonitor;
	readonly #line: PortalLine;
	readonly #portal: LocatedPortal;
	readonly #seat: CardSeat | undefined;
	readonly #signatory: Signatory | undefined;
	readonly #runtime: Runtime;
	readonly #watch: SecretWatch;
	readonly #witness: PinWitness;
	readonly #typed: string[] = [];
	readonly #flow: FlowProfileId;
	#sandbox: Sandbox;
	#drawn: { readonly state: AppState; readonly frame: Frame } | undefined;
	/** Pictures of the portal before it was started anew: it begins again with the seed's first. */
	#picturesBefore = 0;
	#isHolding = false;
	/** The programs at the same portal; it is the first one's. */
	#desks: Kiosk[] = [this];

	private constructor(parts: {
		readonly faults: Set<FaultKind>;
		readonly clock: ManualClock;
		readonly embedded: EmbeddedSandbox;
		readonly sandbox: Sandbox;
		readonly monitor: CardMonitor;
		readonly line: PortalLine;
		readonly folder: string;
		/** Where the journal of an earlier run lies; undefined: in `folder`. */
		readonly journalFolder: string | undefined;
		readonly seat: CardSeat | undefined;
		readonly watch: SecretWatch;
		readonly witness: PinWitness;
		readonly signatory: Signatory | undefined;
		readonly mode: Partial<Mode>;
		readonly flow: FlowProfileId;
	}) {
		this.faults = parts.faults;
		this.#flow = parts.flow;
		this.#watch = parts.watch;
		this.#witness = parts.witness;
		this.#clock = parts.clock;
		this.#embedded = parts.embedded;
		this.#sandbox = parts.sandbox;
		this.#monitor = parts.monitor;
		this.#line = parts.line;
		this.folder = parts.folder;
		this.#seat = parts.seat;
		this.#signatory = parts.signatory;
		const address = parsePortalAddress(parts.line.url);
		if (!address.ok) {
			throw new Error(`The line's address was refused: ${address.code}`);
		}
		const journalFolder = parts.journalFolder ?? parts.folder;
		const journal = createJournal({
			directory: journalFolder,
			now: () => parts.clock.now(),
			uid: process.getuid?.(),
		});
		this.#portal = portalAt(async () => address.url, { clock: parts.clock, journal: async () => journal });
		const cardPin = cardPinAt({
			clock: parts.clock,
			readerWith: async (card) => parts.monitor.readerWith(card),
			module: async () => new VendorModule({ trust: 'any-owner' }),
			journal: async () => journal,
		});
		this.#runtime = createRuntime({
			initial: initialState({
				now: START,
				language: 'tr',
				columns: COLUMNS,
				rows: ROWS,
				mode: { portal: 'sandbox', version: '0.0.0-test', ...parts.mode },
			}),
			update,
			wantedTimers,
			redraw: () => undefined,
			copy: () => undefined,
			ports: {
				clock: parts.clock,
				card: {
					subscribe: (listener) => parts.monitor.subscribe(listener),
					readAgain: () => parts.monitor.readAgain(),
				},
				cardPin,
				unlock: unlockAt(cardPin),
				signatureLogin: signatureLoginAt({
					clock: parts.clock,
					portal: this.#portal.port,
					signer: cardPin,
				}),
				driver: { look: async () => DRIVER_MISSING },
				portal: this.#portal.port,
				documents: documentsOnDisk({ kind: 'sticks', mounted: async () => [parts.folder] }),
				picture,
				guided: guidedIn(async () => journal),
				timeline: timelineIn(
					async () => journalFolder,
					async () => journal,
				),
				certificate: certificatesPort({
					saveFolder: undefined,
					cacheFolder: undefined,
					issuerFolder: undefined,
					keepsIssuers: false,
				}),
				sandbox: { ...parts.embedded.port, ...signatoryPort(parts.signatory, parts.embedded.port) },
			},
		});
		this.#runtime.subscribe(() => this.#look());
	}

	/**
	 * Switched on: the card is read and the portal reached.
	 *
	 * @param faults what goes wrong with the card from its first command on; F9 does not reach it then
	 * @param watch sees every state with its frame
	 * @param signatoryFaults where the signatory's card is in from the start beside the seal: what goes wrong with it
	 * @param mode what was decided at the start of the run beside the portal
	 * @param journalFolder where an earlier run wrote its journal; default: the folder of this one
	 * @param flow which way the portal goes
	 */
	static async open(
		faults?: FaultPlan,
		watch = new SecretWatch(),
		signatoryFaults?: FaultPlan,
		mode: Partial<Mode> = {},
		journalFolder?: string,
		flow: FlowProfileId = 'guide-2014',
	): Promise<Kiosk> {
		const clock = new ManualClock(START);
		const switches = new Set<FaultKind>();
		const line = await openPortalLine();
		// A signature names the address that the program knows the portal by.
		const embedded = embedSandbox({ clock, seed: SEED, publicOrigin: line.url, faults: switches, flow });
		const sandbox = await embedded.open();
		line.leadTo(sandbox.portal.url);
		const seat = faults === undefined ? undefined : seatWith(sandbox.card, faults);
		const signatory =
			signatoryFaults === undefined ? undefined : await seatSignatory(sandbox, signatoryFaults);
		const folder = await mkdtemp(join(tmpdir(), 'muhurdar-kiosk-'));
		const witness = await PinWitness.at(journalFolder ?? folder);
		const kiosk = new Kiosk({
			clock,
			faults: switches,
			embedded,
			sandbox,
			monitor: createCardMonitor({
				clock,
				services: [
					seat?.slot ?? (await embedded.reader()),
					signatory?.seat.slot ?? (await embedded.signatoryReader()),
				].map((service) => witness.watched(service)),
			}),
			line,
			folder,
			journalFolder,
			seat,
			watch,
			witness,
			signatory,
			mode,
			flow,
		});
		kiosk.#look();
		kiosk.#runtime.start();
		await kiosk.#untilSlotIs('seal');
		await kiosk.#until(({ portal }) => portal.kind === 'reached');
		// The start of a screen that anybody may come by has no checklist.
		await (mode.kiosk === undefined ? kiosk.ticks(1, 2, 3) : kiosk.#runtime.idle());
		return kiosk;
	}

	/** Another whole program, at another desk, with a journal of its own, at the portal of the first. */
	static async openBeside(first: Kiosk): Promise<Kiosk> {
		const kiosk = await Kiosk.open();
		kiosk.#line.leadTo(first.#sandbox.portal.url);
		first.#desks.push(kiosk);
		kiosk.#desks = first.#desks;
		return kiosk;
	}

	/** The program started anew at the same machine: with the journal that this run writes to. */
	nextRun(faults?: FaultPlan): Promise<Kiosk> {
		return Kiosk.open(faults, new SecretWatch(), undefined, {}, this.folder);
	}

	/** Rows of the screen as it is now: a PIN and a PUK that are shown are read, a code keeps its marks, which stand apart. */
	get rows(): readonly string[] {
		return this.#frame.lines.map((spans) =>
			spans
				.map((span) => {
					const isCode = span.reveals?.drawnAs === undefined && span.text.includes(' ');
					return isCode ? span.text : shownText(span);
				})
				.join(''),
		);
	}

	get state(): AppState {
		return this.#runtime.state();
	}

	/** One key press; what is scrolled too far is told, as the program's own frames tell it. */
	key(event: Parameters<typeof routeKey>[1]): void {
		this.#dispatchKey(event);
		const { scrollEnd } = this.#frame;
		if (scrollOf(this.#runtime.state()) > scrollEnd) {
			this.#runtime.dispatch({ type: 'scroll-ended', scroll: scrollEnd });
		}
	}

	/** Once nothing is under way; what waits for the clock alone gets its time. */
	async settles(): Promise<void> {
		for (;;) {
			const idle = this.#runtime.idle().then(() => true);
			if (await Promise.race([idle, afterGrace()])) {
				return;
			}
			const [due] = this.#clock.due;
			if (due === undefined) {
				throw new Error(`Something is under way for ever:\n${this.rows.join('\n')}`);
			}
			this.#clock.moveTowards(due);
		}
	}

	press(key: KeyName, modifiers: Partial<KeyModifiers> = {}): void {
		this.#dispatchKey({ kind: 'key', key, ctrl: false, alt: false, shift: false, ...modifiers });
	}

	types(text: string): void {
		for (const character of text) {
			this.#dispatchKey({ kind: 'text', text: character });
		}
	}

	/** Types what nobody may read anywhere afterwards. */
	typesSecret(text: string): void {
		this.#typed.push(text);
		this.types(text);
	}

	/** Once everything is answered: this stands on the screen, however it was wrapped. */
	async sees(...texts: readonly string[]): Promise<void> {
		await this.#runtime.idle();
		this.stillSees(...texts);
	}

	/** At this moment, whether or not an answer is awaited. */
	stillSees(...texts: readonly string[]): void {
		for (const text of texts) {
			expect(this.#prose, this.rows.join('\n')).toContain(unwrapped(text));
		}
	}

	async seesNot(...texts: readonly string[]): Promise<void> {
		await this.#runtime.idle();
		for (const text of texts) {
			expect(this.#prose).not.toContain(unwrapped(text));
		}
	}

	/** Once everything is answered: these steps of the checklist are ticked, and no others. */
	async ticks(...steps: readonly StepNumber[]): Promise<void> {
		await this.#runtime.idle();
		const ticked = this.rows.flatMap((row) => /^[ ▸]*✓ ([1-6]) /u.exec(row)?.[1] ?? []);
		expect(ticked.map(Number), this.rows.join('\n')).toEqual(steps);
	}

	/** What the person reads in the picture on the screen: the last one that the portal drew. */
	async readsPicture(): Promise<string> {
		await this.#runtime.idle();
		if (this.#frame.picture === undefined) {
			throw new Error(`There is no picture on the screen:\n${this.rows.join('\n')}`);
		}
		const drawn = this.#desks.reduce((sum, desk) => sum + desk.#picturesDrawn, -this.#picturesBefore);
		const pictures = createCaptchaSource(createRandomSource(SEED));
		return Array.from({ length: drawn }, () => pictures.next().text).at(-1) ?? '';
	}

	/** The picture's lines, as half blocks on the screen. */
	get drawnPicture(): string {
		const space = this.#frame.picture;
		return space === undefined
			? ''
			: this.rows
					.slice(space.row, space.row + space.rows)
					.map((row) => row.slice(space.column, space.column + space.columns))
					.join('\n');
	}

	/** The code as soon as it stands on the phone, whether or not an answer is awaited. */
	async readsPhoneEarly(messages = 1): Promise<string> {
		await this.#until(({ phone }) => phone.length >= messages);
		return this.#codeOnPhone();
	}

	/** The code in the last message on the phone that stands on the screen. */
	async readsPhone(): Promise<string> {
		await this.#runtime.idle();
		return this.#codeOnPhone();
	}

	#codeOnPhone(): string {
		const strip = this.rows.find((row) => row.includes('☎')) ?? '';
		const code = /\d{3} \d{3}/u.exec(strip)?.[0];
		if (code === undefined) {
			throw new Error(`There is no code on the phone: ${strip}`);
		}
		this.#typed.push(code);
		return code.replace(' ', '');
	}

	/** What the card itself knows of its counters. */
	get cardCondition(): VirtualAkisCard['condition'] {
		return this.#sandbox.card.condition;
	}

	/** Of who signs for the holder: card, PIN, and the seat in which it goes wrong as planned. */
	get signatory(): Signatory {
		if (this.#signatory === undefined) {
			throw new Error('The signatory is not at this desk');
		}
		return this.#signatory;
	}

	/** Commands with a PIN or PUK that reached the contacts of a card that goes wrong. */
	get sentPins(): number {
		return this.#injector.commands.filter(({ carriesPin }) => carriesPin).length;
	}

	/** Faults that have not struck yet. */
	get outstandingFaults(): number {
		return this.#injector.outstanding.length;
	}

	/** A card comes into the seat in which cards go wrong; the sandbox's own where none is named. */
	async putsIn(card: VirtualCard = this.#sandbox.card): Promise<void> {
		this.#seatHere.slot.remove();
		await this.#untilSlotIs('empty');
		this.#seatHere.slot.insert(this.#injector.wrap(card));
		await this.#untilSlotIs('seal');
	}

	/** Another program has the card open until the returned function is called; what waits for it waits on the clock. */
	async anotherProgramTakesCard(): Promise<() => Promise<void>> {
		await this.#runtime.idle();
		const slot = focusedReader(this.#runtime.state())?.slot;
		const reader = slot?.kind === 'seal' ? this.#monitor.readerWith(slot.card) : undefined;
		if (reader === undefined) {
			throw new Error('There is no card to take');
		}
		const connection = await reader.connect('shared');
		this.#isHolding = true;
		return async () => {
			await connection.close('leave');
			this.#isHolding = false;
		};
	}

	/**
	 * Once the card has a PIN to which it says nothing: what waits for it waits on the clock, until the returned
	 * function is called.
	 */
	async cardFallsSilent(): Promise<() => void> {
		while (this.sentPins === 0) {
			await turnOfEventLoop();
		}
		this.#isHolding = true;
		return () => {
			this.#isHolding = false;
		};
	}

	/** Resolves at the next try to open the card. */
	nextConnect(): Promise<void> {
		return this.#seatHere.nextConnect();
	}

	resizes(columns: number, rows: number): void {
		this.#runtime.dispatch({ type: 'resized', columns, rows });
	}

	/** Once the program is so. */
	becomes(holds: (state: AppState) => boolean): Promise<void> {
		return this.#until(holds);
	}

	async pullsCard(): Promise<void> {
		this.press('f9');
		await this.#untilSlotIs('empty');
	}

	async putsCardBack(): Promise<void> {
		this.press('f9');
		await this.#untilSlotIs('seal');
	}

	/** The clock moves; what falls due on the way happens at its time and is answered before it moves on. */
	async later(seconds: number): Promise<void> {
		const end = this.#clock.now() + seconds * 1000;
		while (!this.#clock.moveTowards(end)) {
			// While something is held back on purpose, what the clock set off gets its turn all the same.
			await (this.#isHolding ? turnOfEventLoop() : this.#runtime.idle());
		}
	}

	/** The next such request arrives and is never answered. */
	portalIsSilentAt(what: string): HeldRequest {
		return this.#untilGivenUp(this.#line.hold(what));
	}

	/** The portal does the next such request, and its answer never comes. */
	portalKeepsAnswer(what: string): HeldRequest {
		return this.#untilGivenUp(this.#line.keepAnswer(what));
	}

	#untilGivenUp(held: HeldRequest): HeldRequest {
		this.#isHolding = true;
		return {
			arrived: held.arrived,
			givenUp: held.givenUp.then(() => {
				this.#isHolding = false;
			}),
		};
	}

	/** The next such request is done by the portal, and its answer never comes back. */
	lineBreaksAfter(what: string): void {
		this.#line.loseAnswer(what);
	}

	/** The next such request leaves the program and never reaches the portal. */
	lineBreaksBefore(what: string): void {
		this.#line.drop(what);
	}

	/** The next such request is let through to the portal only after `act`. */
	whenPortalIsAsked(what: string, act: () => Promise<void>): void {
		this.#line.before(what, act);
	}

	/** The portal does the next such request, and its answer arrives only after `act`. */
	beforePortalAnswers(what: string, act: () => Promise<void>): void {
		this.#line.beforeAnswer(what, act);
	}

	/** Such requests are answered with a lie from now on; without one the portal answers again. */
	portalLies(what: string, lie: Lie | undefined): void {
		this.#line.lie(what, lie);
	}

	/** The portal's answers to such requests are its own, but for what `twist` changes in them; without one they are whole. */
	portalTwists(what: string, twist: Twist | undefined): void {
		this.#line.twist(what, twist);
	}

	/** Every text for people in the portal's answers is changed on its way from now on. */
	portalSpoils(change: (text: string) => string): void {
		this.#line.spoil(change);
	}

	/** Operations of the published document that this program was seen to do. */
	get operationsSeen(): ReadonlySet<string> {
		return this.#line.operationsSeen;
	}

	/** Another portal answers at the address from now on; the program finds it there when it next asks for the service. */
	async portalBecomes(url: string): Promise<void> {
		this.#line.leadTo(url);
		await this.later(31);
	}

	async portalStops(): Promise<void> {
		await Promise.all([this.#line.cut(), this.#sandbox.portal.close()]);
	}

	/** At the same address; it has forgotten every login and session. */
	async portalStarts(): Promise<void> {
		const portalPort = Number(new URL(this.#sandbox.portal.url).port);
		this.#sandbox = await openSandbox({
			clock: this.#clock,
			seed: SEED,
			portalPort,
			publicOrigin: this.#line.url,
			faults: this.faults,
			flow: this.#flow,
		});
		this.#picturesBefore = this.#picturesDrawn;
		await this.#line.mend();
	}

	/** Once what happened at the portal is written down: the journal's records of answers that were not used, by what was asked. */
	async refusedAnswers(): Promise<readonly string[]> {
		await this.#runtime.idle();
		await this.#portal.close();
		const lines = (await readFile(join(this.folder, 'journal.jsonl'), 'utf8')).trimEnd().split('\n');
		return lines.flatMap((line) => {
			const { data } = journalRecord.parse(JSON.parse(line));
			return data.event === 'answer-refused' ? [data.asked] : [];
		});
	}

	/** How many requests of a kind, or at all, arrived at the portal. */
	heardByPortal(what?: string): number {
		return this.#line.requests.filter((request) => what === undefined || request.what === what).length;
	}

	/** Whoever was told to wait got none. */
	get #picturesDrawn(): number {
		return this.#line.requests.filter(({ what, isRefused }) => what === 'POST /v1/captchas' && !isRefused)
			.length;
	}

	/** What the portal itself says of the account, beside the program: states of its certificates by their use. */
	async statesAtPortal(): Promise<Readonly<Record<string, string>>> {
		const answer = await this.#askPortal('/v1/certificates');
		const { certificates } = certificateList.parse(await answer.json());
		return Object.fromEntries(certificates.map(({ use, state }) => [use, state]));
	}

	/** Somebody else changes the details on record, at another machine. */
	async detailsChangeElsewhere(edit: Readonly<Record<string, string>>): Promise<void> {
		const answer = await this.#askPortal('/v1/details');
		await answer.arrayBuffer();
		const changed = await this.#askPortal('/v1/details', {
			method: 'PATCH',
			headers: {
				'content-type': 'application/json',
				'if-match': answer.headers.get('etag') ?? '',
				'idempotency-key': `"${randomUUID()}"`,
			},
			body: JSON.stringify(edit),
		});
		expect(changed.status, await changed.text()).toBe(200);
	}

	/** The PIN that the portal gives out now; it may stand on no screen that is not asked for it. */
	async pinAtPortal(): Promise<string> {
		const { cards } = pinList.parse(await (await this.#askPortal('/v1/pins')).json());
		const pin = cards[0]?.pin;
		if (pin === undefined) {
			throw new Error('The portal gives out no PIN');
		}
		this.#typed.push(pin);
		return pin;
	}

	/** What the portal itself has on record, beside the program. */
	async detailsAtPortal(): Promise<AccountDetails> {
		return accountDetails.parse(await (await this.#askPortal('/v1/details')).json());
	}

	/** Another client of the portal, in the session of this one. */
	async #askPortal(
		path: string,
		init: {
			readonly method?: string;
			readonly headers?: Readonly<Record<string, string>>;
			readonly body?: string;
		} = {},
	): Promise<Response> {
		const authorization = this.#line.requests.findLast((request) => request.authorization)?.authorization;
		return fetch(new URL(path, (this.#desks[0] ?? this).#sandbox.portal.url), {
			...init,
			headers: { ...init.headers, authorization: authorization ?? '', connection: 'close' },
		});
	}

	/** Whether the portal still takes the token of the last session. */
	async isTokenGood(): Promise<boolean> {
		const authorization = this.#line.requests.findLast((request) => request.authorization)?.authorization;
		if (authorization === undefined) {
			throw new Error('No token was ever sent');
		}
		const url = new URL('/v1/certificates', this.#sandbox.portal.url);
		const answer = await fetch(url, { headers: { authorization, connection: 'close' } });
		await answer.arrayBuffer();
		return answer.status === 200;
	}

	/** The person answers at the other site, with the address and the code that stand on the screen. */
	async answersElsewhere(decision: 'approve' | 'deny', word: string = HOLDER.word): Promise<void> {
		const screen = this.rows.join('\n');
		const address = /http:\/\/127\.0\.0\.1:\d+\//u.exec(screen)?.[0] ?? '';
		const form = await (await fetch(address, { headers: { connection: 'close' } })).text();
		const answer = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' },
			body: new URLSearchParams({
				form_token: /name="form_token" value="([^"]+)"/u.exec(form)?.[1] ?? '',
				user_code: /[A-Z]{4}-[A-Z]{4}/u.exec(screen)?.[0] ?? '',
				holder_number: HOLDER.number,
				word,
				decision,
			}).toString(),
		});
		expect(answer.status, await answer.text()).toBe(200);
	}

	/** The exit code the program asks for; undefined while it goes on. */
	async exitCode(): Promise<number | undefined> {
		return Promise.race([this.#runtime.exited, this.#runtime.idle().then(() => undefined)]);
	}

	/** The program ends as `main` lets it end; gives its exit code. */
	async ends(): Promise<number> {
		const exitCode = await this.#runtime.exited;
		this.#runtime.dispatch({ type: 'command', command: 'interrupt' });
		await this.#runtime.idle();
		this.#runtime.close();
		return exitCode;
	}

	/** Where a secret stood that must not: in any state, and in any frame of which it is no part. */
	get betrayals(): readonly string[] {
		const { pin, puk } = this.pins;
		const typed = this.#typed.flatMap((secret) => [secret, secret.replace(' ', '')]);
		return this.#watch.betrayals({ typed: [...new Set(typed)], pins: [pin, puk] });
	}

	/** Secrets that are still in memory, of all that a state ever held. */
	get unwipedSecrets(): number {
		return this.#watch.unwiped;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.#runtime.close();
		await this.#runtime.idle();
		await this.#monitor.close();
		await this.#line[Symbol.asyncDispose]();
		await Promise.all([this.#embedded.close(), this.#sandbox.close(), this.#portal.close()]);
		await rm(this.folder, { recursive: true });
		// Of every flow: no PIN or PUK reaches a card before its act is in the journal, on the disk.
		expect(this.#witness.unaccounted).toEqual([]);
	}

	/** Commands with a PIN or PUK that went to any card of this desk. */
	get pinCommandsSeen(): number {
		return this.#witness.commands;
	}

	get #seatHere(): CardSeat {
		if (this.#seat === undefined) {
			throw new Error('The card of this desk does not go wrong');
		}
		return this.#seat;
	}

	get #injector(): CardSeat['injector'] {
		return this.#seatHere.injector;
	}

	/** Of the state as it is now; a state is a value, so one that was drawn is not drawn again. */
	get #frame(): Frame {
		const state = this.#runtime.state();
		if (this.#drawn?.state !== state) {
			this.#drawn = { state, frame: drawFrame(state, THEME) };
		}
		return this.#drawn.frame;
	}

	get #prose(): string {
		const { rows } = this;
		const work = rows.map((row) => row.slice(STEPS_CELLS).trim());
		const large = largeNumbersIn(rows).map((number) => `PIN ${number}`);
		return [unwrapped(rows.join(' ')), unwrapped(work.join(' ')), ...large].join('\n');
	}

	#look(): void {
		// What React gets of a frame has no secret at all, not even one that is shown.
		this.#watch.see(
			this.#runtime.state(),
			this.#frame.lines.map((spans) => spans.map(({ text }) => text).join('')),
		);
	}

	#dispatchKey(event: Parameters<typeof routeKey>[1]): void {
		this.#runtime.dispatch(routeKey(this.#runtime.state(), event));
	}

	/** Resolves once the reader of the sandbox's signatory has such a card in it, or none. */
	untilSignatoryIs(kind: 'akis' | 'empty'): Promise<void> {
		return this.#until((state) =>
			state.card.readers.some(({ name, slot }) => name === SIGNATORY_READER && slot.kind === kind),
		);
	}

	#untilSlotIs(kind: 'seal' | 'empty'): Promise<void> {
		return this.#until((state) => focusedReader(state)?.slot.kind === kind);
	}

	#until(holds: (state: AppState) => boolean): Promise<void> {
		return new Promise((resolve) => {
			const leave = this.#runtime.subscribe(() => check());
			const check = () => {
				if (holds(this.#runtime.state())) {
					leave();
					resolve();
				}
			};
			check();
		});
	}
}

/** Far longer than a request on loopback takes; what is not answered by then waits for the clock. */
const GRACE_MS = 1_500;

function afterGrace(): Promise<false> {
	return new Promise((resolve) => setTimeout(() => resolve(false), GRACE_MS).unref());
}

export interface Signatory {
	readonly seat: CardSeat;
	readonly card: VirtualAkisCard;
	readonly pin: SecretText;
}

async function seatSignatory(sandbox: Sandbox, faults: FaultPlan): Promise<Signatory> {
	const { card, pin } = await sandbox.issueSignatoryCard();
	return { card, pin, seat: seatWith(card, faults, SIGNATORY_READER) };
}

/** The sandbox's port, but for the card of a signatory who sits at the desk. */
function signatoryPort(
	signatory: Signatory | undefined,
	port: SandboxPort,
): Partial<Pick<SandboxPort, 'plugSignatory' | 'toggleCard'>> {
	if (signatory === undefined) {
		return {};
	}
	const { seat, card, pin } = signatory;
	return {
		plugSignatory: async () => pin,
		async toggleCard(which) {
			if (which === 'seal') {
				await port.toggleCard(which);
			} else if (seat.slot.isCardIn) {
				seat.slot.remove();
			} else {
				seat.slot.insert(seat.injector.wrap(card));
			}
		},
	};
}

function turnOfEventLoop(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

function unwrapped(text: string): string {
	return text.replaceAll(/\s+/gu, ' ').trim();
}

/** A flow at a desk of its own, after which no secret may have stood anywhere. */
export function flow(
	name: string,
	walk: (kiosk: Kiosk) => Promise<void>,
	faults?: FaultPlan,
	mode?: Partial<Mode>,
): void {
	test(name, async () => {
		await using kiosk = await Kiosk.open(faults, undefined, undefined, mode);
		await walk(kiosk);
		expect(kiosk.betrayals).toEqual([]);
	});
}

/** The same at a portal that goes the present way: login at another site, and a PIN that its holder chooses. */
export function currentFlow(name: string, walk: (kiosk: Kiosk) => Promise<void>, faults?: FaultPlan): void {
	test(name, async () => {
		await using kiosk = await Kiosk.open(faults, undefined, undefined, undefined, undefined, 'current');
		await walk(kiosk);
		expect(kiosk.betrayals).toEqual([]);
	});
}

/** The same, with the signatory's card in a reader of its own. */
export function signatureFlow(
	name: string,
	walk: (kiosk: Kiosk) => Promise<void>,
	faults: FaultPlan = [],
): void {
	test(name, async () => {
		await using kiosk = await Kiosk.open(undefined, undefined, faults);
		await walk(kiosk);
		expect(kiosk.betrayals).toEqual([]);
	});
}
