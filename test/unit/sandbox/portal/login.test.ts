import { expect, test } from 'vitest';
import type { LoginDetails } from '#api';
import { SecretText } from '#text';
import { granted, HOLDER, openPortalStage, type PortalStage } from './portal-stage.ts';

const WRONG_CODE = SecretText.of('0000');

async function tryLogin(stage: PortalStage, changes: Partial<LoginDetails> = {}) {
	const { captchaId, text } = await stage.captcha();
	return stage.client.startLogin({
		holderNumber: HOLDER.holderNumber,
		captchaId,
		captchaAnswer: text,
		securityWord: SecretText.of(HOLDER.securityWord),
		...changes,
	});
}

function problemOf(result: Awaited<ReturnType<typeof tryLogin>>) {
	return result.ok ? 'no problem' : result.problem;
}

test('the right word and picture show the masked phone, and the code from the phone opens a session', async () => {
	await using stage = await openPortalStage();

	const started = granted(await tryLogin(stage));
	expect(started).toMatchObject({ maskedPhone: '+90 5•• ••• •• 17', expiresInSeconds: 600 });
	expect(stage.phone.messages).toEqual([]);

	const sent = granted(await stage.client.ask('sendCode', { parameters: { loginId: started.loginId } }));
	expect(sent).toEqual({ codeLength: 6, expiresInSeconds: 180, resendInSeconds: 60 });
	expect(stage.phone.messages).toMatchObject([
		{ to: HOLDER.phone, text: expect.stringMatching(/^Onay kodunuz \d{3} \d{3}$/) },
	]);

	const session = granted(await stage.client.confirmCode({ ...HOLDER, ...started }, stage.lastCode()));
	expect(session).toEqual({ title: HOLDER.title, holderNumber: HOLDER.holderNumber, expiresInSeconds: 600 });
});

test('a phone number of another shape is masked whole', async () => {
	await using stage = await openPortalStage({
		accounts: [{ holder: { ...HOLDER, phone: '+49301234567' }, cards: [] }],
	});

	expect(granted(await tryLogin(stage)).maskedPhone).toBe('•••');
});

test('a picture is read in either case and with spaces around it', async () => {
	await using stage = await openPortalStage();
	const { captchaId, text } = await stage.captcha();

	const started = await tryLogin(stage, { captchaId, captchaAnswer: ` ${text.toLowerCase()} ` });

	expect(started.ok).toBe(true);
});

test('a security word counts in its NFC form without spaces around it, and its case counts', async () => {
	const holder = { ...HOLDER, securityWord: 'gölge' };
	await using stage = await openPortalStage({ accounts: [{ holder, cards: [] }] });

	const decomposed = await tryLogin(stage, { securityWord: SecretText.of(` ${'gölge'.normalize('NFD')} `) });
	const otherCase = await tryLogin(stage, { securityWord: SecretText.of('GÖLGE') });

	expect(decomposed.ok).toBe(true);
	expect(problemOf(otherCase)).toMatchObject({ code: 'credentials-wrong' });
});

test('a wrong picture costs a try and is used up; the text read too late no longer counts', async () => {
	await using stage = await openPortalStage();
	const { captchaId, text } = await stage.captcha();

	const wrong = await tryLogin(stage, { captchaId, captchaAnswer: 'AAAAA' });
	const tooLate = await tryLogin(stage, { captchaId, captchaAnswer: text });

	expect(problemOf(wrong)).toEqual({ code: 'captcha-wrong', triesLeft: 2, detail: 'HTTP 422' });
	expect(problemOf(tooLate)).toEqual({ code: 'captcha-expired', detail: 'HTTP 410' });
});

test('a picture serves one login, also when that login went well', async () => {
	await using stage = await openPortalStage();
	const { captchaId, text } = await stage.captcha();
	const first = await tryLogin(stage, { captchaId, captchaAnswer: text });

	const second = await tryLogin(stage, { captchaId, captchaAnswer: text });

	expect(first.ok).toBe(true);
	expect(problemOf(second)).toMatchObject({ code: 'captcha-expired' });
});

test('a picture is good for 120 seconds, and an expired one costs no try', async () => {
	await using stage = await openPortalStage();
	const first = await stage.captcha();
	const second = await stage.captcha();

	stage.advance(119);
	const inTime = await tryLogin(stage, { captchaId: first.captchaId, captchaAnswer: first.text });
	stage.advance(1);
	const late = await tryLogin(stage, { captchaId: second.captchaId, captchaAnswer: second.text });
	const wrongWord = await tryLogin(stage, { securityWord: SecretText.of('menekşe') });

	expect(inTime.ok).toBe(true);
	expect(problemOf(late)).toMatchObject({ code: 'captcha-expired' });
	expect(problemOf(wrongWord)).toMatchObject({ triesLeft: 2 });
});

test('an unknown holder and a wrong word get the same answers, down to the lock', async () => {
	await using stage = await openPortalStage();
	const unknown = { holderNumber: '1234567890' };
	const wrongWord = { securityWord: SecretText.of('menekşe') };

	for (const triesLeft of [2, 1]) {
		const expected = { code: 'credentials-wrong', triesLeft, detail: 'HTTP 422' };
		expect(problemOf(await tryLogin(stage, unknown))).toEqual(expected);
		expect(problemOf(await tryLogin(stage, wrongWord))).toEqual(expected);
	}
	const locked = { code: 'login-locked', retryAfterSeconds: 300, detail: 'HTTP 429' };
	expect(problemOf(await tryLogin(stage, unknown))).toEqual(locked);
	expect(problemOf(await tryLogin(stage, wrongWord))).toEqual(locked);
});

test('three wrong words lock the holder for 300 seconds, even for the right word, and no one else', async () => {
	const other = { ...HOLDER, holderNumber: '1234567890' };
	await using stage = await openPortalStage({
		accounts: [
			{ holder: HOLDER, cards: [] },
			{ holder: other, cards: [] },
		],
	});
	for (let attempt = 0; attempt < 3; attempt += 1) {
		await tryLogin(stage, { securityWord: SecretText.of('menekşe') });
	}

	stage.advance(299);
	const stillLocked = await tryLogin(stage);
	const otherHolder = await tryLogin(stage, { holderNumber: other.holderNumber });
	stage.advance(1);
	const openAgain = await tryLogin(stage);

	expect(problemOf(stillLocked)).toEqual({ code: 'login-locked', retryAfterSeconds: 1, detail: 'HTTP 429' });
	expect(otherHolder.ok).toBe(true);
	expect(openAgain.ok).toBe(true);
});

test('the right word forgets earlier wrong tries, and so do 300 seconds', async () => {
	await using stage = await openPortalStage();
	const wrongWord = { securityWord: SecretText.of('menekşe') };

	await tryLogin(stage, wrongWord);
	await tryLogin(stage, wrongWord);
	expect((await tryLogin(stage)).ok).toBe(true);
	expect(problemOf(await tryLogin(stage, wrongWord))).toMatchObject({ triesLeft: 2 });
	expect(problemOf(await tryLogin(stage, wrongWord))).toMatchObject({ triesLeft: 1 });
	stage.advance(300);
	expect(problemOf(await tryLogin(stage, wrongWord))).toMatchObject({ triesLeft: 2 });
});

test('a new code can be asked for after 60 seconds, and then the former one no longer counts', async () => {
	await using stage = await openPortalStage();
	const loginId = await stage.startedLogin();
	granted(await stage.client.ask('sendCode', { parameters: { loginId } }));
	const formerCode = stage.lastCode();

	stage.advance(41);
	const tooEarly = await stage.client.ask('sendCode', { parameters: { loginId } });
	stage.advance(19);
	const inTime = await stage.client.ask('sendCode', { parameters: { loginId } });
	const former = await stage.client.confirmCode({ ...HOLDER, loginId }, formerCode);
	const present = await stage.client.confirmCode({ ...HOLDER, loginId }, stage.lastCode());

	expect(tooEarly).toEqual({
		ok: false,
		problem: { code: 'resend-too-early', retryAfterSeconds: 19, detail: 'HTTP 429' },
	});
	expect(inTime.ok).toBe(true);
	expect(stage.phone.messages).toHaveLength(2);
	expect(former).toMatchObject({ problem: { code: 'code-wrong', triesLeft: 2 } });
	expect(present.ok).toBe(true);
});

test('a code lives for 180 seconds', async () => {
	await using stage = await openPortalStage();
	const loginId = await stage.startedLogin();
	const unsent = await stage.client.confirmCode({ ...HOLDER, loginId }, WRONG_CODE);
	granted(await stage.client.ask('sendCode', { parameters: { loginId } }));

	stage.advance(180);
	const late = await stage.client.confirmCode({ ...HOLDER, loginId }, stage.lastCode());
	granted(await stage.client.ask('sendCode', { parameters: { loginId } }));
	stage.advance(179);
	const inTime = await stage.client.confirmCode({ ...HOLDER, loginId }, stage.lastCode());

	expect(unsent).toMatchObject({ problem: { code: 'code-expired' } });
	expect(late).toMatchObject({ problem: { code: 'code-expired' } });
	expect(inTime.ok).toBe(true);
});

test('three wrong codes lock the holder, also when spread over several logins', async () => {
	await using stage = await openPortalStage();
	const firstLogin = await stage.startedLogin();
	granted(await stage.client.ask('sendCode', { parameters: { loginId: firstLogin } }));
	const first = await stage.client.confirmCode({ ...HOLDER, loginId: firstLogin }, WRONG_CODE);
	const second = await stage.client.confirmCode({ ...HOLDER, loginId: firstLogin }, WRONG_CODE);

	const nextLogin = await stage.startedLogin();
	granted(await stage.client.ask('sendCode', { parameters: { loginId: nextLogin } }));
	const third = await stage.client.confirmCode({ ...HOLDER, loginId: nextLogin }, WRONG_CODE);
	const rightCode = await stage.client.confirmCode({ ...HOLDER, loginId: nextLogin }, stage.lastCode());
	const newCode = await stage.client.ask('sendCode', { parameters: { loginId: firstLogin } });

	expect(first).toMatchObject({ problem: { code: 'code-wrong', triesLeft: 2 } });
	expect(second).toMatchObject({ problem: { code: 'code-wrong', triesLeft: 1 } });
	expect(third).toMatchObject({ problem: { code: 'login-locked', retryAfterSeconds: 300 } });
	expect(rightCode).toMatchObject({ problem: { code: 'login-locked' } });
	expect(newCode).toMatchObject({ problem: { code: 'login-locked' } });
	expect(stage.phone.messages).toHaveLength(2);
});

test('the right code gets the same session again while it holds, and never a second one', async () => {
	await using stage = await openPortalStage();
	const loginId = await stage.startedLogin();
	granted(await stage.client.ask('sendCode', { parameters: { loginId } }));
	const code = stage.lastCode();
	const confirm = async (text: string) => {
		const answer = await fetch(`${stage.url}/v1/logins/${loginId}/code`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ code: text }),
		});
		return { status: answer.status, body: await answer.json() };
	};
	const first = await confirm(code.reveal());
	const [known] = [String(Object(first.body).sessionToken)];
	const certificates = () =>
		fetch(`${stage.url}/v1/certificates`, { headers: { authorization: `Bearer ${known}` } });

	expect(first.status).toBe(200);
	expect(await confirm(code.reveal())).toEqual(first);
	expect((await certificates()).status).toBe(200);
	expect(await confirm('0000')).toMatchObject({ status: 422, body: { triesLeft: 2 } });
	await fetch(`${stage.url}/v1/session`, { method: 'DELETE', headers: { authorization: `Bearer ${known}` } });
	expect(await confirm(code.reveal())).toEqual(first);
	expect((await certificates()).status).toBe(401);
	stage.advance(180);
	expect(await confirm(code.reveal())).toMatchObject({ status: 410 });
});

test('the code of a forgotten word is judged by itself, and counts for the word all the same', async () => {
	await using stage = await openPortalStage();
	const { captchaId, text } = await stage.captcha();
	const { resetId } = granted(
		await stage.client.ask('startWordReset', {
			body: { holderNumber: HOLDER.holderNumber, captchaId, captchaAnswer: text },
		}),
	);
	const unsent = await stage.client.checkWordResetCode(resetId, WRONG_CODE);
	granted(await stage.client.ask('sendWordResetCode', { parameters: { resetId } }));
	stage.advance(40);
	const wrong = await stage.client.checkWordResetCode(resetId, WRONG_CODE);
	const right = await stage.client.checkWordResetCode(resetId, stage.lastCode());
	const change = {
		kind: 'reset-security-word',
		resetId,
		code: stage.lastCode(),
		newSecurityWord: SecretText.of('kardelen'),
	} as const;

	expect(unsent).toMatchObject({ problem: { code: 'code-expired' } });
	expect(wrong).toMatchObject({ problem: { code: 'code-wrong', triesLeft: 2 } });
	expect(right).toEqual({ ok: true, value: { expiresInSeconds: 140 } });
	expect((await stage.client.sendChange(change, 'key-of-the-new-word-01')).kind).toBe('done');
	expect(await stage.client.checkWordResetCode(resetId, stage.lastCode())).toMatchObject({
		problem: { code: 'login-expired' },
	});
});

test('a login that was confirmed, is ten minutes old, or was never begun is over', async () => {
	await using stage = await openPortalStage();
	const confirmed = await stage.startedLogin();
	granted(await stage.client.ask('sendCode', { parameters: { loginId: confirmed } }));
	const code = stage.lastCode();
	granted(await stage.client.confirmCode({ ...HOLDER, loginId: confirmed }, code));
	const stillOver = await stage.client.ask('sendCode', { parameters: { loginId: confirmed } });
	const old = await stage.startedLogin();
	stage.advance(590);
	const shortLived = granted(await stage.client.ask('sendCode', { parameters: { loginId: old } }));
	stage.advance(10);

	expect(shortLived.expiresInSeconds).toBe(10);
	const expected = { problem: { code: 'login-expired', detail: 'HTTP 410' } };
	expect(stillOver).toMatchObject(expected);
	for (const loginId of [confirmed, old, 'never-begun-anywhere']) {
		expect(await stage.client.ask('sendCode', { parameters: { loginId } })).toMatchObject(expected);
		expect(await stage.client.confirmCode({ ...HOLDER, loginId }, code)).toMatchObject(expected);
	}
});

test('rules other than the usual ones are followed', async () => {
	await using stage = await openPortalStage({ rules: { passwordTries: 1, lockSeconds: 7, codeLength: 4 } });
	const loginId = await stage.startedLogin();

	expect(granted(await stage.client.ask('sendCode', { parameters: { loginId } })).codeLength).toBe(4);
	expect(stage.lastCode().length).toBe(4);
	expect(problemOf(await tryLogin(stage, { captchaAnswer: 'AAAAA' }))).toMatchObject({
		code: 'login-locked',
		retryAfterSeconds: 7,
	});
});
