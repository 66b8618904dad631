import { decodeText, derCursor, elementsOf, Tag } from '../der.ts';
import { relativeNameKeys } from '../distinguished-name.ts';
import { type GeneralName, GeneralNameTag, generalName, generalNames } from '../general-names.ts';
import { Oid } from '../object-identifiers.ts';
import { extensionSequence, nameAttributes, type X509Fields } from '../x509-fields.ts';

type Subtrees = readonly GeneralName[];

/** Comparisons along one path; more of them are refused. */
const MAX_COMPARISONS = 10_000;

/**
 * Name constraints along a path (RFC 5280 4.2.1.10): a name must be in what every authority above permits of its kind,
 * and in nothing that any of them excludes. A constraint on a kind of name that is not compared here refuses every
 * name of that kind.
 */
export class NameConstraints {
	readonly #permitted: Subtrees[] = [];
	readonly #excluded: GeneralName[] = [];
	#comparisons = 0;

	/** Adds what an authority demands of all that stand below it. @throws DerError; RangeError where it is too much */
	add({ extensions }: X509Fields): void {
		const cursor = derCursor(extensionSequence(extensions, Oid.nameConstraints));
		if (cursor.peek() === Tag.context0) {
			this.#permitted.push(subtrees(cursor.next().content));
		}
		if (cursor.peek() === Tag.context1) {
			this.#excluded.push(...subtrees(cursor.next().content));
		}
	}

	/** Whether all names of a certificate are allowed. @throws DerError; RangeError where there are too many */
	allow(fields: X509Fields): boolean {
		if (this.#permitted.length === 0 && this.#excluded.length === 0) {
			return true;
		}
		return namesOf(fields).every((name) => this.#allows(name));
	}

	#allows(name: GeneralName): boolean {
		const covers = (base: GeneralName): boolean => {
			this.#comparisons += 1;
			if (this.#comparisons > MAX_COMPARISONS) {
				throw new RangeError('too many name constraints');
			}
			return base.tag === name.tag && isWithin(name, base) === true;
		};
		const mayBeExcluded = (base: GeneralName): boolean =>
			base.tag === name.tag && (covers(base) || isWithin(name, base) === undefined);
		return (
			!this.#excluded.some(mayBeExcluded) &&
			this.#permitted.every((set) => !set.some(({ tag }) => tag === name.tag) || set.some(covers))
		);
	}
}

/** @throws DerError where a subtree has distances, which RFC 5280 forbids */
function subtrees(content: Uint8Array): Subtrees {
	return elementsOf(content, Tag.sequence).map((subtree) => {
		const cursor = derCursor(subtree);
		const base = generalName(cursor.next());
		if (!cursor.isAtEnd) {
			throw new RangeError('subtree with distances');
		}
		return base;
	});
}

/** The subject, its alternative names, and the mail addresses that stand in the subject. @throws DerError */
function namesOf({ subject, extensions }: X509Fields): readonly GeneralName[] {
	const attributes = nameAttributes(subject);
	const mails = attributes.filter(({ type }) => type === Oid.emailAddress);
	return [
		...(attributes.length === 0 ? [] : [{ tag: GeneralNameTag.directoryName, value: subject }]),
		...generalNames(extensionSequence(extensions, Oid.subjectAltName)),
		...mails.map(({ value }) => ({
			tag: GeneralNameTag.rfc822Name,
			value: Buffer.from(decodeText(value), 'latin1'),
		})),
	];
}

/** Undefined where the two cannot be compared: a kind of name that is not understood, or a broken one. */
function isWithin({ tag, value }: GeneralName, base: GeneralName): boolean | undefined {
	switch (tag) {
		case GeneralNameTag.directoryName: {
			const [whole, beginning] = [relativeNameKeys(value), relativeNameKeys(base.value)];
			return beginning.every((part, index) => part === whole[index]);
		}
		case GeneralNameTag.dNSName:
			return isHostWithin(text(value), text(base.value));
		case GeneralNameTag.rfc822Name:
			return isMailWithin(text(value), text(base.value));
		case GeneralNameTag.uniformResourceIdentifier:
			return isAddressWithin(text(value), text(base.value));
		case GeneralNameTag.iPAddress:
			return isNetworkAddressWithin(value, base.value);
		default:
			return undefined;
	}
}

function text(value: Uint8Array): string {
	return Buffer.from(value).toString('latin1');
}

function isHostWithin(host: string, base: string): boolean {
	const [lowHost, lowBase] = [host.toLowerCase(), base.toLowerCase()];
	return (
		lowBase === '' ||
		lowHost === lowBase ||
		lowHost.endsWith(lowBase.startsWith('.') ? lowBase : `.${lowBase}`)
	);
}

/** A base with a point before it means every host below it and not the host itself (RFC 5280 4.2.1.10). */
function isHostAllowed(host: string, base: string): boolean {
	return base.startsWith('.') ? host.endsWith(base) : host === base;
}

function isMailWithin(mail: string, base: string): boolean | undefined {
	const at = mail.lastIndexOf('@');
	if (at < 1) {
		return undefined;
	}
	const host = mail.slice(at + 1).toLowerCase();
	const baseAt = base.lastIndexOf('@');
	return baseAt < 0
		? isHostAllowed(host, base.toLowerCase())
		: mail.slice(0, at) === base.slice(0, baseAt) && host === base.slice(baseAt + 1).toLowerCase();
}

/** An address whose host is none, or is a number, cannot be compared (RFC 5280 4.2.1.10). */
function isAddressWithin(address: string, base: string): boolean | undefined {
	const [, host] =
		/^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(address) ?? [];
	if (host === undefined || /^[\d.]+$/.test(host)) {
		return undefined;
	}
	return isHostAllowed(host.toLowerCase(), base.toLowerCase());
}

/** `base`: address and mask, one behind the other. */
function isNetworkAddressWithin(address: Uint8Array, base: Uint8Array): boolean | undefined {
	if (base.length !== 8 && base.length !== 32) {
		return undefined;
	}
	if (address.length * 2 !== base.length) {
		return false;
	}
	return address.every(
		(octet, index) =>
			(octet & (base[address.length + index] ?? 0)) ===
			((base[index] ?? 0) & (base[address.length + index] ?? 0)),
	);
}
