import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Change, PortalClient } from '#api';
import {
	changeKind,
	ENDPOINT_NAMES,
	ENDPOINTS,
	type Endpoint,
	type EndpointName,
	holderNumber,
} from '#contract';
import { SecretText } from '#text';
import { cardSerial, maskedPhone, serialNumber, token } from '../../../src/api/contract/primitives.ts';
import { clientOf, granted } from '../sandbox/portal/portal-stage.ts';
import { openServer, sendJson } from './hostile-server.ts';

const HOLDER = '4540536920';
const CARD = '1234567890ABCDEF';
const UNLOCK = 'unlock-of-the-test-0001';
const KEY = 'key-of-the-test-0001';
const LOGIN = { loginId: 'login-id-of-the-test', holderNumber: HOLDER };
const SECRET = SecretText.of('123456');
const SESSION = {
	sessionToken: 'token-of-the-test-0001',
	holder: { title: 'Şeker', holderNumber: HOLDER },
	expiresInSeconds: 600,
};

const rows: readonly [EndpointName, Endpoint][] = ENDPOINT_NAMES.map((name) => [name, ENDPOINTS[name]]);

describe('every field of an answer that names something has a rule', () => {
	test.each(rows)('%s', (_name, { answer, echoes }) => {
		const fields = answer === undefined || answer === 'pdf' ? [] : namingFields(answer);
		expect(Object.keys(echoes).toSorted()).toEqual(fields.toSorted());
	});

	test('and a new field without one would be found', () => {
		const answer = z.object({ inner: z.object({ card: cardSerial.optional() }), rows: z.array(cardSerial) });
		expect(namingFields(answer)).toEqual(['inner.card']);
	});
});

/** Paths of the fields that name a thing; what a list holds was not asked about row by row. */
function namingFields(schema: z.core.$ZodType, path: readonly string[] = []): readonly string[] {
	if (schema instanceof z.ZodOptional) {
		return namingFields(schema.unwrap(), path);
	}
	if (schema instanceof z.ZodObject) {
		return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([name, field]) =>
			namingFields(field, [...path, name]),
		);
	}
	if (schema instanceof z.ZodUnion) {
		return [...new Set(schema.options.flatMap((option) => namingFields(option, path)))];
	}
	const naming: readonly unknown[] = [token, cardSerial, serialNumber, holderNumber, maskedPhone, changeKind];
	return naming.includes(schema) ? [path.join('.')] : [];
}

/** An honest answer, and the call that takes it. */
interface Talk {
	readonly honest: Readonly<Record<string, unknown>>;
	/** Throws where the answer was not taken. */
	readonly call: (client: PortalClient) => Promise<unknown>;
}

const operationOf = (kind: Change['kind']) => ({ key: KEY, kind, state: 'done', at: '2026-01-15T12:00:00Z' });

const sent = (change: Change): Talk => ({
	honest: operationOf(change.kind),
	call: async (client) => {
		const answer = await client.sendChange(change, KEY);
		if (answer.kind !== 'done') {
			expect(answer).toMatchObject({ kind: 'lost', problem: { code: 'bad-answer' } });
			throw new Error('not taken');
		}
	},
});

const asked = (
	honest: Talk['honest'],
	call: (client: PortalClient) => ReturnType<PortalClient['service']> | Promise<unknown>,
): Talk => ({
	honest,
	call: async (client) => {
		const result = await call(client);
		if (typeof result === 'object' && result !== null && 'problem' in result) {
			expect(result.problem).toMatchObject({ code: 'bad-answer' });
			throw new Error('not taken');
		}
	},
});

const talks: { readonly [name in EndpointName]?: Talk } = {
	confirmCode: asked(SESSION, (client) => client.confirmCode(LOGIN, SECRET)),
	finishSignatureLogin: asked(SESSION, (client) => client.finishSignatureLogin(LOGIN, Uint8Array.of(1))),
	details: asked(
		{
			title: 'Şeker',
			holderNumber: HOLDER,
			maskedPhone: '+90 5•• ••• •• 17',
			email: 'bilgi@seker.example',
			address: 'Çankaya',
			authorisedPerson: 'Ayşe',
		},
		(client) => client.details(),
	),
	startPhoneChange: asked(
		{
			phoneChangeId: 'phone-change-of-the-test',
			maskedPhone: '+90 5•• ••• •• 42',
			codeLength: 6,
			expiresInSeconds: 180,
			resendInSeconds: 60,
		},
		(client) =>
			client.ask('startPhoneChange', { body: { phone: '+905321234542' }, asked: { phone: '+905321234542' } }),
	),
	unlock: asked({ unlockId: UNLOCK, cardSerial: CARD, puk: '12345678', newPin: '445566' }, (client) =>
		client.unlockSecrets({ unlockId: UNLOCK, cardSerial: CARD }),
	),
	operation: asked(operationOf('revoke'), (client) => client.operation({ key: KEY, kind: 'revoke' })),
	withdrawOperation: asked(operationOf('revoke'), (client) =>
		client.withdrawOperation({ key: KEY, kind: 'revoke' }),
	),
	activate: sent({ kind: 'activate', serialNumber: '0011' }),
	revoke: sent({ kind: 'revoke', serialNumber: '0011', reason: 'other' }),
	updateDetails: sent({ kind: 'update-details', edit: { address: 'Kızılay' }, entityTag: 'v1' }),
	finishPhoneChange: sent({
		kind: 'change-phone',
		phoneChangeId: 'phone-change-of-the-test',
		code: SECRET,
		entityTag: 'v1',
	}),
	changeSecurityWord: sent({ kind: 'change-security-word', securityWord: SECRET, newSecurityWord: SECRET }),
	finishWordReset: sent({
		kind: 'reset-security-word',
		resetId: 'reset-of-the-test-0001',
		code: SECRET,
		newSecurityWord: SECRET,
	}),
	deletePins: sent({ kind: 'delete-pins', cardSerial: CARD, copy: 'saved' }),
	startUnlock: sent({ kind: 'start-unlock', cardSerial: CARD }),
	reportUnlock: sent({ kind: 'report-unlock', unlockId: UNLOCK, result: 'done' }),
};

/** Of the same shape, and another one. */
const OTHERS: Readonly<Record<string, unknown>> = {
	'holder.holderNumber': '1234567890',
	holderNumber: '1234567890',
	cardSerial: '1234567890ABCDEE',
	unlockId: 'unlock-of-the-test-0002',
	key: 'key-of-the-test-0002',
	kind: 'delete-pins',
	maskedPhone: '+90 5•• ••• •• 17',
};

const echoed = rows.flatMap(([name, { echoes }]) =>
	Object.entries(echoes)
		.filter(([, rule]) => rule !== 'new')
		.map(([field]) => [name, field] as const),
);

test.each(echoed)('%s: an answer whose %s is another one is not believed', async (name, field) => {
	const talk = talks[name];
	if (talk === undefined) {
		throw new Error(`no answer of ${name} is tried`);
	}
	const other = name === 'deletePins' && field === 'kind' ? 'revoke' : OTHERS[field];
	await expect(answeredWith(talk, talk.honest)).resolves.toBeUndefined();
	await expect(answeredWith(talk, replaced(talk.honest, field.split('.'), other))).rejects.toThrow(
		'not taken',
	);
});

test('a change that the portal saw is not told without its kind', async () => {
	const { kind: _, ...nameless } = operationOf('revoke');
	const talk = asked(nameless, (client) => client.operation({ key: KEY, kind: 'revoke' }));
	await expect(answeredWith(talk, nameless)).rejects.toThrow('not taken');
	await expect(answeredWith(talk, { ...nameless, state: 'withdrawn' })).resolves.toBeUndefined();
});

test('a phone that the portal masks to its end is not compared', async () => {
	const talk = talks.startPhoneChange;
	await expect(
		talk === undefined ? undefined : answeredWith(talk, { ...talk.honest, maskedPhone: '+90 532 ••• •• ••' }),
	).resolves.toBeUndefined();
});

function replaced(
	of: Readonly<Record<string, unknown>>,
	[name = '', ...inner]: readonly string[],
	value: unknown,
): Readonly<Record<string, unknown>> {
	return { ...of, [name]: inner.length === 0 ? value : replaced(Object(of[name]), inner, value) };
}

/** In a session where there is one to be had: the first login is answered honestly. */
async function answeredWith({ call }: Talk, answer: unknown): Promise<unknown> {
	let isOpen = false;
	await using server = await openServer((response) => {
		response.setHeader('etag', '"v1"');
		sendJson(response, isOpen ? answer : SESSION);
	});
	const client = clientOf(server.url);
	granted(await client.confirmCode(LOGIN, SECRET));
	isOpen = true;
	return await call(client);
}
