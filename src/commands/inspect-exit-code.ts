import {
	EXIT_DONE,
	EXIT_EXPIRED,
	EXIT_FAILED,
	EXIT_NOT_ASKED,
	EXIT_NOT_KNOWN,
	EXIT_NOT_YET_VALID,
	EXIT_REVOKED,
	EXIT_SUSPENDED,
	EXIT_UNTRUSTED,
} from './exit-codes.ts';
import type { InspectReport } from './inspect-report.ts';
import type { CertificateReport } from './report-of-assessment.ts';

/**
 * One number for all that was looked at: what is known to be wrong with a certificate, the gravest first; then a file that
 * could not be read; then what is not known; 0 only where every certificate is known to be good.
 *
 * @param isSomeUnread a file, or a certificate in one, could not be read
 */
export function inspectExitCode({ files, isRevocationWanted }: InspectReport, isSomeUnread: boolean): number {
	const codes = files.flatMap(({ certificates }) =>
		certificates.map((certificate) => codeOf(certificate, isRevocationWanted)),
	);
	const gravest = Math.max(EXIT_DONE, ...codes);
	return isSomeUnread && gravest <= EXIT_NOT_KNOWN ? EXIT_FAILED : gravest;
}

function codeOf({ state, chain, isPinnedRoot }: CertificateReport, isRevocationWanted: boolean): number {
	if (state.kind === 'revoked') {
		return EXIT_REVOKED;
	}
	if (state.kind === 'suspended') {
		return EXIT_SUSPENDED;
	}
	if (chain.verdict === 'untrusted' && !isMatterOfDates(state, chain)) {
		return EXIT_UNTRUSTED;
	}
	switch (state.kind) {
		case 'expired':
			return EXIT_EXPIRED;
		case 'not-yet-valid':
			return EXIT_NOT_YET_VALID;
		case 'valid':
		case 'expiring':
			// Nobody tells of a root whether it is revoked: it is in the program, or it is not.
			return isPinnedRoot || isRevocationWanted ? EXIT_DONE : EXIT_NOT_ASKED;
		case 'unknown':
			if (isPinnedRoot) {
				return EXIT_DONE;
			}
			if (state.why === 'authority-revoked' || state.why === 'authority-suspended') {
				return EXIT_UNTRUSTED;
			}
			return state.why === 'not-asked' || state.why === 'sandbox' ? EXIT_NOT_ASKED : EXIT_NOT_KNOWN;
	}
}

const FAULTS_OF_DATES: ReadonlySet<string | null> = new Set(['issuer-expired', 'issuer-not-yet-valid']);

/** At a moment at which neither the certificate nor its issuer is valid, the moment is what is wrong. */
function isMatterOfDates(
	{ kind }: CertificateReport['state'],
	{ fault }: CertificateReport['chain'],
): boolean {
	return (kind === 'expired' || kind === 'not-yet-valid') && FAULTS_OF_DATES.has(fault);
}
