import { createRequire } from 'node:module';
import type { Handle, PKCS11 } from 'pkcs11js';
import { isTokenInUse } from '../cryptoki-codes.ts';
import {
	type CertificateAnswer,
	MAX_CERTIFICATE_BYTES,
	MAX_CERTIFICATES,
	MAX_SIGNATURE_BYTES,
	MAX_TOKENS,
	type ModuleAnswer,
	type ModuleRequest,
	type SigningMechanism,
	type TokenAnswer,
} from '../protocol.ts';

type Step = Exclude<ModuleRequest, { readonly step: 'end' }>;
type Binding = typeof import('pkcs11js');

interface LoadedModule {
	readonly binding: Binding;
	readonly module: PKCS11;
	/** Slots of the last listing, by the number that the program was told. */
	tokens: readonly Handle[];
	session: Handle | undefined;
	isLoggedIn: boolean;
}

/** A session is read-only unless something is to be changed; every one is serial, says the standard. */
const SERIAL_SESSION = 4;
const WRITING_SESSION = 2;
const OFFICER = 0;
const HOLDER = 1;

const MECHANISM_NUMBERS: Readonly<Record<SigningMechanism, number>> = {
	'rsa-pkcs': 0x1,
	'sha256-rsa-pkcs': 0x40,
	ecdsa: 0x1041,
	'ecdsa-sha384': 0x1045,
};
const MECHANISM_NAMES: readonly SigningMechanism[] = ['rsa-pkcs', 'sha256-rsa-pkcs', 'ecdsa', 'ecdsa-sha384'];

const MAX_FIELD_CHARACTERS = 256;
const MAX_DETAIL_CHARACTERS = 1_000;
const MAX_ID_BYTES = 256;

/** Holds the one module of this process and does the steps that are asked for. Never throws for what a module says. */
export class ModuleHolder {
	#loaded: LoadedModule | undefined;

	perform(step: Step, secrets: readonly Uint8Array[]): ModuleAnswer {
		if (step.step === 'load') {
			return this.#load(step.path);
		}
		const loaded = this.#loaded;
		if (loaded === undefined) {
			throw new TypeError(`${step.step} before anything was loaded`);
		}
		try {
			return perform(loaded, step, secrets);
		} catch (error) {
			return refusal(error);
		}
	}

	/** Gives the session, the login and the module back, as far as the module lets itself be given back. */
	end(): void {
		const loaded = this.#loaded;
		if (loaded === undefined) {
			return;
		}
		closeSession(loaded);
		attempt(() => loaded.module.C_Finalize());
		attempt(() => loaded.module.close());
	}

	#load(path: string): ModuleAnswer {
		let binding: Binding;
		try {
			binding = createRequire(import.meta.url)('pkcs11js');
		} catch (error) {
			return { answer: 'not-loaded', why: 'binding-missing', detail: detailOf(error) };
		}
		const module = new binding.PKCS11();
		try {
			module.load(path);
		} catch (error) {
			const detail = detailOf(error);
			const why = detail.includes('C_GetFunctionList') ? 'no-entry-point' : 'not-loadable';
			return { answer: 'not-loaded', why, detail };
		}
		try {
			// Without arguments: this process has one thread that calls the module, and some modules refuse any.
			module.C_Initialize();
			const info = module.C_GetInfo();
			this.#loaded = { binding, module, tokens: [], session: undefined, isLoggedIn: false };
			return {
				answer: 'loaded',
				info: {
					cryptokiVersion: info.cryptokiVersion,
					libraryVersion: info.libraryVersion,
					manufacturer: field(info.manufacturerID),
					description: field(info.libraryDescription),
				},
			};
		} catch (error) {
			return refusal(error);
		}
	}
}

function perform(
	loaded: LoadedModule,
	step: Exclude<Step, { readonly step: 'load' }>,
	secrets: readonly Uint8Array[],
): ModuleAnswer {
	const { module } = loaded;
	switch (step.step) {
		case 'list-tokens':
			return { answer: 'tokens', tokens: listTokens(loaded) };
		case 'open-session':
			openSession(loaded, step.token, step.mayWrite);
			return { answer: 'done' };
		case 'list-certificates':
			return { answer: 'certificates', certificates: listCertificates(loaded, sessionOf(loaded)) };
		case 'list-mechanisms':
			return { answer: 'mechanisms', mechanisms: listMechanisms(loaded) };
		case 'log-in': {
			const [pin] = expectSecrets(secrets, 1);
			module.C_Login(sessionOf(loaded), step.who === 'holder' ? HOLDER : OFFICER, pin);
			loaded.isLoggedIn = true;
			return { answer: 'done' };
		}
		case 'change-pin': {
			const [present, replacement] = expectSecrets(secrets, 2);
			module.C_SetPIN(sessionOf(loaded), present ?? '', replacement ?? '');
			return { answer: 'done' };
		}
		case 'set-new-pin': {
			const [replacement] = expectSecrets(secrets, 1);
			module.C_InitPIN(sessionOf(loaded), replacement);
			return { answer: 'done' };
		}
		case 'sign':
			return sign(loaded, step);
	}
}

function listTokens(loaded: LoadedModule): TokenAnswer[] {
	const { module } = loaded;
	const found: { readonly slot: Handle; readonly token: TokenAnswer }[] = [];
	for (const slot of module.C_GetSlotList(true)) {
		const token = module.C_GetTokenInfo(slot);
		if (found.length >= MAX_TOKENS || !isTokenInUse(token.flags)) {
			continue;
		}
		found.push({
			slot,
			token: {
				token: found.length,
				slotDescription: field(module.C_GetSlotInfo(slot).slotDescription),
				label: field(token.label),
				manufacturer: field(token.manufacturerID),
				model: field(token.model),
				serialNumber: field(token.serialNumber),
				flags: count(token.flags),
				minPinLength: count(token.minPinLen),
				maxPinLength: count(token.maxPinLen),
			},
		});
	}
	loaded.tokens = found.map(({ slot }) => slot);
	return found.map(({ token }) => token);
}

function openSession(loaded: LoadedModule, number: number, mayWrite: boolean): void {
	closeSession(loaded);
	const slot = loaded.tokens[number];
	if (slot === undefined) {
		throw new TypeError('a token that was not listed');
	}
	loaded.session = loaded.module.C_OpenSession(slot, SERIAL_SESSION | (mayWrite ? WRITING_SESSION : 0));
}

function listCertificates(loaded: LoadedModule, session: Handle): CertificateAnswer[] {
	const { binding } = loaded;
	const objects = findObjects(loaded, session, [
		{ type: binding.CKA_CLASS, value: binding.CKO_CERTIFICATE },
		{ type: binding.CKA_CERTIFICATE_TYPE, value: binding.CKC_X_509 },
	]);
	return objects.flatMap((object) => {
		const der = attribute(loaded, session, object, binding.CKA_VALUE);
		if (der === undefined || der.length === 0 || der.length > MAX_CERTIFICATE_BYTES) {
			return [];
		}
		const id = attribute(loaded, session, object, binding.CKA_ID) ?? Buffer.alloc(0);
		const label = attribute(loaded, session, object, binding.CKA_LABEL) ?? Buffer.alloc(0);
		return [
			{
				der: der.toString('base64'),
				id: id.subarray(0, MAX_ID_BYTES).toString('hex'),
				label: field(label.toString('utf8')),
			},
		];
	});
}

function listMechanisms(loaded: LoadedModule): SigningMechanism[] {
	const slot = loaded.module.C_GetSessionInfo(sessionOf(loaded)).slotID;
	const numbers = loaded.module.C_GetMechanismList(slot);
	return MECHANISM_NAMES.filter((name) => numbers.includes(MECHANISM_NUMBERS[name]));
}

function sign(
	loaded: LoadedModule,
	{ keyId, mechanism, data }: Extract<Step, { readonly step: 'sign' }>,
): ModuleAnswer {
	const { module, binding } = loaded;
	const session = sessionOf(loaded);
	const [key] = findObjects(loaded, session, [
		{ type: binding.CKA_CLASS, value: binding.CKO_PRIVATE_KEY },
		{ type: binding.CKA_ID, value: Buffer.from(keyId, 'hex') },
	]);
	if (key === undefined) {
		return { answer: 'no-such-key' };
	}
	module.C_SignInit(session, { mechanism: MECHANISM_NUMBERS[mechanism] }, key);
	const signature = module.C_Sign(session, Buffer.from(data, 'base64'), Buffer.alloc(MAX_SIGNATURE_BYTES));
	return { answer: 'signature', signature: signature.toString('base64') };
}

function findObjects(
	{ module }: LoadedModule,
	session: Handle,
	template: Parameters<PKCS11['C_FindObjectsInit']>[1],
): readonly Handle[] {
	module.C_FindObjectsInit(session, template);
	try {
		return module.C_FindObjects(session, MAX_CERTIFICATES);
	} finally {
		module.C_FindObjectsFinal(session);
	}
}

/** Undefined where the object does not have it, which some modules say by an error. */
function attribute(
	{ module }: LoadedModule,
	session: Handle,
	object: Handle,
	type: number,
): Buffer | undefined {
	try {
		const value = module.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
		return Buffer.isBuffer(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function closeSession(loaded: LoadedModule): void {
	const { module, session, isLoggedIn } = loaded;
	loaded.session = undefined;
	loaded.isLoggedIn = false;
	if (session === undefined) {
		return;
	}
	if (isLoggedIn) {
		attempt(() => module.C_Logout(session));
	}
	attempt(() => module.C_CloseSession(session));
}

function sessionOf({ session }: LoadedModule): Handle {
	if (session === undefined) {
		throw new TypeError('no session is open');
	}
	return session;
}

/** The binding takes strings only; this process ends with the conversation. */
function expectSecrets(secrets: readonly Uint8Array[], wanted: number): readonly string[] {
	if (secrets.length !== wanted) {
		throw new TypeError('another number of secrets');
	}
	return secrets.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
}

function attempt(call: () => void): void {
	try {
		call();
	} catch {
		// On the way out there is nobody left to tell, and nothing else to do.
	}
}

/** The module's return value; whatever else went wrong is a fault of this program, and ends the process. */
function refusal(error: unknown): ModuleAnswer {
	if (error instanceof Error && 'code' in error && 'method' in error) {
		const { code, method } = error;
		if (typeof code === 'number' && code > 0 && typeof method === 'string') {
			return { answer: 'refused', call: method.slice(0, 40), code };
		}
	}
	throw error;
}

function field(text: string): string {
	return text.slice(0, MAX_FIELD_CHARACTERS);
}

/** Some modules leave the field as it was in memory: what is no number says nothing. */
function count(value: number): number {
	return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function detailOf(error: unknown): string {
	return (error instanceof Error ? error.message : String(error)).slice(0, MAX_DETAIL_CHARACTERS);
}
