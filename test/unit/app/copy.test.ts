import { describe, expect, test } from 'vitest';
import { routeKey } from '#screens';

import { KIOSK } from './kiosk-mode.ts';
import type { ProgramOptions } from './program.ts';
import { certificateOf, HOLDER, insertCard, ready, SEAL_CARD, started } from './walk.ts';

const HAS_CLIPBOARD: ProgramOptions = { mode: { hasClipboard: true } };

describe('copying a serial number', () => {
	test('asks for the one that is looked at, and says so', () => {
		const program = ready(HAS_CLIPBOARD);
		program.command('step-1', 'certificate', 'next-certificate');
		expect(program.command('copy-serial')).toEqual([{ kind: 'copy', serial: '3AA4A14B3A906F' }]);
		expect(program.state.notice).toEqual({ kind: 'copied', serial: '3AA4A14B3A906F' });
	});

	test('takes the first of the card in the details', () => {
		const program = ready(HAS_CLIPBOARD);
		program.command('details');
		expect(program.command('copy-serial')).toEqual([{ kind: 'copy', serial: '5A2295753A906E' }]);
	});

	test('is refused where there is no certificate in front of the person', () => {
		for (const place of ['warnings', 'help'] as const) {
			const program = ready(HAS_CLIPBOARD);
			program.command(place);
			expect(program.command('copy-serial')).toEqual([]);
			expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-certificate' });
		}
		const empty = started(HAS_CLIPBOARD);
		empty.command('details');
		expect(empty.command('copy-serial')).toEqual([]);
	});

	test.each([{}, { mode: { kiosk: KIOSK } }])('is refused where there is no clipboard: %j', (options) => {
		const program = ready(options);
		program.command('step-1', 'certificate');
		expect(program.command('copy-serial')).toEqual([]);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-clipboard' });
	});

	test('has no key at a kiosk', () => {
		const program = ready({ mode: { kiosk: KIOSK } });
		program.command('step-1', 'certificate');
		const answer = routeKey(program.state, { kind: 'text', text: 'y' });
		expect(answer).toEqual({ type: 'refused', refusal: 'no-such-key' });
	});

	test.each(['', '12\u{7}', 'A'.repeat(65), '5a', '5A;rm'])('takes no serial such as %j', (serialNumber) => {
		const program = started(HAS_CLIPBOARD);
		insertCard(program, {
			kind: 'seal',
			holder: { title: HOLDER.title, taxNumber: HOLDER.holderNumber, isSandbox: true },
			card: {
				...SEAL_CARD,
				certificates: [{ fileId: '2F10', certificate: certificateOf({ serialNumber }) }],
			},
		});
		program.command('details');
		expect(program.command('copy-serial')).toEqual([]);
	});
});
