import type { QrCode } from '#app';
import { SecretText } from '#text';
import {
	answerPoll,
	atElsewhere,
	atElsewhereMenu,
	atElsewhereStart,
	begun,
	readyElsewhere,
} from '../../unit/app/elsewhere-walk.ts';
import {
	answerCardUnlock,
	answerUnlockSecrets,
	atChoosing,
	atElsewhereUnlock,
	beginUnlock,
	choosePin,
	settle,
} from '../../unit/app/operations.ts';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { answerCertificates, ok, problem, SESSION } from '../../unit/app/walk.ts';
import { PIN } from '../frames.ts';
import type { Gallery } from '../scene.ts';

/** As large as that of the sandbox's address; its dots lead nowhere. */
const CODE: QrCode = {
	size: 29,
	isDark: Array.from({ length: 29 * 29 }, (_, dot) => dot % 3 === 0 || dot % 7 === 0),
};

function after(
	walk: (options?: ProgramOptions) => Program,
	go: (program: Program) => void,
): (options?: ProgramOptions) => Program {
	return (options) => {
		const program = walk(options);
		go(program);
		return program;
	};
}

function drawn(program: Program): void {
	program.send({ type: 'address-drawn', request: program.question('draw-address').request, code: CODE });
}

function startsAt(address: string): (program: Program) => void {
	return (program) =>
		program.send({
			type: 'elsewhere-started',
			request: program.question('start-elsewhere-login').request,
			result: ok(begun({ address, completeAddress: `${address}?user_code=WDJB-MJHT`, siteName: 'e-Kapı' })),
		});
}

/** The login at another site, from the list of steps to the menu. */
export const ELSEWHERE_GALLERY: Gallery = {
	name: 'elsewhere-login',
	scenes: [
		{ name: 'the start', walk: readyElsewhere },
		{ name: 'what the portal does', walk: after(readyElsewhere, (program) => program.command('step-3')) },
		{ name: 'the one way in', walk: after(readyElsewhere, (program) => program.command('step-4')) },
		{
			name: 'a code is asked for',
			walk: after(atElsewhereStart, (program) => {
				program.passes(2_000);
				program.send({ type: 'timer', id: 'second' });
			}),
		},
		{ name: 'awaited', walk: atElsewhere },
		{ name: 'awaited, with its QR code', walk: after(atElsewhere, drawn) },
		{
			name: 'awaited, at a site of the network',
			walk: after(
				(options) => atElsewhereStart({ ...options, portal: 'http' }),
				startsAt('https://kapi.example/giris/uzun-bir-yol/'),
			),
		},
		{
			name: 'the address alone',
			walk: after(atElsewhere, (program) => {
				program.command('address');
				drawn(program);
			}),
		},
		{
			name: 'asked too soon by Enter',
			walk: after(atElsewhere, (program) => program.command('continue')),
		},
		{
			name: 'the test identity was given',
			walk: after(atElsewhere, (program) => {
				program.command('give-identity');
				const { request } = program.question('give-test-identity');
				program.send({ type: 'test-identity-given', request, isTaken: true });
			}),
		},
		{
			name: 'the portal is gone',
			walk: after(atElsewhere, (program) => answerPoll(program, problem('unreachable'))),
		},
		{
			name: 'refused there',
			walk: after(atElsewhere, (program) => answerPoll(program, ok({ kind: 'access-denied' }))),
		},
		{
			name: 'too old',
			walk: after(atElsewhere, (program) => answerPoll(program, ok({ kind: 'expired-token' }))),
		},
		{
			name: 'given up',
			walk: after(atElsewhere, (program) => program.command('back')),
		},
		{
			name: 'the menu',
			walk: after(atElsewhereMenu, (program) => {
				answerCertificates(program);
			}),
		},
		{
			name: 'entries of the menu in the palette',
			walk: after(atElsewhereMenu, (program) => {
				answerCertificates(program);
				program.command('palette');
				program.types('kilit');
			}),
		},
	],
};

/** Typed twice, begun, and the card is at it. */
function atCard(options?: ProgramOptions): Program {
	const program = atChoosing(options);
	choosePin(program, PIN);
	beginUnlock(program);
	answerUnlockSecrets(program, undefined);
	return program;
}

/** PIN Oluşturma / Kilit Çözme. */
export const HOLDER_PIN_GALLERY: Gallery = {
	name: 'holder-pin',
	scenes: [
		{ name: 'before it is begun', walk: atElsewhereUnlock },
		{
			name: 'a weak PIN',
			walk: after(atChoosing, (program) => {
				program.types('123456');
				program.command('continue');
			}),
		},
		{
			name: 'two that differ',
			walk: after(atChoosing, (program) => {
				program.types(PIN);
				program.command('continue');
				program.types('930571');
				program.command('continue');
			}),
		},
		{
			name: 'the answer of the card is lost',
			walk: after(atCard, (program) => answerCardUnlock(program, { kind: 'unknown' })),
		},
		{
			name: 'typed again for one that was left open',
			walk: after(atCard, (program) => {
				answerCardUnlock(program, { kind: 'unknown' });
				program.send({ type: 'timer', id: 'session-end' });
				program.command('continue');
				startsAt('http://127.0.0.1:4712/')(program);
				answerPoll(program, ok({ kind: 'done', session: SESSION }));
				answerCertificates(program);
				program.command('continue');
			}),
		},
		{
			name: 'the portal says another PIN',
			walk: after(atChoosing, (program) => {
				choosePin(program, PIN);
				beginUnlock(program);
				answerUnlockSecrets(program, SecretText.of('471108'));
			}),
		},
		{
			name: 'done',
			walk: after(atCard, (program) => {
				answerCardUnlock(program, { kind: 'done', tries: { kind: 'at-most', count: 3 } });
				settle(program);
			}),
		},
	],
};
