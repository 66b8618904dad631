import { expect, test } from 'vitest';
import { createPhone, type SandboxMessage } from '../../../../src/sandbox/phone/index.ts';

test('a listener gets every message from then on, with its time, until it is taken back', () => {
	let now = 1000;
	const phone = createPhone({ now: () => now });
	const heard: SandboxMessage[] = [];
	phone.send('+905000000017', 'too early to be heard');
	const takeBack = phone.subscribe((message) => heard.push(message));
	now = 2000;

	phone.send('+905000000042', 'heard');
	takeBack();
	phone.send('+905000000042', 'no longer heard');

	expect(heard).toEqual([{ at: 2000, to: '+905000000042', text: 'heard' }]);
	expect(phone.messages.map((message) => message.text)).toEqual([
		'too early to be heard',
		'heard',
		'no longer heard',
	]);
});

test('the phone keeps the last 20 messages', () => {
	const phone = createPhone({ now: () => 0 });

	for (let number = 1; number <= 25; number += 1) {
		phone.send('+905000000017', `message ${number}`);
	}

	expect(phone.messages).toHaveLength(20);
	expect(phone.messages[0]?.text).toBe('message 6');
	expect(phone.messages[19]?.text).toBe('message 25');
});

test('taking one listener back leaves another one, even of the same function', () => {
	const phone = createPhone({ now: () => 0 });
	const heard: string[] = [];
	const listener = (message: SandboxMessage) => heard.push(message.text);
	const takeBack = phone.subscribe(listener);
	phone.subscribe(listener);

	takeBack();
	phone.send('+905000000017', 'once');

	expect(heard).toEqual(['once']);
});
