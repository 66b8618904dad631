import { decodeObjectIdentifier, derCursor, elementsOf, expectEnd, Tag } from '../der.ts';
import { Oid } from '../object-identifiers.ts';
import { type Extension, extensionSequence, nonNegativeInteger } from '../x509-fields.ts';

type Extensions = ReadonlyMap<string, Extension>;

/** Policies of one certificate, and mappings of one, that are looked at; the real ones have one or two. */
const MAX_POLICIES = 256;

/** Policies that hold for the whole path so far, each with those that may stand for it below; undefined: none is left. */
type Level = ReadonlyMap<string, ReadonlySet<string>> | undefined;

/**
 * Certificate policies along a path, from the authority under the root down (RFC 5280 6.1, with any policy welcome and
 * none demanded from outside). Of the graph of RFC 9618 only the newest level is kept: whether any policy is left is
 * all that is asked, and a level cannot grow by more than the policies that one certificate names.
 */
export class PolicyLevels {
	#level: Level = new Map([[Oid.anyPolicy, new Set([Oid.anyPolicy])]]);
	#explicitIn: number;
	#mappingEndsIn: number;
	#anyPolicyEndsIn: number;

	/** `length`: certificates of the path without the root. */
	constructor(length: number) {
		this.#explicitIn = length + 1;
		this.#mappingEndsIn = length + 1;
		this.#anyPolicyEndsIn = length + 1;
	}

	/**
	 * Takes the next certificate and says whether the path may go on.
	 *
	 * @throws DerError where its policy extensions are broken
	 */
	admits(extensions: Extensions, isSelfIssued: boolean, isLast: boolean): boolean {
		this.#level = this.#levelBelow(extensions, isSelfIssued && !isLast);
		if (this.#explicitIn === 0 && this.#level === undefined) {
			return false;
		}
		const { requireExplicit, inhibitMapping } = policyConstraints(extensions);
		if (isLast) {
			return (requireExplicit !== 0 && this.#explicitIn > 1) || this.#level !== undefined;
		}
		const mappings = policyMappings(extensions);
		if (mappings.has(Oid.anyPolicy) || [...mappings.values()].some((to) => to.has(Oid.anyPolicy))) {
			return false;
		}
		this.#level = this.#mapped(mappings);
		if (!isSelfIssued) {
			this.#explicitIn = Math.max(0, this.#explicitIn - 1);
			this.#mappingEndsIn = Math.max(0, this.#mappingEndsIn - 1);
			this.#anyPolicyEndsIn = Math.max(0, this.#anyPolicyEndsIn - 1);
		}
		this.#explicitIn = Math.min(this.#explicitIn, requireExplicit ?? this.#explicitIn);
		this.#mappingEndsIn = Math.min(this.#mappingEndsIn, inhibitMapping ?? this.#mappingEndsIn);
		this.#anyPolicyEndsIn = Math.min(
			this.#anyPolicyEndsIn,
			inhibitAnyPolicy(extensions) ?? this.#anyPolicyEndsIn,
		);
		return true;
	}

	/** RFC 5280 6.1.3 (d) and (e). */
	#levelBelow(extensions: Extensions, isAnyPolicyAllowed: boolean): Level {
		const above = this.#level;
		if (above === undefined || !extensions.has(Oid.certificatePolicies)) {
			return undefined;
		}
		const policies = certificatePolicies(extensions);
		const expected = new Set([...above.values()].flatMap((each) => [...each]));
		const level = new Map<string, ReadonlySet<string>>();
		for (const policy of policies) {
			if (policy !== Oid.anyPolicy && (expected.has(policy) || above.has(Oid.anyPolicy))) {
				level.set(policy, new Set([policy]));
			}
		}
		if (policies.has(Oid.anyPolicy) && (this.#anyPolicyEndsIn > 0 || isAnyPolicyAllowed)) {
			for (const policy of expected) {
				if (!level.has(policy)) {
					level.set(policy, new Set([policy]));
				}
			}
		}
		return level.size === 0 ? undefined : level;
	}

	/** RFC 5280 6.1.4 (b). */
	#mapped(mappings: ReadonlyMap<string, ReadonlySet<string>>): Level {
		if (this.#level === undefined || mappings.size === 0) {
			return this.#level;
		}
		const level = new Map(this.#level);
		for (const [from, to] of mappings) {
			if (this.#mappingEndsIn === 0) {
				level.delete(from);
			} else if (level.has(from) || level.has(Oid.anyPolicy)) {
				level.set(from, to);
			}
		}
		return level.size === 0 ? undefined : level;
	}
}

/** @throws DerError */
function certificatePolicies(extensions: Extensions): ReadonlySet<string> {
	const policies = bounded(elementsOf(extensionSequence(extensions, Oid.certificatePolicies), Tag.sequence));
	return new Set(
		policies.map((policy) => decodeObjectIdentifier(derCursor(policy).expect(Tag.objectIdentifier))),
	);
}

/** @throws DerError */
function policyMappings(extensions: Extensions): ReadonlyMap<string, ReadonlySet<string>> {
	const mappings = new Map<string, Set<string>>();
	const pairs = bounded(elementsOf(extensionSequence(extensions, Oid.policyMappings), Tag.sequence));
	for (const pair of pairs) {
		const [from = '', to = ''] = elementsOf(pair, Tag.objectIdentifier).map(decodeObjectIdentifier);
		mappings.set(from, (mappings.get(from) ?? new Set()).add(to));
	}
	return mappings;
}

/** @throws DerError */
function policyConstraints(extensions: Extensions): {
	readonly requireExplicit: number | undefined;
	readonly inhibitMapping: number | undefined;
} {
	const cursor = derCursor(extensionSequence(extensions, Oid.policyConstraints));
	// [0] and [1], both IMPLICIT INTEGER.
	const requireExplicit = cursor.peek() === 0x80 ? nonNegativeInteger(cursor.next().content) : undefined;
	const inhibitMapping = cursor.peek() === 0x81 ? nonNegativeInteger(cursor.next().content) : undefined;
	expectEnd(cursor);
	return { requireExplicit, inhibitMapping };
}

/** @throws DerError */
function inhibitAnyPolicy(extensions: Extensions): number | undefined {
	const extension = extensions.get(Oid.inhibitAnyPolicy);
	return extension && nonNegativeInteger(derCursor(extension.value).expect(Tag.integer));
}

function bounded<T>(elements: readonly T[]): readonly T[] {
	if (elements.length > MAX_POLICIES) {
		throw new RangeError('too many policies');
	}
	return elements;
}
