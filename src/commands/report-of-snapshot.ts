import type { AkisCard, CardCertificate, CardSnapshot, ReaderSnapshot, SealHolder, SlotState } from '#card';
import { type SealCertificate, type Validity, validityAt } from '#certificate';
import type { StatusReport } from './status-report.ts';

type ReaderReport = StatusReport['readers'][number];
type CardReport = NonNullable<ReaderReport['card']>;
type CertificateReport = CardReport['certificates'][number];

/** `now`: milliseconds since 1970 UTC, by which the certificates' dates are judged. */
export function reportOfSnapshot(snapshot: CardSnapshot, isComplete: boolean, now: number): StatusReport {
	const { service, readers } = snapshot;
	return {
		schemaVersion: 1,
		takenAt: isoMoment(now),
		isComplete,
		service: { state: service.kind, failure: service.kind === 'down' ? service.failure : null },
		readers: readers.map((reader) => readerReport(reader, now)),
	};
}

function readerReport({ name, isVirtual, slot }: ReaderSnapshot, now: number): ReaderReport {
	return {
		name,
		isVirtual,
		state: slot.kind,
		error: slot.kind === 'failed' ? slot.code : null,
		atr: atrOf(slot),
		card: slot.kind === 'akis' || slot.kind === 'seal' ? cardReport(slot, now) : null,
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

function cardReport(slot: Extract<SlotState, { readonly card: AkisCard }>, now: number): CardReport {
	const { product, generation, apduCount, certificates, unreadable } = slot.card;
	return {
		product,
		generation,
		apduCount,
		holder: slot.kind === 'seal' ? holderReport(slot.holder) : null,
		certificates: certificates.map((entry) => certificateReport(entry, now)),
		unreadable: unreadable.map(({ fileId, reason }) => ({ fileId, reason })),
	};
}

function holderReport({ title, taxNumber, isSandbox }: SealHolder): NonNullable<CardReport['holder']> {
	return { title, taxNumber, isSandbox };
}

function certificateReport({ fileId, certificate, label }: CardCertificate, now: number): CertificateReport {
	const validity = validityAt(certificate, now);
	return {
		fileId,
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
