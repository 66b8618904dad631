import { cleanText } from '#text';
import { Patience } from '../patience.ts';
import type { Held, WaitOptions } from '../session.ts';
import { systemTimer, type Timer } from '../timer.ts';
import { type AkisModuleStatus, locateAkisModule } from './akis-module.ts';
import { ModuleConversation, type ModuleLimits, USUAL_LIMITS } from './module-conversation.ts';
import { ModuleError, type ModuleFaultCode } from './module-errors.ts';
import { checkModuleFile, type ModuleFile, type ModuleFileRefusal } from './module-file.ts';
import { type ModuleFacts, type ModuleToken, moduleFacts, readTokens } from './module-token.ts';

/** Why nothing was asked of the module, or nothing came of it. */
export type ModuleTrouble =
	| { readonly kind: 'missing'; readonly searched: readonly string[] }
	/** The file is not tried at all. */
	| { readonly kind: 'refused'; readonly path: string; readonly refusal: ModuleFileRefusal }
	| {
			readonly kind: 'failed';
			readonly path: string;
			readonly code: ModuleFaultCode;
			readonly detail: string;
	  };

/** What the module showed when it was loaded just now. No PIN is involved. */
export type ModuleSight =
	| ModuleTrouble
	| {
			readonly kind: 'works';
			readonly path: string;
			readonly facts: ModuleFacts;
			/** Of the cards that are in, as the module sees them; may be none. */
			readonly tokens: readonly ModuleToken[];
	  };

export interface VendorModuleOptions {
	/** A path that somebody chose; default: the first of the known places that has one. */
	readonly path?: string | undefined;
	/** `root-only` for kiosks. */
	readonly trust: 'any-owner' | 'root-only';
	/** Default: the system's. */
	readonly timer?: Timer | undefined;
	/** Default: {@link USUAL_LIMITS}. */
	readonly limits?: ModuleLimits | undefined;
	/** Added to the few variables that the module's process gets. */
	readonly environment?: Readonly<Record<string, string>> | undefined;
	/** Default: looks at the known places. */
	readonly locate?: (() => Promise<AkisModuleStatus>) | undefined;
}

/**
 * The vendor's PKCS#11 module. Every conversation with it has a process of its own, begun for it and gone after it,
 * and there is one at a time: between two of them the module holds no card, no session and no PIN.
 */
export class VendorModule {
	readonly #options: VendorModuleOptions;
	readonly #timer: Timer;
	/** Settles when nobody talks with the module any more; never rejects. */
	#lastTurn: Promise<unknown> = Promise.resolve();

	constructor(options: VendorModuleOptions) {
		this.#options = options;
		this.#timer = options.timer ?? systemTimer;
	}

	/**
	 * Loads the module and looks at what it sees.
	 *
	 * @returns `in-use` where another conversation did not end within `waitMs`
	 * @throws the signal's reason
	 */
	async look(wait: WaitOptions): Promise<ModuleSight | { readonly kind: 'in-use' }> {
		const found = await this.find();
		if (found.kind !== 'file') {
			return found;
		}
		const path = found.file.shownPath;
		try {
			const held = await this.converse(
				wait,
				found.file,
				async (conversation, facts): Promise<ModuleSight> => ({
					kind: 'works',
					path,
					facts,
					tokens: await readTokens(conversation),
				}),
			);
			return held.kind === 'held' ? held.value : held;
		} catch (error) {
			wait.signal.throwIfAborted();
			return { ...troubleOf(error), path };
		}
	}

	/** The file that would be loaded now, or why there is none. */
	async find(): Promise<{ readonly kind: 'file'; readonly file: ModuleFile } | ModuleTrouble> {
		const { path, locate = locateAkisModule, trust } = this.#options;
		const located: AkisModuleStatus = path === undefined ? await locate() : { kind: 'found', path };
		if (located.kind === 'missing') {
			return located;
		}
		const check = await checkModuleFile(located.path, { trust });
		return check.ok
			? { kind: 'file', file: check.file }
			: { kind: 'refused', path: cleanText(located.path), refusal: check.refusal };
	}

	/**
	 * Talks with the loaded module alone. The signal ends the conversation at once, up to the moment where a PIN is sent.
	 *
	 * @returns `in-use` where another conversation did not end within `waitMs`
	 * @throws ModuleError, the signal's reason while waiting, and whatever `talk` throws
	 */
	async converse<T>(
		{ signal, waitMs }: WaitOptions,
		file: ModuleFile,
		talk: (conversation: ModuleConversation, facts: ModuleFacts) => Promise<T>,
	): Held<T> {
		const before = this.#lastTurn;
		const { promise: ended, resolve: end } = Promise.withResolvers<void>();
		this.#lastTurn = before.then(() => ended);
		try {
			using patience = new Patience(waitMs, this.#timer, signal);
			if ((await patience.first(before)) === 'over') {
				return { kind: 'in-use' };
			}
			const { limits = USUAL_LIMITS, environment } = this.#options;
			const conversation = new ModuleConversation({ timer: this.#timer, limits, environment });
			const callOff = (): void => conversation.callOff();
			signal.addEventListener('abort', callOff);
			try {
				const info = await conversation.load(file);
				return { kind: 'held', value: await talk(conversation, moduleFacts(info, file)) };
			} finally {
				signal.removeEventListener('abort', callOff);
				await conversation.end();
			}
		} finally {
			end();
		}
	}
}

/** @throws whatever is no fault of the module */
export function troubleOf(error: unknown): Omit<Extract<ModuleTrouble, { readonly kind: 'failed' }>, 'path'> {
	if (error instanceof ModuleError) {
		return { kind: 'failed', code: error.code, detail: cleanText(error.message) };
	}
	throw error;
}
