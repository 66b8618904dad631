import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings, type StartWish, settingsPath, startDecision } from '#config';

const WHOLE = '{"portal.address": "https://portal.example/", "kiosk.idle-seconds": 90}';
/** Five bytes are cut off. */
const CUT = WHOLE.slice(0, -5);

let directory = '';
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'muhurdar-start-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const DESK: StartWish = { isKiosk: false, portal: undefined };
const AT_KIOSK: StartWish = { isKiosk: true, portal: undefined };

const cases: readonly [string, string | undefined, number, StartWish, string][] = [
	['no file, a desk', undefined, 0o600, DESK, 'start'],
	['no file, a kiosk', undefined, 0o600, AT_KIOSK, 'start'],
	['a whole file, a kiosk', WHOLE, 0o600, AT_KIOSK, 'start'],
	['a cut file, a kiosk', CUT, 0o600, AT_KIOSK, 'unusable'],
	['an empty file, a kiosk', '', 0o600, AT_KIOSK, 'unusable'],
	['a file that all may write, a kiosk', WHOLE, 0o666, AT_KIOSK, 'unusable'],
	['a cut file, a kiosk with --sandbox', CUT, 0o600, { isKiosk: true, portal: 'sandbox' }, 'unusable'],
	['a cut file, a desk', CUT, 0o600, DESK, 'ask'],
	['a file that all may write, a desk', WHOLE, 0o666, DESK, 'ask'],
	// Without the file other authorities would vouch for the portal.
	['a cut file, a desk with --portal', CUT, 0o600, { isKiosk: false, portal: 'http' }, 'ask'],
	['a cut file, a desk with --sandbox', CUT, 0o600, { isKiosk: false, portal: 'sandbox' }, 'start'],
	['a cut file, a desk with --guided', CUT, 0o600, { isKiosk: false, portal: 'guided' }, 'start'],
	['a file without a portal, a kiosk', '{"language": "en"}', 0o600, AT_KIOSK, 'no-portal'],
	['a file that names the sandbox, a kiosk', '{"portal.address": "sandbox"}', 0o600, AT_KIOSK, 'start'],
	['a file without a portal, a desk', '{"language": "en"}', 0o600, DESK, 'start'],
];

test.each(cases)('%s', async (_name, text, mode, wish, expected) => {
	if (text !== undefined) {
		writeFileSync(settingsPath(directory), text);
		chmodSync(settingsPath(directory), mode);
	}
	for (const start of ['the first', 'the next']) {
		const decision = startDecision(await readSettings(directory), wish);
		expect([start, decision.kind === 'refuse' ? decision.why : decision.kind]).toEqual([start, expected]);
	}
});
