import { expect, test } from 'vitest';
import { SecretText } from '#text';
import { ACCOUNT, granted, HOLDER, OTHER, openPortalStage, type PortalStage } from './portal-stage.ts';

/* What docs/portal-builders.md says of keys, sessions and ETags, against the sandbox's portal. */

const KEY = 'key-of-the-test-0001';
const CARD = '1234567890ABCDEF';

interface Sent {
	readonly method?: string;
	readonly path: string;
	readonly token?: string | undefined;
	readonly key?: string | undefined;
	readonly tag?: string | undefined;
	/** Sent as JSON. */
	readonly body?: unknown;
}

/** The status, the problem's code or the operation's state, and all of the answer. */
async function send(stage: PortalStage, { method = 'POST', path, token, key, tag, body }: Sent) {
	const answer = await fetch(`${stage.url}${path}`, {
		method,
		headers: {
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
			...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }),
			...(tag === undefined ? {} : { 'if-match': tag }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const told = Object(await answer.json());
	return { status: answer.status, told, word: String(told.type ?? told.state).replace(/^.*\//u, '') };
}

const UNLOCK = { path: '/v1/unlocks', key: KEY, body: { cardSerial: CARD } };
const EDIT = { method: 'PATCH', path: '/v1/details', key: KEY, body: { address: 'Yeni Mah. No: 2' } };

async function stateOf(stage: PortalStage): Promise<string> {
	return (await send(stage, { method: 'GET', path: `/v1/operations/${KEY}` })).word;
}

test('a key is not spent by what is refused before the account is looked at', async () => {
	await using stage = await openPortalStage();
	const token = await stage.token();
	const refusals = [
		await send(stage, UNLOCK),
		await send(stage, { ...UNLOCK, token, body: { cardSerial: 'no hexadecimal' } }),
		await send(stage, { ...EDIT, token }),
		await send(stage, { ...EDIT, token, tag: 'W/"v1"' }),
		await send(stage, { ...UNLOCK, token, key: 'too-short' }),
	];

	expect(refusals.map(({ status, word }) => `${status} ${word}`)).toEqual([
		'401 session-expired',
		'400 request-invalid',
		'428 precondition-missing',
		'428 precondition-missing',
		'400 key-missing',
	]);
	expect(await stateOf(stage)).toBe('operation-unknown');
	expect(await send(stage, { ...UNLOCK, token })).toMatchObject({ status: 200, word: 'done' });
});

test('a key is spent by a refusal that looked at the account, which comes again when its cause is gone', async () => {
	await using stage = await openPortalStage();
	const token = await stage.token();
	const stale = { ...EDIT, token, tag: '"of-another-time"' };
	const refused = await send(stage, stale);

	expect(refused).toMatchObject({ status: 412, word: 'details-changed' });
	expect(await stateOf(stage)).toBe('refused');
	expect(await send(stage, stale)).toEqual(refused);
	const { entityTag } = await details(stage);
	const later = await stage.token();
	expect(await send(stage, { ...stale, token: later, tag: `"${entityTag}"` })).toMatchObject({
		status: 422,
		word: 'key-reused',
	});
});

test('a repeated change needs a session, any of its holder, and gets the first answer', async () => {
	await using stage = await openPortalStage({ accounts: [ACCOUNT, OTHER] });
	const first = await send(stage, { ...UNLOCK, token: await stage.token() });
	const ofSession = await stage.token();
	await send(stage, { method: 'GET', path: '/v1/unlocks', token: ofSession });

	expect(first).toMatchObject({ status: 200, word: 'done' });
	expect(await send(stage, UNLOCK)).toMatchObject({ status: 401 });
	expect(await stateOf(stage)).toBe('done');
	expect(await send(stage, { ...UNLOCK, token: ofSession })).toEqual(first);
	expect(await send(stage, { ...UNLOCK, token: ofSession, body: { cardSerial: 'AB' } })).toMatchObject({
		word: 'key-reused',
	});
	expect(await send(stage, { ...UNLOCK, token: await otherToken(stage) })).toMatchObject({
		word: 'key-reused',
	});
});

test('an ETag changes with phone and details, and not with the security word or a read', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const tag = async () => granted(await stage.client.details()).entityTag;
	const first = await tag();
	await stage.client.sendChange(
		{
			kind: 'change-security-word',
			securityWord: SecretText.of(HOLDER.securityWord),
			newSecurityWord: SecretText.of('menekşe'),
		},
		`${KEY}-word`,
	);
	const afterWord = await tag();
	const { phoneChangeId } = granted(
		await stage.client.ask('startPhoneChange', {
			body: { phone: '+905009999988' },
			asked: { phone: '+905009999988' },
		}),
	);
	const afterStart = await tag();
	await stage.client.sendChange(
		{ kind: 'change-phone', phoneChangeId, code: stage.lastCode(), entityTag: first },
		`${KEY}-phone`,
	);
	const afterPhone = await tag();
	await stage.client.sendChange(
		{ kind: 'update-details', edit: { address: 'Yeni Mah. No: 2' }, entityTag: afterPhone },
		`${KEY}-address`,
	);

	expect([afterWord, afterStart]).toEqual([first, first]);
	expect(new Set([first, afterPhone, await tag()]).size).toBe(3);
});

test('a card whose PIN was deleted can be unlocked, and shows the new PIN from the report on', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const pins = async () => granted(await stage.client.pins());
	await stage.client.sendChange({ kind: 'delete-pins', cardSerial: CARD, copy: 'declined' }, `${KEY}-delete`);
	const begun = await stage.client.sendChange({ kind: 'start-unlock', cardSerial: CARD }, `${KEY}-start`);
	const unlockId = begun.kind === 'done' ? (begun.operation.resource ?? '') : '';
	const { newPin } = granted(await stage.client.unlockSecrets({ unlockId, cardSerial: CARD }));

	expect(await pins()).toMatchObject({ cards: [], withheld: [{ reason: 'deleted' }] });
	await stage.client.sendChange({ kind: 'report-unlock', unlockId, result: 'done' }, `${KEY}-report`);
	const [card] = (await pins()).cards;
	expect(card?.pin.reveal()).toBe(newPin?.reveal());
});

async function details(stage: PortalStage) {
	await stage.login();
	return granted(await stage.client.details());
}

/** The bearer token of a session of the other holder. */
async function otherToken(stage: PortalStage): Promise<string> {
	const loginId = await stage.startedLogin(stage.client, OTHER.holder);
	granted(await stage.client.ask('sendCode', { parameters: { loginId } }));
	const code = stage.lastCode().reveal();
	const { told } = await send(stage, { path: `/v1/logins/${loginId}/code`, body: { code } });
	return String(told.sessionToken);
}
