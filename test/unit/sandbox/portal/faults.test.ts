import { expect, test } from 'vitest';
import type { Change } from '#api';
import type { FaultKind } from '../../../../src/sandbox/portal/index.ts';
import { clientOf, granted, openPortalStage } from './portal-stage.ts';

const UNLOCK: Change = { kind: 'start-unlock', cardSerial: '1234567890ABCDEF' };
const KEY = 'key-of-the-test-0001';

test('a portal whose faults are turned on one after the other is as before when they are turned off', async () => {
	const on = new Set<FaultKind>();
	await using stage = await openPortalStage({ faults: on });
	await stage.login();
	// Not judged by the published document: some faults are that it is broken.
	const client = clientOf(stage.url);
	await stage.login(client);

	on.add('error-500');
	expect(await client.pins()).toMatchObject({ problem: { code: 'server-error', detail: 'HTTP 500' } });
	expect(await client.sendChange(UNLOCK, KEY)).toMatchObject({ kind: 'lost' });
	expect((await client.service()).ok).toBe(true);
	on.clear();
	on.add('too-many-requests');
	expect(await client.pins()).toMatchObject({
		problem: { code: 'too-many-requests', retryAfterSeconds: 30 },
	});
	expect(await client.sendChange(UNLOCK, KEY)).toMatchObject({ kind: 'refused' });
	on.clear();
	expect(await client.operation({ key: KEY, kind: 'start-unlock' })).toMatchObject({
		problem: { code: 'operation-unknown' },
	});

	on.add('cut-after-commit');
	expect(await client.sendChange(UNLOCK, KEY)).toMatchObject({ kind: 'lost' });
	on.clear();
	expect(granted(await client.operation({ key: KEY, kind: 'start-unlock' })).state).toBe('done');
	expect(granted(await client.unlocks())).toHaveLength(1);

	on.add('clock-skew');
	const skewed = await fetch(`${stage.url}/v1/service`);
	expect(skewed.headers.get('date')).toMatch(/ 2036 /);
	expect((await client.certificates()).ok).toBe(true);
	on.clear();
	on.add('session-expired');
	expect(await client.pins()).toMatchObject({ problem: { code: 'session-expired' } });
});

test('a change that the portal is slow about is in progress until it is done', async () => {
	const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
	let isSlow = false;
	await using stage = await openPortalStage({
		faults: {
			has(fault) {
				const isDelay = fault === 'delay' && isSlow;
				if (isDelay) {
					// One request is slow, and its coming is known.
					isSlow = false;
					arrive();
				}
				return isDelay;
			},
		},
	});
	await stage.login();

	isSlow = true;
	const sending = stage.client.sendChange(UNLOCK, KEY);
	await arrived;
	const during = granted(await stage.client.operation({ key: KEY, kind: 'start-unlock' }));
	const answer = await sending;

	expect(during).toMatchObject({ kind: 'start-unlock', state: 'in-progress' });
	expect(answer.kind).toBe('done');
	expect(granted(await stage.client.operation({ key: KEY, kind: 'start-unlock' })).state).toBe('done');
});
