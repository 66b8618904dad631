import { createPortalClient, type PortalClient, type PortalResult, parsePortalAddress } from '#api';
import { type FlowProfileId, sessionOpened } from '#contract';
import { SecretText } from '#text';
import { createPhone, type SandboxPhone } from '../../../../src/sandbox/phone/index.ts';
import {
	type CaptchaSource,
	createCaptchaSource,
	type PortalAccount,
	type PortalFaults,
	type PortalRules,
	type PortalStore,
	startSandboxPortal,
} from '../../../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import type { ContractWatch } from '../../../contract/contract-watch.ts';
import { openWatchedLine } from '../../../contract/watched-line.ts';

const SEED = 20140828;

export const HOLDER = {
	title: 'Şeker Çiçeği Sanayi A.Ş.',
	holderNumber: '4540536920',
	securityWord: 'papatya',
	phone: '+905000000017',
	email: 'muhasebe@seker-cicegi.example',
	address: 'Uydurma Mah. Deneme Sok. No: 1, Çankaya / Ankara',
	signatory: { name: 'Gülşen Işık', number: '10000000146' },
};

export const START = Date.UTC(2026, 0, 15, 12);

export const ACCOUNT: PortalAccount = {
	holder: HOLDER,
	cards: [
		{
			cardSerial: '1234567890ABCDEF',
			pin: SecretText.of('482913'),
			puk: SecretText.of('73519264'),
			certificates: [
				{
					serialNumber: '5A2295753A906E',
					use: 'SIGN0',
					notBefore: Date.UTC(2024, 3, 18),
					notAfter: Date.UTC(2027, 3, 18),
					fingerprint: '0f'.repeat(32),
				},
				{
					serialNumber: '3AA4A14B3A906F',
					use: 'ENCR0',
					notBefore: Date.UTC(2024, 3, 18),
					notAfter: Date.UTC(2027, 3, 18),
					fingerprint: '0f'.repeat(32),
				},
			],
		},
	],
};

/** Has no card. */
export const OTHER: PortalAccount = {
	holder: {
		...HOLDER,
		title: 'Iğdır Ödünç Kitap Ltd. Şti.',
		holderNumber: '1234567890',
		phone: '+905000000042',
	},
	cards: [],
};

export interface PortalStage extends AsyncDisposable {
	/** The portal itself. */
	readonly url: string;
	/** Its traffic is judged by docs/portal-api.yaml when the stage is left, as is that of {@link newClient}. */
	readonly client: PortalClient;
	readonly watch: ContractWatch;
	readonly phone: SandboxPhone;
	/** Moves the portal's clock; nothing else does. */
	advance(seconds: number): void;
	/** A second client of the same portal. */
	newClient(): PortalClient;
	/** Fetches a picture and gives its id and its text. */
	captcha(client?: PortalClient): Promise<{ readonly captchaId: string; readonly text: string }>;
	/** Through picture and security word. */
	startedLogin(client?: PortalClient, holder?: PortalAccount['holder']): Promise<string>;
	/** The code of the phone's last message. */
	lastCode(): SecretText;
	/** Through the whole login; default: of `HOLDER` with the stage's client. */
	login(client?: PortalClient, holder?: PortalAccount['holder']): Promise<void>;
	/** The bearer token of a session that no client holds. */
	token(): Promise<string>;
}

export interface StageOptions {
	/** Default: the same one in every run. */
	readonly seed?: number;
	readonly flow?: FlowProfileId;
	readonly rules?: Partial<PortalRules>;
	readonly accounts?: readonly PortalAccount[];
	readonly phone?: SandboxPhone;
	readonly faults?: PortalFaults;
	readonly store?: PortalStore;
	readonly issuerCertificate?: Uint8Array;
}

/** A sandbox portal on loopback with a clock that stands still, a client on it, and its captcha texts known. */
export async function openPortalStage(options: StageOptions = {}): Promise<PortalStage> {
	let now = START;
	const seed = options.seed ?? SEED;
	const clock = { now: () => now };
	const phone = options.phone ?? createPhone(clock);
	const portal = await startSandboxPortal({
		random: createRandomSource(seed),
		clock,
		phone,
		accounts: options.accounts ?? [ACCOUNT],
		...(options.rules === undefined ? {} : { rules: options.rules }),
		...(options.flow === undefined ? {} : { flow: options.flow }),
		...(options.faults === undefined ? {} : { faults: options.faults }),
		...(options.store === undefined ? {} : { store: options.store }),
		...(options.issuerCertificate === undefined ? {} : { issuerCertificate: options.issuerCertificate }),
	});
	const line = await openWatchedLine(portal.url);
	const client = clientOf(line.url);
	const pictures: CaptchaSource = createCaptchaSource(createRandomSource(seed));
	const stage: PortalStage = {
		url: portal.url,
		client,
		phone,
		advance(seconds) {
			now += seconds * 1000;
		},
		newClient: () => clientOf(line.url),
		watch: line.watch,
		async captcha(by = client) {
			const { captchaId } = granted(await by.newCaptcha());
			return { captchaId, text: pictures.next().text };
		},
		async startedLogin(by = client, holder = HOLDER) {
			const { captchaId, text } = await stage.captcha(by);
			const started = await by.startLogin({
				holderNumber: holder.holderNumber,
				captchaId,
				captchaAnswer: text,
				securityWord: SecretText.of(holder.securityWord),
			});
			return granted(started).loginId;
		},
		lastCode() {
			const text = phone.messages.at(-1)?.text ?? '';
			return SecretText.of(text.replace(/\D/g, ''));
		},
		async login(by = client, holder = HOLDER) {
			const loginId = await stage.startedLogin(by, holder);
			granted(await by.ask('sendCode', { parameters: { loginId } }));
			granted(await by.confirmCode({ ...holder, loginId }, stage.lastCode()));
		},
		async token() {
			const loginId = await stage.startedLogin();
			granted(await client.ask('sendCode', { parameters: { loginId } }));
			const answer = await fetch(`${portal.url}/v1/logins/${loginId}/code`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ code: stage.lastCode().reveal() }),
			});
			return sessionOpened.parse(await answer.json()).sessionToken;
		},
		async [Symbol.asyncDispose]() {
			await portal.close();
			await line.close();
		},
	};
	return stage;
}

export function clientOf(
	url: string,
	limits: Parameters<typeof createPortalClient>[0]['limits'] = {},
): PortalClient {
	const parsed = parsePortalAddress(url);
	if (!parsed.ok) {
		throw new Error(`The portal's address was refused: ${parsed.code}`);
	}
	return createPortalClient({
		baseUrl: parsed.url,
		limits,
		record: async () => ({ ok: true, value: undefined }),
	});
}

export function granted<T>(result: PortalResult<T>): T {
	if (!result.ok) {
		throw new Error(`The portal refused: ${JSON.stringify(result.problem)}`);
	}
	return result.value;
}
