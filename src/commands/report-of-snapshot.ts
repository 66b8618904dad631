import { CARD_PIN_ACTS, driverChain, gapOf, type PinService, pinService } from '#app';
import type {
	AkisCard,
	CardCertificate,
	CardSnapshot,
	DriverReport,
	ModuleToken,
	ReaderSnapshot,
	SealHolder,
	ServiceState,
	SlotState,
} from '#card';
import { type Assessment, clockDoubt, type SealCertificate, type Validity, validityAt } from '#certificate';
import { driverCode } from './driver-words.ts';
import { assessmentFieldsOf } from './report-of-assessment.ts';
import type { ReaderFacts, StatusReport } from './status-report.ts';

type ServiceReport = StatusReport['service'];
type ModuleReport = NonNullable<StatusReport['module']>;
type ReaderReport = StatusReport['readers'][number];
type CardReport = NonNullable<ReaderReport['card']>;
type CardFacts = NonNullable<ReaderFacts['card']>;
type CertificateReport = CardReport['certificates'][number];

export interface StatusFindings {
	readonly snapshot: CardSnapshot;
	/** False where time was up before everything was known. */
	readonly isComplete: boolean;
	/** What the vendor's module showed; undefined where it was not looked at. */
	readonly driver: DriverReport | undefined;
	/** Milliseconds since 1970 UTC, by which the certificates' dates are judged. */
	readonly now: number;
	/** Of the certificates that were seen, by fingerprint. */
	readonly assessments: Assessments;
	readonly isRevocationWanted: boolean;
}

/** By fingerprint of the certificate. */
export type Assessments = ReadonlyMap<string, Assessment>;

/** By what a report judges. */
interface Judging {
	/** Milliseconds since 1970 UTC. */
	readonly now: number;
	readonly assessments: Assessments;
}

export function reportOfSnapshot(findings: StatusFindings): StatusReport {
	const { snapshot, isComplete, driver, now, isRevocationWanted } = findings;
	const { service, readers } = snapshot;
	return {
		schemaVersion: 1,
		takenAt: isoMoment(now),
		isComplete,
		clockDoubt: clockDoubt(now, certificatesOf(snapshot, driver)) ?? null,
		isRevocationWanted,
		service: serviceReport(service),
		module: moduleReport(driver, findings),
		moduleProblem: moduleProblem(driver),
		readers: readers.map((reader) => readerReport(reader, driver, findings)),
	};
}

/** All that were seen, in the readers and by the vendor's module. */
function certificatesOf(
	snapshot: CardSnapshot,
	driver: DriverReport | undefined,
): readonly SealCertificate[] {
	return cardsSeen(snapshot, driver).flat();
}

/** The certificates of each card, as the readers and as the vendor's module show it. */
export function cardsSeen(
	{ readers }: CardSnapshot,
	driver: DriverReport | undefined,
): readonly (readonly SealCertificate[])[] {
	const onCards = readers.map(({ slot }) =>
		slot.kind === 'seal' || slot.kind === 'akis' ? slot.card.certificates : [],
	);
	const byModule =
		driver?.module.kind === 'works' ? driver.module.tokens.map(({ certificates }) => certificates) : [];
	return [...onCards, ...byModule].map((certificates) => certificates.map(({ certificate }) => certificate));
}

function moduleReport(driver: DriverReport | undefined, judging: Judging): StatusReport['module'] {
	if (driver?.module.kind !== 'works') {
		return null;
	}
	const { path, facts, tokens } = driver.module;
	const { description, manufacturer, libraryVersion, cryptokiVersion } = facts;
	return {
		path,
		description,
		manufacturer,
		libraryVersion,
		cryptokiVersion,
		tokens: tokens.map((token) => tokenReport(token, judging)),
	};
}

function tokenReport(token: ModuleToken, judging: Judging): ModuleReport['tokens'][number] {
	const { label, manufacturer, model, serialNumber, slotDescription, certificates } = token;
	return {
		label,
		manufacturer,
		model,
		serialNumber,
		slot: slotDescription,
		certificates: certificates.map((entry) => certificateFacts(entry.certificate, entry.label, judging)),
	};
}

function moduleProblem(driver: DriverReport | undefined): string | null {
	const chain = driver === undefined ? undefined : driverChain(driver, undefined);
	return chain?.kind === 'broken' ? driverCode(chain.why) : null;
}

export function serviceReport(service: ServiceState): ServiceReport {
	return { state: service.kind, failure: service.kind === 'down' ? service.failure : null };
}

function readerReport(
	reader: ReaderSnapshot,
	driver: DriverReport | undefined,
	judging: Judging,
): ReaderReport {
	const { card, ...facts } = readerFactsOf(reader, judging);
	const { slot } = reader;
	return {
		...facts,
		progress: progressOf(slot),
		card:
			card === null || (slot.kind !== 'akis' && slot.kind !== 'seal')
				? null
				: { ...card, pinActs: pinActsOf(slot.card, driver) },
	};
}

function progressOf(slot: SlotState): ReaderReport['progress'] {
	if (slot.kind !== 'reading') {
		return null;
	}
	const { certificate, certificateCount = null, bytesRead, bytesTotal = null } = slot.progress;
	return { certificate, certificateCount, bytesRead, bytesTotal };
}

export function readerFactsOf({ name, isVirtual, slot }: ReaderSnapshot, judging: Judging): ReaderFacts {
	return {
		name,
		isVirtual,
		state: slot.kind,
		error: slot.kind === 'failed' ? slot.code : null,
		statusWord: slot.kind === 'failed' ? (slot.statusWord ?? null) : null,
		atr: atrOf(slot),
		card: slot.kind === 'akis' || slot.kind === 'seal' ? cardFactsOf(slot, judging) : null,
	};
}

function atrOf(slot: SlotState): string | null {
	switch (slot.kind) {
		case 'empty':
		case 'unresponsive':
			return null;
		case 'akis':
		case 'seal':
			return slot.card.atr;
		case 'in-use':
		case 'reading':
		case 'foreign':
		case 'failed':
			return slot.atr;
	}
}

function cardFactsOf(slot: Extract<SlotState, { readonly card: AkisCard }>, judging: Judging): CardFacts {
	const { product, generation, chipSerial, apduCount, certificates, unreadable } = slot.card;
	return {
		product,
		generation,
		cardSerial: chipSerial ?? null,
		apduCount,
		holder: slot.kind === 'seal' ? holderReport(slot.holder) : null,
		certificates: certificates.map((entry) => certificateReport(entry, judging)),
		gap: gapReport(slot),
		unreadable: unreadable.map(({ fileId, reason, statusWord = null }) => ({ fileId, statusWord, reason })),
	};
}

function gapReport(slot: SlotState): CardFacts['gap'] {
	const gap = gapOf(slot);
	return gap === undefined ? null : { kind: gap.kind, missingUse: gap.missing ?? null };
}

function pinActsOf(card: AkisCard, driver: DriverReport | undefined): CardReport['pinActs'] {
	return CARD_PIN_ACTS.map((act) => ({ act, ...pinActReport(pinService(card, act, driver)) }));
}

function pinActReport(service: PinService): Pick<CardReport['pinActs'][number], 'servedBy' | 'reason'> {
	switch (service.by) {
		case 'apdu':
		case 'vendor-module':
			return { servedBy: service.by, reason: service.reason };
		case 'no-way':
			return { servedBy: null, reason: service.reason };
		case 'nobody':
			return {
				servedBy: null,
				reason: service.broken === undefined ? 'not-looked-at' : driverCode(service.broken),
			};
	}
}

function holderReport({ title, taxNumber, isSandbox }: SealHolder): NonNullable<CardReport['holder']> {
	return { title, taxNumber, isSandbox };
}

function certificateReport(
	{ fileId, certificate, label }: CardCertificate,
	judging: Judging,
): CertificateReport {
	return { fileId, ...certificateFacts(certificate, label, judging) };
}

function certificateFacts(
	certificate: SealCertificate,
	label: string | undefined,
	{ now, assessments }: Judging,
): Omit<CertificateReport, 'fileId'> {
	const validity = validityAt(certificate, now);
	const assessment = assessments.get(certificate.fingerprint);
	return {
		label: sealLabel(certificate) ?? label ?? null,
		use: certificate.use ?? null,
		isSeal: certificate.isSeal,
		isSandbox: certificate.isSandbox,
		title: certificate.title,
		taxNumber: certificate.holderNumber ?? null,
		serialNumber: certificate.serialNumber,
		issuer: certificate.issuer,
		notBefore: isoMoment(certificate.notBefore),
		notAfter: isoMoment(certificate.notAfter),
		validity: { judgedBy: 'dates', state: validity.kind, daysLeft: daysLeft(validity) },
		assessment: assessment === undefined ? null : assessmentFieldsOf(assessment),
		key: certificate.key,
		fingerprint: certificate.fingerprint,
	};
}

/** A seal's pairs are labelled by number and use; the card's own label is rarely read, and would say the same. */
function sealLabel({ isSeal, holderNumber, use }: SealCertificate): string | null {
	return isSeal && holderNumber !== undefined && use !== undefined ? holderNumber + use : null;
}

function daysLeft(validity: Validity): number | null {
	return validity.kind === 'valid' || validity.kind === 'expiring' ? validity.daysLeft : null;
}

function isoMoment(at: number): string {
	return new Date(at).toISOString();
}
