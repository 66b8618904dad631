import { describe, expect, test } from 'vitest';
import type { AppState, Message } from '#app';
import { textsOf } from '#i18n';
import { LineMode } from '#screens';
import { createTheme } from '#ui';
import { keyEvent } from '../../../src/terminal/keyboard/key-event.ts';
import { atCardPin, read } from '../app/card-pin-walk.ts';
import { manyCertificates } from '../app/many-certificates.ts';
import { atConfirmation } from '../app/operations.ts';
import type { Program, ProgramOptions } from '../app/program.ts';
import {
	answerCaptcha,
	answerCertificates,
	answerLogin,
	atCode,
	atEmptyMenu,
	atForm,
	atMenu,
	atShownPins,
	HOLDER,
	ok,
	problem,
	ready,
	started,
	WORD,
} from '../app/walk.ts';

const THEME = createTheme({ isUnicode: false, hasColour: false });
const SIZE = { columns: 80, rows: 1000 } as const;

/** A program that is listened to: what it says, and how a person types lines into it. */
class Listener {
	readonly program: Program;
	readonly #listeners = new Set<() => void>();
	readonly #mode: LineMode;
	#said = '';

	constructor(walk: (options: ProgramOptions) => Program, isEchoing = true) {
		this.program = walk(SIZE);
		this.#mode = new LineMode({
			store: {
				state: (): AppState => this.program.state,
				subscribe: (listener) => {
					this.#listeners.add(listener);
					return () => this.#listeners.delete(listener);
				},
				dispatch: (message) => this.send(message),
				idle: () => Promise.resolve(),
			},
			theme: THEME,
			write: (text) => {
				this.#said += text;
			},
			isEchoing,
		});
	}

	send(message: Message): void {
		this.program.send(message);
		for (const listener of this.#listeners) {
			listener();
		}
	}

	type(text: string): void {
		for (const character of text) {
			this.#mode.key(character === '\n' ? keyEvent('enter') : { kind: 'text', text: character });
		}
	}

	press(key: Parameters<typeof keyEvent>[0]): void {
		this.#mode.key(keyEvent(key));
	}

	/** What was said since it was asked for last. */
	said(): string {
		const said = this.#said;
		this.#said = '';
		return said;
	}
}

describe('the line mode', () => {
	test('says a screen whole when it comes, and only what is new after that', () => {
		const listener = new Listener(started);
		expect(listener.said()).toMatch(
			/== Mali mührünüzü kullanıma alın ==\n[\s\S]*3 Online İşlemler[\s\S]*> $/u,
		);
		listener.program.passes(1000);
		listener.send({ type: 'timer', id: 'second' });
		expect(listener.said()).toBe('');
	});

	test('takes a line for a key or for the word beside it', () => {
		const listener = new Listener(ready);
		listener.type('d\n');
		expect(listener.program.state.overlay?.kind).toBe('details');
		listener.type('esc\n');
		expect(listener.program.state.overlay).toBeUndefined();
		listener.type('UYARILAR\n');
		expect(listener.program.state.overlay?.kind).toBe('warnings');
		listener.type('\n');
		expect(listener.program.state.overlay).toBeUndefined();
		listener.said();
		listener.type('bilmem\n');
		expect(listener.said()).toContain('Bu tuşun burada işi yok. Tuşlar için F1.\n> ');
	});

	test('says a long list page by page, and finds a row of it by what is typed', () => {
		const listener = new Listener((options) => {
			const program = atEmptyMenu(options);
			answerCertificates(program, ok(manyCertificates(500)));
			return program;
		});
		listener.said();
		listener.type('s\n');
		const rows = (text: string): number =>
			text.split('\n').filter((line) => /SIGN0|ENCR0/u.test(line)).length;
		const first = listener.said();
		expect(rows(first)).toBeGreaterThan(5);
		expect(rows(first)).toBeLessThan(24);
		expect(first).toContain('/ 500');
		listener.type('PgDn\n');
		listener.type('PgDn\n');
		const next = listener.said();
		expect(rows(next)).toBeGreaterThan(5);
		expect(rows(next)).toBeLessThan(48);
		listener.type('/\n');
		listener.type(`${manyCertificates(500)[321]?.serialNumber}\n`);
		expect(listener.said()).toContain('1 / 500');
	});

	test('asks for one field after the other, and shows what may be shown', () => {
		const listener = new Listener(atForm);
		expect(listener.said()).toMatch(/Vergi Kimlik No > $/);
		listener.type(HOLDER.holderNumber);
		expect(listener.said()).toBe(HOLDER.holderNumber);
		listener.type('\n');
		expect(listener.said()).toMatch(/Resimdeki Yazı > $/);
		listener.type('abcde\n');
		expect(listener.said()).toMatch(/Güvenlik Sözcüğü > $/);
		listener.type(WORD);
		expect(listener.said()).toBe('');
		listener.type('\n');
		expect(listener.program.asked('start-login')).toBe(1);
	});

	test('says once that the portal asks to wait, again for whoever presses Enter, and counts in silence', () => {
		const listener = new Listener(atMenu);
		listener.type('r\n');
		const { request } = listener.program.question('load-certificates');
		listener.said();
		listener.send({
			type: 'certificates-answered',
			request,
			result: problem('too-many-requests', { retryAfterSeconds: 30 }),
		});
		expect(listener.said()).toContain('30 saniye bekleyip yeniden deneyin');
		for (let second = 0; second < 3; second += 1) {
			listener.program.passes(1000);
			listener.send({ type: 'timer', id: 'second' });
		}
		expect(listener.said()).toBe('');
		listener.type('r\n');
		expect(listener.said()).toContain('Gönderilmedi: portal beklenmesini istiyor. 27 sn sonra');
		listener.type('r\n');
		expect(listener.said()).toContain('27 sn sonra');
		expect(listener.program.asked('load-certificates')).toBe(2);
		listener.program.passes(27_000);
		listener.send({ type: 'timer', id: 'second' });
		expect(listener.said()).not.toContain('sn sonra');
		listener.type('r\n');
		expect(listener.program.asked('load-certificates')).toBe(3);
	});

	test('takes a key in the middle of a field behind a colon', () => {
		const listener = new Listener(atForm);
		listener.type(':F5\n');
		expect(listener.program.asked('new-captcha')).toBe(2);
		answerCaptcha(listener.program, 'captcha-9876543210');
		listener.type(':esc\n');
		expect(listener.program.state.screen).toBe('login-method');
	});

	test('takes back what was typed', () => {
		const listener = new Listener(atForm);
		listener.type('45');
		listener.press('backspace');
		const { login } = listener.program.state;
		expect(login.stage === 'form' && login.holderNumber).toBe('4');
		listener.type('\n:f7');
		listener.press('backspace');
		listener.type('6\n');
		expect(listener.program.state.notice?.kind).toBe('refused');
	});

	test.each([
		['the word', atForm, (listener: Listener) => listener.type(`4540536920\nabcde\n${WORD}`), WORD],
	] as const)('never says a secret that is typed: %s', (_what, walk, act, secret) => {
		const listener = new Listener(walk);
		act(listener);
		// Something else is said in between, and the question again.
		listener.send({ type: 'phone-message', message: { at: 0, text: 'merhaba' } });
		const said = listener.said();
		expect(said).toContain('merhaba');
		expect(said).not.toContain(secret);
	});

	test('echoes what stands on the screen as it is typed: the digits before a revocation', () => {
		const listener = new Listener(atConfirmation);
		expect(listener.said()).toMatch(/son 4 hanesini[\s\S]*> $/u);
		listener.type('6920');
		expect(listener.said()).toContain('6920');
		expect(listener.program.state.operation).toMatchObject({ step: { typed: '6920' } });
	});

	test('says how much of a hidden field is typed where something came between', () => {
		const listener = new Listener(atForm);
		listener.type('4540536920\nabcde\n');
		listener.said();
		listener.type('pap');
		listener.send({ type: 'phone-message', message: { at: 0, text: 'merhaba' } });
		expect(listener.said()).toMatch(
			/merhaba[\s\S]*Güvenlik Sözcüğü: gizli, 3 karakter\nGüvenlik Sözcüğü > $/u,
		);
	});

	test('echoes a code as it is typed, and again where something came between', () => {
		const listener = new Listener(atCode);
		expect(listener.said()).toMatch(/SMS Onay Kodu: 0 \/ 6 hane[\s\S]*SMS Onay Kodu > $/u);
		listener.type('42');
		listener.press('backspace');
		listener.type('28');
		expect(listener.said()).toBe('42\b \b28');
		listener.send({ type: 'phone-message', message: { at: 0, text: 'merhaba' } });
		expect(listener.said()).toMatch(/merhaba[\s\S]*\nSMS Onay Kodu > 428$/u);
	});

	test('says the entry that the cursor came to, with why it is closed, and not the one that it left', () => {
		const listener = new Listener(atMenu);
		expect(listener.said()).toMatch(/^Kilit Çözme +kapalı: Bu portal bunu sunmuyor\.\nÇıkış$/mu);
		listener.type(`${textsOf('tr').keys.down}\n`);
		expect(listener.said()).toMatch(/^> Kilit Çözme +kapalı: Bu portal bunu sunmuyor\.$/mu);
		listener.type(`${textsOf('tr').keys.down}\n`);
		const next = listener.said();
		expect(next).toMatch(/^> Çıkış$/mu);
		expect(next).not.toContain('Kilit Çözme');
	});

	test('tells a number that counts nothing: one try less', () => {
		const listener = new Listener((options) => atCardPin(options, read({ kind: 'exactly', count: 3 })));
		listener.said();
		const { cardPin } = atCardPin(SIZE, read({ kind: 'exactly', count: 2 })).state;
		listener.program.state = { ...listener.program.state, cardPin };
		listener.send({ type: 'timer', id: 'second' });
		expect(listener.said()).toContain('PIN hakkı  2');
	});

	test('echoes nothing that comes from a file', () => {
		const listener = new Listener(atForm, false);
		listener.said();
		listener.type('4540536920');
		expect(listener.said()).toBe('');
	});

	test('says the answer, the notice and where the card is', () => {
		const listener = new Listener(atForm);
		listener.type(`4540536920\nabcde\n${WORD}\n`);
		listener.said();
		answerLogin(listener.program);
		listener.send({ type: 'timer', id: 'second' });
		expect(listener.said()).toMatch(/numarasına/);
	});

	test('says PINs that the holder asked for', () => {
		expect(new Listener(atShownPins).said()).toMatch(/PIN: (?:\d ){2}\d, (?:\d ){2}\d\n/);
	});

	test('uses no sign that is no word', () => {
		for (const walk of [started, ready, atCode, atMenu]) {
			expect(new Listener(walk).said()).not.toMatch(/[^\p{ASCII}\p{L}]/u);
		}
	});
});
