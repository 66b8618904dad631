import type { WebTime } from '#api';
import type { CalledOff } from '#app';
import type { CardNeighbours, CardSnapshot, TriesOutcome } from '#card';
import type { Texts } from '#i18n';
import { type CardFindings, cardLinks } from '../doctor-links.ts';
import type { Redactor } from '../doctor-redaction.ts';
import { neighbourEvidence, programEvidence } from '../neighbour-evidence.ts';
import { type AssessedUse, chainLink, revocationLink } from './assessment-links.ts';
import type { CheckDetail } from './check-details.ts';
import type { CheckLink } from './check-report.ts';
import { type ClockSkew, isBeyond, middleOf } from './clock-skew.ts';
import { found, type JudgedLink, levelled, NOT_KNOWN, notNeeded, well } from './judged-link.ts';
import { type SignatureTrial, signatureLink, triesLink } from './pin-links.ts';
import { otherHolders, type SealAtHand } from './seal-at-hand.ts';

/** Everything that was found out. */
export interface CheckFindings extends CardFindings {
	readonly seal: SealAtHand | undefined;
	readonly times: readonly WebTime[];
	readonly skew: ClockSkew;
	readonly assessed: readonly AssessedUse[];
	/** Undefined where there was no card to ask. */
	readonly tries: TriesOutcome | CalledOff | undefined;
	readonly trial: SignatureTrial;
	readonly neighbours: CardNeighbours;
	readonly includes: readonly CheckDetail[];
	readonly redact: Redactor;
}

/** Judges every link from the USB port to the signature; what stands behind an open link is unknown, not wrong. */
export function checkLinks(findings: CheckFindings, texts: Texts): CheckLink[] {
	const { snapshot, seal, assessed, redact } = findings;
	const [
		service = NOT_KNOWN,
		reader = NOT_KNOWN,
		card = NOT_KNOWN,
		driver = NOT_KNOWN,
		certificates = NOT_KNOWN,
	] = cardLinks(findings, texts)
		.map(levelled)
		.map((link) => redacted(link, redact));
	const judged: readonly (readonly [CheckLink['link'], JudgedLink])[] = [
		['usb', redacted(usbLink(findings, texts), redact)],
		// Whoever refuses is there.
		['service', service.reason === 'access-denied' ? well(texts.details.serviceStates.running) : service],
		['access', accessLink(snapshot, texts)],
		['reader', withDetail(reader, readerDetails(findings, texts))],
		['card', withDetail(card, [...cardDetails(findings, texts), ...holderOfCard(card, findings, texts)])],
		// Whether a card needs the driver is known once it was read.
		['driver', seal === undefined && driver.level === 'critical' ? { ...driver, level: 'unknown' } : driver],
		['certificates', withDetail(certificates, certificateDetails(findings, texts))],
		['clock', clockLink(findings, texts)],
		['chain', chainLink(assessed, texts, redact)],
		['revocation', revocationLink(assessed, texts, redact)],
		[
			'tries',
			seal === undefined || findings.tries === undefined ? NOT_KNOWN : triesLink(findings.tries, texts),
		],
		['signature', signatureLink(findings.trial, texts)],
		['neighbours', redacted(well(...neighbourEvidence(findings.neighbours, texts)), redact)],
	];
	return judged.map(([link, { level, reason, evidence, remedy }]) => ({
		link,
		level,
		reason,
		evidence: [...evidence],
		remedy,
	}));
}

function redacted(link: JudgedLink, redact: Redactor): JudgedLink {
	return {
		...link,
		evidence: link.evidence.map(redact.text),
		remedy: link.remedy === null ? null : redact.text(link.remedy),
	};
}

function withDetail(link: JudgedLink, details: readonly string[]): JudgedLink {
	return { ...link, evidence: [...link.evidence, ...details] };
}

/** The readers at the USB ports, each with the driver that knows it. */
function usbLink({ driver, snapshot }: CheckFindings, texts: Texts): JudgedLink {
	const words = texts.commands.check.usb;
	const { readers } = driver;
	const evidence = readers.map(({ usbId, product, driver: bundle }) => {
		const reader = product === '' ? usbId : `${product} (${usbId})`;
		return bundle === undefined ? words.undriven(reader) : words.driven(reader, bundle);
	});
	const undriven = readers.find((reader) => reader.driver === undefined);
	if (undriven !== undefined) {
		return found('critical', 'reader-driver-missing', words.install(undriven.package), evidence);
	}
	if (readers.length > 0) {
		return well(...evidence);
	}
	return snapshot.readers.length > 0
		? notNeeded(words.notAtUsb)
		: found('unknown', 'no-usb-reader', null, [words.none]);
}

/** Whether polkit lets this user talk to the service, and to the card in each reader. */
function accessLink({ service, readers }: CardSnapshot, texts: Texts): JudgedLink {
	const words = texts.commands.check.access;
	const isDenied =
		(service.kind === 'down' && service.failure === 'access-denied') ||
		readers.some(({ slot }) => slot.kind === 'failed' && slot.code === 'access-denied');
	if (isDenied) {
		return found('critical', 'access-denied', words.denied);
	}
	return service.kind === 'running' ? well(words.given) : NOT_KNOWN;
}

function readerDetails({ includes, seal }: CheckFindings, texts: Texts): readonly string[] {
	return includes.includes('reader') && seal !== undefined
		? [texts.commands.check.readerName(seal.reader.name)]
		: [];
}

function cardDetails({ includes, seal, snapshot }: CheckFindings, texts: Texts): readonly string[] {
	if (seal === undefined) {
		return [];
	}
	const words = texts.commands.check;
	const others = otherHolders(snapshot, seal.card);
	const { chipSerial } = seal.card;
	return [
		...(others === 0 ? [] : [words.otherSeals(others)]),
		...(includes.includes('serial') && chipSerial !== undefined ? [words.cardSerial(chipSerial)] : []),
	];
}

/** Who may have the card that another program holds: of those that use cards none tells which one. */
function holderOfCard(
	{ reason }: JudgedLink,
	{ neighbours: { programs } }: CheckFindings,
	texts: Texts,
): readonly string[] {
	return reason === 'in-use' ? programEvidence(programs, texts.commands) : [];
}

function certificateDetails({ includes, seal, skew }: CheckFindings, texts: Texts): readonly string[] {
	const words = texts.commands.check;
	const serials = (seal?.certificates ?? []).map(({ certificate: { use, serialNumber } }) =>
		words.certificateSerial(use ?? '', serialNumber),
	);
	return [
		...(isCorrected(skew) && seal !== undefined ? [words.clock.judged] : []),
		...(includes.includes('serial') ? serials : []),
	];
}

/** Whether dates are judged by the servers' clocks in place of this computer's. */
export function isCorrected(skew: ClockSkew): skew is Extract<ClockSkew, { readonly kind: 'skewed' }> {
	return skew.kind === 'skewed' && skew.isSure;
}

function clockLink({ times, skew }: CheckFindings, texts: Texts): JudgedLink {
	const words = texts.commands.check.clock;
	const evidence = times.map((time) => {
		if (!time.ok) {
			const why = time.code === 'no-date' ? words.noDate : texts.certificate.failures[time.code];
			return words.untold(time.host, why);
		}
		if (!isBeyond(time)) {
			return words.same(time.host);
		}
		const off = middleOf(time);
		return words[off > 0 ? 'behind' : 'ahead'](time.host, differenceText(Math.abs(off), texts));
	});
	switch (skew.kind) {
		case 'same':
			return well(...evidence);
		case 'skewed':
			return found('warning', 'clock-skewed', words['clock-skewed'], evidence);
		case 'disagree':
			return found('unknown', 'clocks-disagree', words['clocks-disagree'], evidence);
		case 'untold':
			return found('unknown', 'no-clock', words['no-clock'], evidence);
	}
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The two units that tell it. */
function differenceText(ms: number, texts: Texts): string {
	const words = texts.commands.check.clock;
	if (ms >= 2 * DAY_MS) {
		return words.days(Math.round(ms / DAY_MS));
	}
	if (ms >= HOUR_MS) {
		return words.hours(Math.floor(ms / HOUR_MS), Math.floor((ms % HOUR_MS) / MINUTE_MS));
	}
	return words.minutes(Math.floor(ms / MINUTE_MS), Math.floor((ms % MINUTE_MS) / SECOND_MS));
}
