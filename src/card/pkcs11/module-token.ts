import type { AkisCard } from '#card-model';
import { isSameCard, type PinLength, USUAL_PIN_LENGTH } from '#card-rules';
import { readSealCertificate, type SealCertificate } from '#certificate';
import { cleanText } from '#text';
import { pinFlagsOf, pukFlagsOf, type TokenPinFlags } from './cryptoki-codes.ts';
import type { ModuleConversation } from './module-conversation.ts';
import { ModuleError } from './module-errors.ts';
import type { ModuleFile } from './module-file.ts';
import type { ModuleInfo, TokenAnswer } from './protocol.ts';

/** What a module says of itself. Texts are cleaned for drawing, versions are `major.minor`. */
export interface ModuleFacts {
	readonly description: string;
	readonly manufacturer: string;
	readonly libraryVersion: string;
	readonly cryptokiVersion: string;
	/** Of the file's own name, where it has one. */
	readonly nameVersion: string | undefined;
	/** As in `process.arch`. */
	readonly machine: string;
}

/** A card as the module sees it. Texts are cleaned for drawing. */
export interface ModuleToken {
	readonly label: string;
	readonly manufacturer: string;
	readonly model: string;
	readonly serialNumber: string;
	/** As the module names the reader. */
	readonly slotDescription: string;
	readonly pin: TokenPinFlags;
	readonly puk: TokenPinFlags;
	/** What the token says of its PIN's length, where that can be. */
	readonly pinLength: PinLength;
	readonly certificates: readonly ModuleCertificate[];
}

export interface ModuleCertificate {
	readonly label: string;
	/** CKA_ID in hexadecimal: its private key has the same. */
	readonly id: string;
	readonly certificate: SealCertificate;
}

/** A token that the module showed in the conversation that is open. */
export interface FoundToken {
	readonly answer: TokenAnswer;
	readonly token: ModuleToken;
}

/** PKCS#11 fields are 16 to 64 bytes, filled up with blanks. */
const MAX_FIELD_CODE_POINTS = 64;
/** Longer ones were never seen, and the prompt has no room for them. */
const LONGEST_PIN = 64;

export function moduleFacts(
	{ description, manufacturer, libraryVersion, cryptokiVersion }: ModuleInfo,
	{ machine, nameVersion }: ModuleFile,
): ModuleFacts {
	return {
		description: field(description),
		manufacturer: field(manufacturer),
		libraryVersion: `${libraryVersion.major}.${libraryVersion.minor}`,
		cryptokiVersion: `${cryptokiVersion.major}.${cryptokiVersion.minor}`,
		nameVersion,
		machine,
	};
}

/** Every card that the module sees, with its certificates, without a login. */
export async function readTokens(conversation: ModuleConversation): Promise<readonly ModuleToken[]> {
	return (await findTokens(conversation)).map(({ token }) => token);
}

/**
 * The token that is the card which a person was shown: told by its certificates, byte for byte, for a module's names of
 * readers and serial numbers are its own. Undefined where none is.
 *
 * @throws ModuleError `several-tokens` where more than one is
 */
export async function findToken(
	conversation: ModuleConversation,
	card: AkisCard,
): Promise<FoundToken | undefined> {
	const [found, ...others] = (await findTokens(conversation)).filter(({ token }) => isSameCard(token, card));
	if (others.length > 0) {
		throw new ModuleError('several-tokens', `${others.length + 1} tokens with the card's certificate`);
	}
	return found;
}

async function findTokens(conversation: ModuleConversation): Promise<readonly FoundToken[]> {
	const found: FoundToken[] = [];
	for (const answer of await conversation.tokens()) {
		await conversation.openSession(answer);
		const certificates = (await conversation.certificates()).flatMap(({ der, id, label }) => {
			const read = readSealCertificate(Buffer.from(der, 'base64'));
			return read.ok ? [{ label: field(label), id, certificate: read.certificate }] : [];
		});
		found.push({ answer, token: tokenOf(answer, certificates) });
	}
	return found;
}

function tokenOf(answer: TokenAnswer, certificates: readonly ModuleCertificate[]): ModuleToken {
	return {
		label: field(answer.label),
		manufacturer: field(answer.manufacturer),
		model: field(answer.model),
		serialNumber: field(answer.serialNumber),
		slotDescription: field(answer.slotDescription),
		pin: pinFlagsOf(answer.flags),
		puk: pukFlagsOf(answer.flags),
		pinLength: pinLengthOf(answer),
		certificates,
	};
}

/** Some modules leave these fields empty or as they were in memory. */
function pinLengthOf({ minPinLength: min, maxPinLength: max }: TokenAnswer): PinLength {
	return min >= 1 && min <= max && min <= LONGEST_PIN
		? { min, max: Math.min(max, LONGEST_PIN) }
		: USUAL_PIN_LENGTH;
}

function field(text: string): string {
	// Blanks and NULs fill a field up; what is left is the module's word.
	return cleanText(text.replace(/[\0 ]+$/, ''), MAX_FIELD_CODE_POINTS);
}
