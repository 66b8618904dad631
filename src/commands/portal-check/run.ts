import type { Authorities, PortalAddress, ProxyRoute } from '#api';
import type { Texts } from '#i18n';
import type { CommandIo } from '../command-io.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_NO_PORTAL } from '../exit-codes.ts';
import type { Ask, ChangeAct, CheckAnswer, Found, Person, PortalCheck, Seen, Walk } from './check.ts';
import type { FormJudge } from './form-checks.ts';
import type { PortalCheckReport } from './report.ts';

export interface PortalCheckOptions {
	readonly address: PortalAddress;
	/** PEM file: who vouches for the portal; undefined: the authorities that Node brings. */
	readonly authoritiesPath: string | undefined;
	readonly proxy: ProxyRoute | undefined;
	/** Who logs in; undefined: what shows without an account is looked at. */
	readonly person: Person | undefined;
	/** What may be changed in the account, at a portal that says that it is a test portal. */
	readonly changes: readonly ChangeAct[];
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC; default: this machine's clock. */
	readonly now?: () => number;
}

type Row = PortalCheckReport['checks'][number];

/**
 * Looks whether a portal does what docs/portal-builders.md says: facts on stdout, one line a check. Without an account nothing
 * is changed there but that a random key is withdrawn and a number that nobody has is locked for a while.
 *
 * Gives the exit code: done where everything that was asked is as it should be, failed where something is not, no portal
 * where it does not answer at all.
 */
export async function runPortalCheck(options: PortalCheckOptions): Promise<number> {
	const { address, person, changes, json, texts, io, signal, now = Date.now } = options;
	const words = texts.commands.portalCheck;
	const [{ CONTRACT_VERSION, serviceInfoOfAnyVersion }, { valueIn }, { FormJudge, FORM_CHECKS }, lists] =
		await Promise.all([import('#contract'), import('./seen.ts'), import('./form-checks.ts'), checkLists()]);
	const forms = new FormJudge();
	const ask = await asking(options, forms);
	const answer = await ask({ method: 'GET', path: '/v1/service' });
	if (answer.kind === 'failure' && answer.code !== 'bad-answer') {
		io.stderr(`muhurdar: ${words.unreachable(answer.code, address)}\n`);
		return signal.aborted ? EXIT_FAILED : EXIT_NO_PORTAL;
	}
	const service = valueIn(answer, serviceInfoOfAnyVersion);
	const found: Found = {};
	const walk: Walk = {
		ask,
		operations: service?.operations ?? [],
		isTestPortal: service?.isSandbox === true,
		person,
		changes: new Set(changes),
		now,
		words,
		found,
	};
	const rows: Row[] = [];
	const tell = ({ id, request, expected, section }: Omit<PortalCheck, 'look' | 'skip'>, seen: Seen): void => {
		const row: Row =
			'skipped' in seen
				? { id, state: 'skipped', reason: seen.skipped, request, expected, seen: '', section }
				: {
						id,
						state: seen.isExpected ? 'passed' : 'failed',
						reason: null,
						request,
						expected,
						seen: seen.seen,
						section,
					};
		rows.push(row);
		if (!json) {
			io.stdout(`${lineOf(row, words.what[id], words)}\n`);
		}
	};
	try {
		for (const check of lists) {
			const reason = check.skip?.(walk);
			const seen = reason === undefined ? await check.look(walk) : { skipped: reason };
			if (signal.aborted) {
				return EXIT_FAILED;
			}
			tell(check, seen);
		}
		for (const check of FORM_CHECKS) {
			tell(check, forms.verdict(check.id));
		}
	} finally {
		found.code?.wipe();
	}
	if (json) {
		const report: PortalCheckReport = {
			schemaVersion: 1,
			portal: address,
			contractVersion: CONTRACT_VERSION,
			checks: rows,
		};
		io.stdout(`${JSON.stringify(report, undefined, '\t')}\n`);
	}
	const count = (state: Row['state']): number => rows.filter((row) => row.state === state).length;
	const failures = count('failed');
	io.stderr(`${words.summary(failures, count('skipped'))}\n`);
	return failures === 0 ? EXIT_DONE : EXIT_FAILED;
}

async function checkLists(): Promise<readonly PortalCheck[]> {
	const [{ OPEN_CHECKS }, { ACCOUNT_CHECKS, LAST_CHECKS }, { CHANGE_CHECKS }, { BY_HAND_CHECKS }] =
		await Promise.all([
			import('./open-checks.ts'),
			import('./account-checks.ts'),
			import('./change-checks.ts'),
			import('./by-hand-checks.ts'),
		]);
	return [...OPEN_CHECKS, ...ACCOUNT_CHECKS, ...CHANGE_CHECKS, ...LAST_CHECKS, ...BY_HAND_CHECKS];
}

function lineOf(
	{ state, reason, request, expected, seen, section }: Row,
	what: string,
	words: Texts['commands']['portalCheck'],
): string {
	const wanted = `${words.expected}: ${expected}`;
	const facts = reason === null ? [wanted, `${words.seen}: ${seen}`] : [words.reasons[reason]];
	if (reason === 'by-hand') {
		facts.push(wanted);
	}
	return [`${words[state]} ${what}`, request, ...facts, `docs/portal-builders.md: ${section}`].join(' · ');
}

/** Sends one request at a time, as the client of the screens does, and has every answer judged by its form. */
async function asking(
	{ address, authoritiesPath, proxy, signal }: PortalCheckOptions,
	forms: FormJudge,
): Promise<Ask> {
	const [{ authoritiesIn, DEFAULT_LIMITS, exchange }, { ENDPOINTS }, { labelOf }] = await Promise.all([
		import('#api'),
		import('#contract'),
		import('./form-checks.ts'),
	]);
	const templates = Object.values(ENDPOINTS).map(({ path }) => path);
	const authorities: Authorities | undefined =
		authoritiesPath === undefined ? undefined : await authoritiesIn(authoritiesPath);
	const mostBytes = (path: string): number => {
		const { captchaBytes, documentBytes, jsonBytes } = DEFAULT_LIMITS;
		if (path === ENDPOINTS.pinDocument.path) {
			return documentBytes;
		}
		return path === ENDPOINTS.newCaptcha.path ? captchaBytes : jsonBytes;
	};
	return async (request): Promise<CheckAnswer> => {
		const { method, path, body, bearer, key, entityTag, headers } = request;
		const text = request.text ?? (body === undefined ? undefined : JSON.stringify(body));
		const answer = await exchange(
			{ address, authorities, proxy },
			DEFAULT_LIMITS,
			{
				method,
				path: path.slice(1),
				body: text === undefined ? undefined : new TextEncoder().encode(text),
				bearer,
				idempotencyKey: key,
				entityTag,
				...(headers === undefined ? {} : { headers }),
				accept: 'application/json',
				maxBytes: mostBytes(path),
			},
			signal,
		);
		forms.see(labelOf(request, templates), answer);
		return answer;
	};
}
