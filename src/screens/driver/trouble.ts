import type { DriverBreak, DriverChain } from '#app';
import type { Texts } from '#i18n';

/** What is wrong with the driver, in sentences. */
export interface Trouble {
	readonly what: string;
	/** Closer than `what` says. */
	readonly why: string | undefined;
	readonly safe: string | undefined;
	readonly now: string;
}

/** Undefined where nothing is wrong. */
export function troubleOf(chain: DriverChain, { driver }: Texts): Trouble | undefined {
	return chain.kind === 'broken' ? troubleSentences(chain.why, driver) : undefined;
}

export function troubleSentences(why: DriverBreak, driver: Texts['driver']): Trouble {
	switch (why.kind) {
		case 'missing':
		case 'in-use':
		case 'sees-no-card':
		case 'sees-other-card':
			return { why: undefined, ...driver.broken[why.kind] };
		case 'failed':
			return { why: undefined, ...driver.failed[why.code] };
		case 'refused':
			return refusalSentences(why.refusal, driver);
	}
}

function refusalSentences(
	refusal: Extract<DriverBreak, { readonly kind: 'refused' }>['refusal'],
	driver: Texts['driver'],
): Trouble {
	const { refused, refusedWhy } = driver;
	switch (refusal.rule) {
		case 'other-machine': {
			const { found, needed } = refusal;
			return { ...refused[refusal.rule], why: refusedWhy[refusal.rule](found, needed) };
		}
		case 'owner-not-root':
		case 'writable-by-others':
			return { ...refused[refusal.rule], why: refusedWhy[refusal.rule](refusal.path) };
		default:
			return refused[refusal.rule];
	}
}
