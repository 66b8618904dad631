import { describe, expect, test } from 'vitest';
import { textsForVisitors, textsOf } from '#i18n';
import { wrap } from '#ui';
import { leaves } from './leaves.ts';

/** What only an attendant can do; "the attendant alone can close this screen" sends nobody there. */
const NOT_FOR_VISITORS =
	/sudo |systemctl|npm (?:start|ci)|muhurdar (?:audit|config|doctor)|polkit|yöneticiye|yöneticisine|yöneticinizden|yönetici olarak|(?:tell|ask) (?:the|your) (?:network )?administrator|as (?:an )?administrator/iu;

/** Closed at a kiosk: `screens/timeline/update.ts`. */
const CLOSED_AT_KIOSKS = /^(?:commands|timeline)\b/u;

describe.each([
	['tr', 'guide-2014'],
	['en', 'guide-2014'],
	['tr', 'current'],
	['en', 'current'],
] as const)('the texts of a kiosk in %s, %s', (language, flow) => {
	const desk = textsOf(language, flow);
	const kiosk = textsForVisitors(desk);
	const atDesk = new Map(leaves(desk));
	const shown = leaves(kiosk).filter(([path]) => !CLOSED_AT_KIOSKS.test(path));

	test('send no visitor to a command, a setting or an administrator', () => {
		expect(shown.filter(([, text]) => NOT_FOR_VISITORS.test(String(text)))).toEqual([]);
	});

	test('name the attendant instead, and keep what is certain', () => {
		const { callAttendant } = desk.kiosk;
		expect(kiosk.failure.service['not-running'].now).toBe(callAttendant);
		expect(kiosk.card.service['not-running'].endsWith(callAttendant)).toBe(true);
		const told = kiosk.changesOfOtherPortal(2);
		expect(told).toContain('2');
		expect(told.endsWith(callAttendant)).toBe(true);
		expect(
			desk.problems['bad-answer']().startsWith(kiosk.problems['bad-answer']().split('.')[0] ?? '-'),
		).toBe(true);
	});

	test('have the shape of those at a desk, whole sentences, and no more than three lines in a notice', () => {
		expect(leaves(kiosk).map(([path]) => path)).toEqual([...atDesk.keys()]);
		const calls = shown.filter(([path, text]) => text !== atDesk.get(path));
		expect(calls.length).toBeGreaterThan(30);
		for (const [path, text] of calls) {
			expect(`${path}: ${text}`).toMatch(/^.*[.!?:]$/u);
		}
		const notices = [
			...Object.values(kiosk.refusals),
			...Object.values(kiosk.told),
			...Object.values(kiosk.problems).map((sentence) => sentence(2, 90)),
		];
		expect(notices.filter((sentence) => wrap(sentence, 52).length > 3)).toEqual([]);
	});

	test('leave the attendant’s words at a desk as they are', () => {
		expect(kiosk.commands).toBe(desk.commands);
		expect(desk.failure.service['not-running'].now).toContain('sudo systemctl start pcscd');
	});
});
