import { expect, test } from 'vitest';
import { KIOSK } from './kiosk-mode.ts';
import { atFullPins } from './operations.ts';

test('at a kiosk without a stick Enter looks for one again, and writes nothing meanwhile', () => {
	const program = atFullPins({ mode: { kiosk: KIOSK } });
	program.command('down', 'continue');
	const { request } = program.question('suggest-path');
	program.send({ type: 'path-suggested', request, suggestion: { kind: 'none', reason: 'no-stick' } });
	expect(program.state.operation).toMatchObject({ step: { path: '', refusal: 'no-stick' } });

	program.command('continue');
	expect(program.asked('save-pins')).toBe(0);
	expect(program.asked('suggest-path')).toBe(2);

	const path = '/media/kasa/USB/pin.pdf';
	const again = program.question('suggest-path').request;
	program.send({ type: 'path-suggested', request: again, suggestion: { kind: 'place', path } });
	expect(program.state.operation).toMatchObject({ step: { path, refusal: undefined } });
	program.command('continue');
	expect(program.question('save-pins').path).toBe(path);
});
