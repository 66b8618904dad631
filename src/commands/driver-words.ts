import type { DriverBreak } from '#app';
import type { ModuleFaultCode, ModuleFileRefusal } from '#card';
import type { Texts } from '#i18n';
import { cleanText } from '#text';

/** What is wrong with the vendor's module, in one word for a script. */
export type DriverCode =
	| ModuleFaultCode
	| ModuleFileRefusal['rule']
	| Exclude<DriverBreak['kind'], 'failed' | 'refused'>;

export function driverCode(why: DriverBreak): DriverCode {
	switch (why.kind) {
		case 'failed':
			return why.code;
		case 'refused':
			return why.refusal.rule;
		default:
			return why.kind;
	}
}

/** What happened, in the screens' words. */
export function driverSentence(why: DriverBreak, { driver }: Texts): string {
	switch (why.kind) {
		case 'failed':
			return driver.failed[why.code].what;
		case 'refused': {
			const { what } = driver.refused[why.refusal.rule];
			return [what, refusedWhy(why.refusal, driver)].filter((part) => part !== '').join(' ');
		}
		default:
			return driver.broken[why.kind].what;
	}
}

/** The screens' sentences of what happened and what is safe; what to do speaks of the command instead of keys. */
export function driverRemedy(why: DriverBreak, texts: Texts): string {
	const { driver, commands } = texts;
	const { driverNow } = commands.doctor;
	const told = driverSentence(why, texts);
	switch (why.kind) {
		case 'failed': {
			const { safe, now } = driver.failed[why.code];
			return `${told} ${safe} ${['binding-missing', 'several-tokens'].includes(why.code) ? now : driverNow.failed}`;
		}
		case 'refused': {
			const { safe, now } = driver.refused[why.refusal.rule];
			return `${told} ${safe} ${now}`;
		}
		default:
			return `${told} ${driver.broken[why.kind].safe} ${driverNow[why.kind]}`;
	}
}

function refusedWhy(
	refusal: Extract<DriverBreak, { readonly kind: 'refused' }>['refusal'],
	{ refused, refusedWhy: closer }: Texts['driver'],
): string {
	switch (refusal.rule) {
		case 'other-machine':
			return closer[refusal.rule](refusal.found, refusal.needed);
		case 'owner-not-root':
		case 'writable-by-others':
			return closer[refusal.rule](cleanText(refusal.path));
		default:
			return refused[refusal.rule].why;
	}
}
