import { DerError } from '../der.ts';
import { Oid } from '../object-identifiers.ts';
import { readPublicKey } from '../public-key.ts';
import { basicConstraints, isSelfIssued, keyUsageBits, type X509Fields } from '../x509-fields.ts';
import { KEY_CERT_SIGN } from './issuer-check.ts';
import { NameConstraints } from './name-constraints.ts';
import { PolicyLevels } from './policies.ts';

/** Why a path does not hold although each of its certificates is signed by the one above it. */
export type PathFault =
	/** basicConstraints of an authority above: so many authorities may not stand below it. */
	| 'path-too-long'
	/** It demands something that is not understood here. */
	| 'unknown-critical-extension'
	/** Name constraints of an authority above exclude one of its names. */
	| 'name-not-permitted'
	/** An authority above demands a policy, and none holds for the whole path. */
	| 'no-valid-policy'
	/** Its public key is none of the algorithm that it names, or of none that is known. */
	| 'unreadable-key'
	/** It claims to sign certificates and is no authority. */
	| 'not-an-authority'
	/** An extension that must be heeded cannot be read. */
	| 'malformed-extension';

export interface FaultInPath {
	readonly fault: PathFault;
	/** Place of the certificate that has it; 0 is the subject. */
	readonly position: number;
}

/**
 * Extensions that are heeded here or where the state is judged, and qcStatements, which describe. Those that RFC 5280 has
 * always as not critical (key identifiers, issuerAltName, freshestCRL, authorityInfoAccess) are not among them.
 */
const UNDERSTOOD: ReadonlySet<string> = new Set([
	Oid.keyUsage,
	Oid.basicConstraints,
	Oid.extendedKeyUsage,
	Oid.certificatePolicies,
	Oid.policyMappings,
	Oid.policyConstraints,
	Oid.inhibitAnyPolicy,
	Oid.nameConstraints,
	Oid.subjectAltName,
	Oid.crlDistributionPoints,
	Oid.qcStatements,
]);

/** What only the certificate at the end of the path can have: an authority with it would have signed nothing. */
function subjectFault(fields: X509Fields, position: number): FaultInPath | undefined {
	if (readPublicKey(fields.publicKey) === undefined) {
		return { fault: 'unreadable-key', position };
	}
	const isIssuing = keyUsageBits(fields.extensions)?.has(KEY_CERT_SIGN) === true;
	return isIssuing && !basicConstraints(fields.extensions).isAuthority
		? { fault: 'not-an-authority', position }
		: undefined;
}

/**
 * What RFC 5280 6.1 asks of a path as a whole: its length, policies, name constraints and critical extensions. Names,
 * signatures, key usage and dates of each link are checked before.
 *
 * @param path from the subject up to the root, which is trusted by itself and only limits the length
 * @returns undefined where the path holds
 */
export function validatePath(path: readonly X509Fields[]): FaultInPath | undefined {
	const policies = new PolicyLevels(path.length - 1);
	const names = new NameConstraints();
	const root = path.at(-1);
	let authoritiesLeft = Number.POSITIVE_INFINITY;
	let position = path.length - 1;
	try {
		authoritiesLeft = (root && basicConstraints(root.extensions).pathLength) ?? authoritiesLeft;
		for (position = path.length - 2; position >= 0; position -= 1) {
			const fields = path[position];
			if (fields === undefined) {
				break;
			}
			const isLast = position === 0;
			const isRollOver = isSelfIssued(fields);
			if ([...fields.extensions].some(([type, { isCritical }]) => isCritical && !UNDERSTOOD.has(type))) {
				return { fault: 'unknown-critical-extension', position };
			}
			if ((isLast || !isRollOver) && !names.allow(fields)) {
				return { fault: 'name-not-permitted', position };
			}
			if (!policies.admits(fields.extensions, isRollOver, isLast)) {
				return { fault: 'no-valid-policy', position };
			}
			if (isLast) {
				return subjectFault(fields, position);
			}
			names.add(fields);
			if (!isRollOver) {
				if (authoritiesLeft === 0) {
					return { fault: 'path-too-long', position };
				}
				authoritiesLeft -= 1;
			}
			authoritiesLeft = Math.min(
				authoritiesLeft,
				basicConstraints(fields.extensions).pathLength ?? authoritiesLeft,
			);
		}
	} catch (error) {
		if (error instanceof DerError || error instanceof RangeError) {
			return { fault: 'malformed-extension', position };
		}
		throw error;
	}
	return undefined;
}
