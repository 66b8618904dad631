import { expect, test } from 'vitest';
import type { Change } from '#api';
import { ACCOUNT, granted, openPortalStage, START } from './portal-stage.ts';

const KEY = 'key-of-the-test-0001';
const CARD = '1234567890ABCDEF';
const REVOKE: Change = { kind: 'revoke', serialNumber: '5A2295753A906E', reason: 'replaced' };
const REVOCATION = { key: KEY, kind: 'revoke' } as const;

test('a change that was done is told to whoever asks with its key, without a session', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const stranger = stage.newClient();

	const before = await stranger.operation(REVOCATION);
	await stage.client.sendChange(REVOKE, KEY);
	const after = granted(await stranger.operation(REVOCATION));

	expect(before).toMatchObject({ ok: false, problem: { code: 'operation-unknown' } });
	expect(after).toEqual({ key: KEY, kind: 'revoke', state: 'done', at: '2026-01-15T12:00:00.000Z' });
});

test('a change that was refused is told with its problem', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	await stage.client.sendChange({ kind: 'activate', serialNumber: '5A2295753A906E' }, KEY);

	expect(granted(await stage.client.operation({ key: KEY, kind: 'activate' }))).toMatchObject({
		kind: 'activate',
		state: 'refused',
		problem: 'not-suspended',
	});
});

test('a change that comes twice is done once and answered twice', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const start: Change = { kind: 'start-unlock', cardSerial: CARD };

	const first = await stage.client.sendChange(start, KEY);
	stage.advance(5);
	const second = await stage.client.sendChange(start, KEY);

	expect(first.kind).toBe('done');
	expect(second).toEqual(first);
	expect(granted(await stage.client.unlocks())).toHaveLength(1);
});

test('a key that belongs to another change does nothing', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	await stage.client.sendChange({ kind: 'start-unlock', cardSerial: CARD }, KEY);

	expect(await stage.client.sendChange(REVOKE, KEY)).toMatchObject({
		kind: 'refused',
		problem: { code: 'key-reused' },
	});
	expect(granted(await stage.client.certificates()).certificates[0]?.state).toBe('valid');
});

test('what was withdrawn before it came is never done; what was done before stays', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	const withdrawn = granted(await stage.client.withdrawOperation(REVOCATION));
	const late = await stage.client.sendChange(REVOKE, KEY);
	const again = granted(await stage.client.withdrawOperation(REVOCATION));
	await stage.client.sendChange(REVOKE, `${KEY}-other`);
	const tooLate = granted(await stage.client.withdrawOperation({ key: `${KEY}-other`, kind: 'revoke' }));

	expect(withdrawn).toEqual({ key: KEY, state: 'withdrawn', at: '2026-01-15T12:00:00.000Z' });
	expect(late).toMatchObject({ kind: 'refused', problem: { code: 'operation-withdrawn' } });
	expect(again).toEqual(withdrawn);
	expect(tooLate).toMatchObject({ kind: 'revoke', state: 'done' });
});

test('a change without a key, and an edit without If-Match, does nothing', async () => {
	await using stage = await openPortalStage({
		accounts: [
			{
				...ACCOUNT,
				cards: ACCOUNT.cards.map((card) => ({
					...card,
					certificates: card.certificates.map((one) => ({
						...one,
						standing: { kind: 'suspended', since: START } as const,
					})),
				})),
			},
		],
	});
	const token = await stage.token();
	const headers = { authorization: `Bearer ${token}` };

	const activation = await fetch(`${stage.url}/v1/certificates/5A2295753A906E/activation`, {
		method: 'POST',
		headers,
	});
	const edit = await fetch(`${stage.url}/v1/details`, {
		method: 'PATCH',
		headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `"${KEY}"` },
		body: JSON.stringify({ email: 'yeni@seker.example' }),
	});

	expect(activation.status).toBe(400);
	expect(await activation.json()).toMatchObject({
		type: 'https://muhurdar.invalid/problems/key-missing',
	});
	expect(edit.status).toBe(428);
	expect(await edit.json()).toMatchObject({
		type: 'https://muhurdar.invalid/problems/precondition-missing',
	});
});
