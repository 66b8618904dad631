import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PortalFacts } from '#api';
import { drawFrame } from '#screens';
import { driverThatSees } from '../unit/app/driver-reports.ts';
import { KIOSK } from '../unit/app/kiosk-mode.ts';
import { Program } from '../unit/app/program.ts';
import {
	answerCaptcha,
	answerCertificates,
	answerCode,
	answerCodeSent,
	answerLogin,
	answerLogOut,
	answerPins,
	answerPortal,
	CODE,
	fillForm,
	insertCard,
	ok,
	SERVICE,
	snapshotOf,
} from '../unit/app/walk.ts';
import { rowsOf, SECRETS, SPACED_CODE, UNICODE_THEME } from './frames.ts';
import { isUpdate } from './golden-folder.ts';

/* A visitor's way at a kiosk, as frames of the program, for docs/tr. UPDATE_GOLDEN=1 writes the page anew. */

const FILE = join(import.meta.dirname, '../../docs/tr/kiosk-ziyareti.md');

const OFFERED: PortalFacts['operations'] = [
	'password-login',
	'e-signature-login',
	'pin-view',
	'pin-save',
	'pin-delete',
	'activate',
	'revoke',
	'update-details',
	'unlock',
];

interface Stop {
	readonly heading: string;
	/** What the visitor does next. */
	readonly does: string;
	readonly frame: string;
}

function frameOf({ state }: Program): string {
	const rows = rowsOf(drawFrame(state, UNICODE_THEME)).join('\n');
	return SECRETS.reduce((text, secret) => text.replaceAll(secret, secret.replaceAll(/\S/gu, '#')), rows);
}

function walk(): readonly Stop[] {
	const program = new Program({ mode: { kiosk: { ...KIOSK, mayPrint: true } } });
	const stops: Stop[] = [];
	const stop = (heading: string, does: string): void => {
		stops.push({ heading, does, frame: frameOf(program) });
	};
	program.send({ type: 'started' });
	program.send({
		type: 'driver-told',
		request: program.question('look-at-driver').request,
		report: driverThatSees(),
	});
	answerPortal(program, ok({ ...SERVICE, operations: OFFERED }));
	program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
	stop('Karşılama', 'Kartını okuyucuya takar.');
	insertCard(program);
	stop('Kart okundu', 'Enter’a basar.');
	program.command('continue');
	stop('Bilgisayar hazır mı', 'Enter’a basar.');
	program.command('continue');
	stop('Portal', 'Enter’a basar.');
	program.command('continue');
	stop('Giriş yöntemi', 'Şifreli Giriş seçilidir; Enter’a basar.');
	program.command('continue');
	answerCaptcha(program);
	stop(
		'Şifreli Giriş',
		'Vergi numarasını, resimdeki yazıyı ve güvenlik sözcüğünü yazar; her birinden sonra Enter’a basar.',
	);
	fillForm(program);
	stop('Yazıldıktan sonra', 'Enter’a basar. Sözcük ekranda görünmez.');
	program.command('continue');
	answerLogin(program);
	stop('Telefon', 'Numaranın son iki hanesine bakar, kendi telefonuysa Enter’a basar.');
	program.command('continue');
	answerCodeSent(program);
	const text = `Onay kodunuz ${SPACED_CODE}`;
	program.send({ type: 'phone-message', message: { at: program.state.now, text } });
	program.types(CODE);
	stop('SMS kodu', 'Telefonuna gelen kodu yazar, Enter’a basar.');
	program.command('continue');
	answerCode(program);
	answerCertificates(program);
	stop('Sertifika işlemleri', 'PIN / PUK Bilgisi seçilidir; Enter’a basar.');
	program.command('continue');
	stop('PIN / PUK Bilgisi', 'Çevresine bakar, hazır olunca Enter’a basar.');
	program.command('continue');
	answerPins(program);
	stop(
		'PIN ekranda',
		'PIN’i kâğıda yazar. Süre yetmezse b’ye basar. Yazdırmak için ↓ ile Parolalarımı Kaydet’e gelir, Enter’a basar.',
	);
	program.command('down', 'continue');
	const { request, fileName } = program.question('suggest-path');
	const place = { kind: 'place', path: `/media/kiosk/BELLEK/${fileName}` } as const;
	program.send({ type: 'path-suggested', request, suggestion: place });
	stop('Parolalarımı Kaydet', 'USB belleğini takar, önerilen yeri görür, Enter’a basar.');
	program.command('continue');
	program.send({
		type: 'pins-saved',
		request: program.question('save-pins').request,
		result: ok({ kind: 'written', path: program.question('save-pins').path }),
	});
	stop('Yazdır', 'Yazdır seçilidir; Enter’a basar.');
	program.command('continue');
	program.send({
		type: 'file-printed',
		request: program.question('print-file').request,
		outcome: { kind: 'printed' },
	});
	stop('PIN kâğıtta', 'Çıktıyı alır. Esc ile menüye döner, Çıkış’ı seçer, Enter’a basar.');
	program.command('back', 'back');
	while (program.state.menuEntry !== 'log-out') {
		program.command('down');
	}
	program.command('continue');
	stop('Çıkış sorusu', 'Çıkmak istediğini Enter ile onaylar.');
	program.command('continue');
	answerLogOut(program);
	stop('Çıkış', 'Kartını ve USB belleğini alır.');
	program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
	stop('Sıradaki ziyaretçi', '');
	return stops;
}

const stops = walk();
const page = [
	'# Kiosk’ta bir ziyaret',
	'',
	'Karşılama ekranından kâğıttaki PIN’e kadar, ekranda görülenler sırasıyla. Bu sayfayı `test/golden/kiosk-visit.test.ts` programın kendi ekranlarından yazar; elle değiştirilmez. Yazılan her gizli bilginin yerinde `#`, gösterilen PIN’in yerinde sıfırlar durur.',
	'',
	...stops.flatMap(({ heading, does, frame }, index) => [
		`## ${index + 1}. ${heading}`,
		'',
		'```',
		frame,
		'```',
		'',
		...(does === '' ? [] : [`Ziyaretçi: ${does}`, '']),
	]),
].join('\n');

if (isUpdate) {
	mkdirSync(join(FILE, '..'), { recursive: true });
	writeFileSync(FILE, page);
}

test('docs/tr/kiosk-ziyareti.md shows what a visitor sees today', () => {
	expect(page).toBe(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');
});

test('each frame of the visit is another one, and none shows a secret', () => {
	expect(new Set(stops.map(({ frame }) => frame)).size).toBe(stops.length);
	expect(SECRETS.filter((secret) => page.includes(secret))).toEqual([]);
});
