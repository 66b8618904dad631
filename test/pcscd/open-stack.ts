import { onTestFinished } from 'vitest';
import { PrivatePcscd } from './private-pcscd.ts';

/** A stack for one test, ended with it. */
export async function openStack(): Promise<PrivatePcscd> {
	const stack = await PrivatePcscd.open();
	onTestFinished(() => stack.close());
	return stack;
}
