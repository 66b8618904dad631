import { type DerElement, DerError, decodeNamedBits, derCursor, elementsOf, expectEnd, Tag } from '../der.ts';
import { joinedKey, nameKey, relativeNameKey, relativeNameKeys } from '../distinguished-name.ts';
import { type GeneralName, GeneralNameTag, generalNames } from '../general-names.ts';
import { Oid } from '../object-identifiers.ts';
import { basicConstraints, type Extension, extensionSequence, type X509Fields } from '../x509-fields.ts';

/** Bit numbers of ReasonFlags (RFC 5280 4.2.1.13) as one number; bit 0 is not used. */
export type Reasons = number;
export const ALL_REASONS: Reasons = 0b1_1111_1110;

/** One place where a certificate's authority says that a list is to be had. */
export interface DistributionPoint {
	/** Texts by which names of points are compared; undefined where the point has none. */
	readonly names: ReadonlySet<string> | undefined;
	readonly reasons: Reasons;
	/** Names (whole DER) of who signs the list; empty: the certificate's issuer. */
	readonly listIssuers: readonly Uint8Array[];
}

/** What a list is limited to, by its issuingDistributionPoint (RFC 5280 5.2.5). */
export interface ListScope {
	readonly names: ReadonlySet<string> | undefined;
	readonly reasons: Reasons;
	readonly isForUsersOnly: boolean;
	readonly isForAuthoritiesOnly: boolean;
	readonly isForAttributesOnly: boolean;
	/** Holds entries of other issuers too. */
	readonly isIndirect: boolean;
}

const MAX_POINTS = 64;

/**
 * The points of a certificate, and behind them the one that every certificate has: its issuer's own list, without limit
 * (RFC 5280 6.3.3, last paragraph).
 *
 * @throws DerError
 */
export function distributionPoints({ issuer, extensions }: X509Fields): readonly DistributionPoint[] {
	const own: DistributionPoint = {
		names: new Set([directoryKey(nameKey(issuer))]),
		reasons: ALL_REASONS,
		listIssuers: [],
	};
	const points = elementsOf(extensionSequence(extensions, Oid.crlDistributionPoints), Tag.sequence);
	return [...points.slice(0, MAX_POINTS).map((point) => distributionPoint(point, issuer)), own];
}

/** Optional fields, each once and in the order of their numbers. @throws DerError */
function inOrder(content: Uint8Array): readonly DerElement[] {
	const fields: DerElement[] = [];
	for (const cursor = derCursor(content); !cursor.isAtEnd; ) {
		const field = cursor.next();
		if (fields.some(({ tag }) => (tag & NUMBER_BITS) >= (field.tag & NUMBER_BITS))) {
			throw new DerError('fields repeated or out of order');
		}
		fields.push(field);
	}
	return fields;
}

/** Of a tag, without its class and whether it is constructed. */
const NUMBER_BITS = 0x1f;

/** @throws DerError */
function distributionPoint(content: Uint8Array, issuer: Uint8Array): DistributionPoint {
	let name: Uint8Array | undefined;
	let reasons = ALL_REASONS;
	let listIssuers: readonly Uint8Array[] = [];
	for (const element of inOrder(content)) {
		switch (element.tag) {
			case Tag.context0:
				name = element.content;
				break;
			case 0x81:
				reasons = reasonsOf(element.content);
				break;
			case Tag.context2:
				listIssuers = generalNames(element.content).flatMap(({ tag, value }) =>
					tag === GeneralNameTag.directoryName ? [value] : [],
				);
				break;
			default:
				throw new DerError('a field that no distribution point has');
		}
	}
	return { names: name && pointNames(name, listIssuers[0] ?? issuer), reasons, listIssuers };
}

/** onlyContainsUserCerts, onlyContainsCACerts, indirectCRL, onlyContainsAttributeCerts. */
const SCOPE_FLAGS: ReadonlySet<number> = new Set([0x81, 0x82, 0x84, 0x85]);

/** @param issuer of the list, whole DER of its Name. @throws DerError */
export function listScope(extensions: ReadonlyMap<string, Extension>, issuer: Uint8Array): ListScope {
	let name: Uint8Array | undefined;
	let reasons = ALL_REASONS;
	const flags = new Set<number>();
	for (const { tag, content } of inOrder(extensionSequence(extensions, Oid.issuingDistributionPoint))) {
		if (tag === Tag.context0) {
			name = content;
		} else if (tag === 0x83) {
			reasons = reasonsOf(content);
		} else if (!SCOPE_FLAGS.has(tag)) {
			throw new DerError('a field that no issuing distribution point has');
		} else if (content[0] !== 0) {
			flags.add(tag);
		}
	}
	return {
		names: name && pointNames(name, issuer),
		reasons,
		isForUsersOnly: flags.has(0x81),
		isForAuthoritiesOnly: flags.has(0x82),
		isIndirect: flags.has(0x84),
		isForAttributesOnly: flags.has(0x85),
	};
}

/** Names of who may sign a list for the certificate, as `nameKey` gives them. @throws DerError */
export function listIssuerKeys(subject: X509Fields): ReadonlySet<string> {
	return new Set([
		nameKey(subject.issuer),
		...distributionPoints(subject).flatMap(({ listIssuers }) => listIssuers.map(nameKey)),
	]);
}

/**
 * The reasons for which a list speaks of a certificate (RFC 5280 6.3.3 (b) and (d)); 0 where it does not.
 *
 * @param listIssuer whole DER of the Name of who signed it
 * @throws DerError
 */
export function reasonsCovered(subject: X509Fields, scope: ListScope, listIssuer: Uint8Array): Reasons {
	const { isAuthority } = basicConstraints(subject.extensions);
	if (
		scope.isForAttributesOnly ||
		(scope.isForUsersOnly && isAuthority) ||
		(scope.isForAuthoritiesOnly && !isAuthority)
	) {
		return 0;
	}
	return distributionPoints(subject)
		.filter((point) => isListOf(point, subject, scope, nameKey(listIssuer)))
		.reduce((all, { reasons }) => all | (reasons & scope.reasons), 0);
}

function isListOf(
	{ names, listIssuers }: DistributionPoint,
	subject: X509Fields,
	scope: ListScope,
	listIssuer: string,
): boolean {
	const isNamed =
		listIssuers.length === 0
			? listIssuer === nameKey(subject.issuer)
			: scope.isIndirect && listIssuers.some((name) => nameKey(name) === listIssuer);
	if (!isNamed || scope.names === undefined) {
		return isNamed;
	}
	const wanted = names ?? new Set(listIssuers.map((name) => directoryKey(nameKey(name))));
	return [...scope.names].some((name) => wanted.has(name));
}

/** `content`: of DistributionPointName: full names, or what follows the name of the list's issuer. @throws DerError */
function pointNames(content: Uint8Array, issuer: Uint8Array): ReadonlySet<string> {
	const cursor = derCursor(content);
	const { tag, content: inside } = cursor.next();
	expectEnd(cursor);
	if (tag !== Tag.context0 && tag !== Tag.context1) {
		throw new DerError('no name of a distribution point');
	}
	return tag === Tag.context0
		? new Set(generalNames(inside).map(generalKey))
		: new Set([directoryKey(joinedKey([...relativeNameKeys(issuer), relativeNameKey(inside)]))]);
}

function generalKey({ tag, value }: GeneralName): string {
	return tag === GeneralNameTag.directoryName
		? directoryKey(nameKey(value))
		: `${tag}:${Buffer.from(value).toString('latin1')}`;
}

function directoryKey(key: string): string {
	return `${GeneralNameTag.directoryName}:${key}`;
}

/** @throws DerError */
function reasonsOf(content: Uint8Array): Reasons {
	return (
		[...decodeNamedBits(content)].reduce((all, bit) => (bit <= 8 ? all | (1 << bit) : all), 0) & ALL_REASONS
	);
}
