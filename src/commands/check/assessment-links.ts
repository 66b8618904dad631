import type { Texts } from '#i18n';
import type { AssessmentReport } from '../assessment-schema.ts';
import { chainVerdictText, revocationText } from '../assessment-words.ts';
import type { Redactor } from '../doctor-redaction.ts';
import { found, type JudgedLink, NOT_KNOWN, notNeeded, well } from './judged-link.ts';

/** A certificate of the seal, and what is known of it. */
export interface AssessedUse {
	readonly use: string;
	readonly isSandbox: boolean;
	readonly report: AssessmentReport;
}

/** Whether both certificates lead to a root. */
export function chainLink(assessed: readonly AssessedUse[], texts: Texts, redact: Redactor): JudgedLink {
	const words = texts.commands.check.chain;
	if (assessed.length === 0) {
		return NOT_KNOWN;
	}
	if (assessed.some(({ isSandbox }) => isSandbox)) {
		return notNeeded(texts.certificate.unknownWhy.sandbox);
	}
	const evidence = assessed.map(({ use, report: { chain } }) =>
		chain.verdict === 'trusted'
			? words.good(use)
			: words.bad(use, redact.text(chainVerdictText(chain, texts))),
	);
	const verdicts = assessed.map(({ report }) => report.chain.verdict);
	if (verdicts.includes('untrusted')) {
		return found('critical', 'chain-untrusted', words.untrusted, evidence);
	}
	return verdicts.includes('incomplete')
		? found('unknown', 'chain-incomplete', words.incomplete, evidence)
		: well(...evidence);
}

const OF_THE_AUTHORITY: ReadonlySet<string | null> = new Set(['authority-revoked', 'authority-suspended']);

/** Whether anything on the chain is revoked, by verified answers alone. */
export function revocationLink(assessed: readonly AssessedUse[], texts: Texts, redact: Redactor): JudgedLink {
	const words = texts.commands.check.revocation;
	if (assessed.length === 0) {
		return NOT_KNOWN;
	}
	if (assessed.some(({ isSandbox }) => isSandbox)) {
		return notNeeded(texts.certificate.notAsked.sandbox);
	}
	const evidence = assessed.flatMap(({ use, report }) => [
		...revocationEvidence(use, report.revocation, texts, redact),
		...report.authorities
			.filter(({ revocation }) => revocation.verdict !== 'good')
			.flatMap(({ revocation }) => revocationEvidence(words.authority, revocation, texts, redact)),
	]);
	const kinds = assessed.map(({ report }) => report.state.kind);
	if (kinds.includes('revoked')) {
		return found('critical', 'revoked', words.revoked, evidence);
	}
	if (kinds.includes('suspended')) {
		return found('critical', 'suspended', words.suspended, evidence);
	}
	if (assessed.some(({ report }) => OF_THE_AUTHORITY.has(report.state.why))) {
		return found('critical', 'authority-revoked', words['authority-revoked'], evidence);
	}
	const isKnown = assessed.every(({ report: { revocation, authorities } }) =>
		[revocation, ...authorities.map((authority) => authority.revocation)].every(
			({ verdict }) => verdict === 'good',
		),
	);
	return isKnown ? well(...evidence) : found('unknown', 'revocation-unknown', words.unknown, evidence);
}

function revocationEvidence(
	use: string,
	revocation: AssessmentReport['revocation'],
	texts: Texts,
	redact: Redactor,
): readonly string[] {
	const words = texts.commands.check.revocation;
	const { evidence, failed } = revocation;
	const told = revocationText(revocation, texts.certificate);
	const sourced =
		evidence === null
			? told
			: words.answered(told, words.sources[evidence.source], redact.address(evidence.from));
	return [
		words.told(use, sourced),
		...(evidence === null
			? failed.map(({ from, code }) => words.failed(redact.address(from), texts.certificate.failures[code]))
			: []),
	];
}
