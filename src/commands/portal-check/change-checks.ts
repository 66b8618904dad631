import {
	accountDetails,
	isKnownWord,
	type Operation,
	operation,
	type PortalOperation,
	phoneChangeStarted,
	pinListOfAnyVersion,
	unlockData,
} from '#contract';
import { asHolder, inSession } from './account-checks.ts';
import type { ChangeAct, CheckRequest, PortalCheck, Seen, SkipReason, Walk } from './check.ts';
import {
	all,
	holds,
	isSameAnswer,
	randomKey,
	refusal,
	refusedWith,
	summaryOf,
	told,
	valueIn,
} from './seen.ts';
import { typed } from './typed.ts';

/* What changes an account: each act is done where `--change` names it and the portal says that it is a test portal. */

/** So that a person finds out in the account what came from here. */
const MARK = ' (portal-check)';
const LONGEST_ADDRESS = 500;
const LONGEST_WORD = 64;

function changing(act: ChangeAct, operation: PortalOperation) {
	return (walk: Walk): SkipReason | undefined =>
		inSession(operation)(walk) ??
		(walk.changes.has(act) ? undefined : 'no-consent') ??
		(walk.isTestPortal ? undefined : 'not-a-test-portal');
}

const REPEATED = '200 done ×3';

export const CHANGE_CHECKS: readonly PortalCheck[] = [
	{
		id: 'change-details',
		request: 'PATCH /v1/details ×2; GET /v1/operations/{key}; PATCH',
		expected: `${REPEATED}, ETag ≠; ${refusal('details-changed')}; 200 done`,
		section: 'updateDetails',
		skip: changing('details', 'update-details'),
		look: changeDetails,
	},
	{
		id: 'change-phone',
		request: 'POST /v1/phone-changes; POST /v1/phone-changes/{phoneChangeId}/code ×2',
		expected: `200; ${REPEATED}; ${refusal('login-expired')}; ${refusal('phone-unchanged')}`,
		section: 'finishPhoneChange',
		skip: changing('phone', 'update-details'),
		look: changePhone,
	},
	{
		id: 'change-word',
		request: 'PUT /v1/security-word',
		expected: `${refusal('word-unchanged')}, NFD + ␠ ${refusal('word-unchanged')}; ${REPEATED}`,
		section: 'changeSecurityWord',
		skip: changing('word', 'update-details'),
		look: changeWord,
	},
	{
		id: 'unlock-walk',
		request: 'POST /v1/unlocks ×3; GET /v1/unlocks/{unlockId} ×2; POST /v1/unlocks/{unlockId}/report',
		expected: `${REPEATED}; ${refusal('unlock-open')}; 200 ×2; ${REPEATED}; ${refusal('unlock-over')} ×2`,
		section: 'startUnlock',
		skip: changing('unlock', 'unlock'),
		look: unlockWalk,
	},
	{
		id: 'activation',
		request: 'POST /v1/certificates/{serialNumber}/activation',
		expected: `${REPEATED}; ${refusal('not-suspended')}`,
		section: 'activate',
		skip: changing('activate', 'activate'),
		async look(walk) {
			const row = walk.found.certificates?.find(({ state }) => state === 'suspended');
			if (row === undefined) {
				return { skipped: 'nothing-to-try' };
			}
			const path = `/v1/certificates/${row.serialNumber}/activation`;
			announce(walk, 'activate', row.serialNumber);
			const done = await changed(walk, { method: 'POST', path }, 'activate');
			const again = await asHolder(walk, { method: 'POST', path, key: randomKey() });
			return all(done, refusedWith(again, 'not-suspended'));
		},
	},
	{
		id: 'pin-deletion',
		request: 'POST /v1/pins/deletions; GET /v1/pins',
		expected: `${REPEATED}; ${refusal('pins-withheld')}; deleted`,
		section: 'deletePins',
		skip: changing('delete-pins', 'pin-delete'),
		async look(walk) {
			const [cardSerial] = walk.found.cardsWithPin ?? [];
			if (cardSerial === undefined) {
				return { skipped: 'nothing-to-try' };
			}
			const request = {
				method: 'POST',
				path: '/v1/pins/deletions',
				body: { cardSerial, copy: 'declined' },
			} as const;
			announce(walk, 'delete-pins', cardSerial);
			const done = await changed(walk, request, 'delete-pins');
			const again = await asHolder(walk, { ...request, key: randomKey() });
			const list = valueIn(await asHolder(walk, { method: 'GET', path: '/v1/pins' }), pinListOfAnyVersion);
			const row = list?.withheld.find((one) => one.cardSerial === cardSerial);
			return all(done, refusedWith(again, 'pins-withheld'), holds(row?.reason === 'deleted', 'deleted'));
		},
	},
	{
		id: 'revocation',
		request: 'POST /v1/certificates/{serialNumber}/revocation',
		expected: `${REPEATED}; ${refusal('already-revoked')}`,
		section: 'revoke',
		skip: changing('revoke', 'revoke'),
		async look(walk) {
			const row = walk.found.certificates?.find(
				({ state }) => isKnownWord(state) && state !== 'revoked' && state !== 'expired',
			);
			if (row === undefined) {
				return { skipped: 'nothing-to-try' };
			}
			const path = `/v1/certificates/${row.serialNumber}/revocation`;
			const request = { method: 'POST', path, body: { reason: 'other' } } as const;
			announce(walk, 'revoke', row.serialNumber);
			const done = await changed(walk, request, 'revoke');
			const again = await asHolder(walk, { ...request, key: randomKey() });
			return all(done, refusedWith(again, 'already-revoked'));
		},
	},
];

function announce({ person, words }: Walk, act: ChangeAct, what: string): void {
	person?.tell(words.changing[act](what));
}

/** Sends a change, sends it again with the same key, and asks about the key: all three have to tell the same. */
async function changed(walk: Walk, request: CheckRequest, kind: Operation['kind']) {
	const key = randomKey();
	const first = await asHolder(walk, { ...request, key });
	const again = await asHolder(walk, { ...request, key });
	const asked = await walk.ask({ method: 'GET', path: `/v1/operations/${key}` });
	const done = valueIn(first, operation);
	const isDone =
		done?.state === 'done' &&
		done.key === key &&
		done.kind === kind &&
		(kind === 'start-unlock') === (done.resource !== undefined);
	return {
		...all(
			holds(isDone, summaryOf(first)),
			holds(isSameAnswer(first, again), `${summaryOf(again)} =`),
			holds(isSameAnswer(first, asked), `${summaryOf(asked)} =`),
		),
		resource: done?.resource,
	};
}

async function tagOf(walk: Walk): Promise<string | undefined> {
	const answer = await asHolder(walk, { method: 'GET', path: '/v1/details' });
	return answer.kind === 'answer' ? answer.entityTag : undefined;
}

async function changeDetails(walk: Walk): Promise<Seen> {
	const { details, entityTag } = walk.found;
	if (details === undefined || entityTag === undefined) {
		return { skipped: 'earlier-failure' };
	}
	const edit = (address: string, tag: string): CheckRequest => ({
		method: 'PATCH',
		path: '/v1/details',
		body: { address },
		entityTag: tag,
	});
	const marked = `${Array.from(details.address)
		.slice(0, LONGEST_ADDRESS - MARK.length)
		.join('')}${MARK}`;
	announce(walk, 'details', '');
	const done = await changed(walk, edit(marked, entityTag), 'update-details');
	const read = await asHolder(walk, { method: 'GET', path: '/v1/details' });
	const tag = read.kind === 'answer' ? read.entityTag : undefined;
	const stale = await asHolder(walk, { ...edit(marked, entityTag), key: randomKey() });
	// An account without an address cannot be put back by an edit: the contract takes none that is empty.
	const back =
		tag === undefined || details.address === ''
			? holds(tag !== undefined, 'ETag')
			: await changed(walk, edit(details.address, tag), 'update-details');
	walk.found.entityTag = (await tagOf(walk)) ?? entityTag;
	return all(
		done,
		holds(tag !== undefined && tag !== entityTag, 'ETag ≠'),
		holds(valueIn(read, accountDetails)?.address === marked, 'address'),
		refusedWith(stale, 'details-changed'),
		back,
	);
}

async function changePhone(walk: Walk): Promise<Seen> {
	const { entityTag } = walk.found;
	const phone = entityTag === undefined ? undefined : (await typed(walk, 'new-phone'))?.reveal();
	if (entityTag === undefined || phone === undefined) {
		return { skipped: entityTag === undefined ? 'earlier-failure' : 'given-up' };
	}
	announce(walk, 'phone', phone);
	const start = { method: 'POST', path: '/v1/phone-changes', body: { phone } } as const;
	const first = await asHolder(walk, start);
	const started = valueIn(first, phoneChangeStarted);
	const code = started === undefined ? undefined : await typed(walk, 'sms-code');
	if (started === undefined || code === undefined) {
		return started === undefined ? told(first, phoneChangeStarted) : { skipped: 'given-up' };
	}
	const finish: CheckRequest = {
		method: 'POST',
		path: `/v1/phone-changes/${started.phoneChangeId}/code`,
		body: { code: code.reveal() },
		entityTag,
	};
	code.wipe();
	const done = await changed(walk, finish, 'change-phone');
	const tag = await tagOf(walk);
	walk.found.entityTag = tag ?? entityTag;
	const used = await asHolder(walk, { ...finish, entityTag: walk.found.entityTag, key: randomKey() });
	return all(
		told(first, phoneChangeStarted),
		done,
		holds(tag !== undefined && tag !== entityTag, 'ETag ≠'),
		refusedWith(used, 'login-expired'),
		refusedWith(await asHolder(walk, start), 'phone-unchanged'),
	);
}

async function changeWord(walk: Walk): Promise<Seen> {
	const present = await typed(walk, 'security-word');
	const next = present === undefined ? undefined : await typed(walk, 'new-word');
	if (present === undefined || next === undefined) {
		return { skipped: 'given-up' };
	}
	const put = (securityWord: string, newSecurityWord: string): CheckRequest => ({
		method: 'PUT',
		path: '/v1/security-word',
		body: { securityWord, newSecurityWord },
	});
	announce(walk, 'word', '');
	const same = await asHolder(walk, { ...put(present.reveal(), present.reveal()), key: randomKey() });
	// The present word, written in another way: a portal that compares other than in NFC and without spaces refuses it, and
	// nothing is changed either way. A word that grows too long by it is left as it is.
	const spaced = ` ${present.reveal().normalize('NFD')} `;
	const written = Array.from(spaced).length <= LONGEST_WORD ? spaced : present.reveal();
	const respelt = await asHolder(walk, { ...put(written, present.reveal()), key: randomKey() });
	const done = await changed(walk, put(present.reveal(), next.reveal()), 'change-security-word');
	present.wipe();
	next.wipe();
	const other = refusedWith(respelt, 'word-unchanged');
	return all(refusedWith(same, 'word-unchanged'), { ...other, seen: `NFD + ␠ ${other.seen}` }, done);
}

async function unlockWalk(walk: Walk): Promise<Seen> {
	const cards = new Set(
		walk.found.certificates?.filter(({ state }) => state === 'valid').map(({ cardSerial }) => cardSerial),
	);
	const [cardSerial] = cards;
	if (cardSerial === undefined) {
		return { skipped: 'nothing-to-try' };
	}
	const start = { method: 'POST', path: '/v1/unlocks', body: { cardSerial } } as const;
	announce(walk, 'unlock', cardSerial);
	const begun = await changed(walk, start, 'start-unlock');
	if (begun.resource === undefined) {
		return begun;
	}
	const second = await asHolder(walk, { ...start, key: randomKey() });
	const path = `/v1/unlocks/${begun.resource}`;
	const first = await asHolder(walk, { method: 'GET', path });
	const again = await asHolder(walk, { method: 'GET', path });
	const data = valueIn(first, unlockData);
	const report = { method: 'POST', path: `${path}/report`, body: { result: 'not-done' } } as const;
	const reported = await changed(walk, report, 'report-unlock');
	const result = all(
		begun,
		refusedWith(second, 'unlock-open'),
		told(first, unlockData),
		holds(data?.unlockId === begun.resource && data.cardSerial === cardSerial, 'unlockId, cardSerial'),
		holds(isSameAnswer(first, again), '='),
		reported,
		refusedWith(await asHolder(walk, { method: 'GET', path }), 'unlock-over'),
		refusedWith(await asHolder(walk, { ...report, key: randomKey() }), 'unlock-over'),
	);
	for (const answer of [first, again]) {
		if (answer.kind === 'answer') {
			answer.body.fill(0);
		}
	}
	return result;
}
