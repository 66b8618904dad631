import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readSealCertificate } from '#certificate';
import type { OfferedSeal, RegisteredCertificate, SealRecord } from '#register';
import { cleanText } from '#text';
import { csvText, readCsv } from './csv.ts';
import { registeredSealReport, type SealReport, sealsReport } from './report.ts';

/* The register as it goes to another machine and to other programs: JSON with the certificates, or CSV without them. */

/** 100,000 seals with their certificates. */
export const MAX_EXCHANGE_BYTES = 512 * 2 ** 20;

export type ExchangeRefusal = 'malformed' | 'altered';

export interface Exchange {
	readonly offered: readonly OfferedSeal[];
	/** Places from 1. */
	readonly refused: readonly { readonly position: number; readonly why: ExchangeRefusal }[];
}

const USES = ['sign', 'encr', 'other'] as const;
const OF_SEAL = [
	'holder_number',
	'holder_title',
	'sandbox',
	'ends',
	'days_left',
	'relation',
	'note',
	'first_seen',
	'last_seen',
	'place_kind',
	'place',
	'chip_serial',
	'lost_at',
] as const;
const OF_CERTIFICATE = ['serial', 'begins', 'ends', 'fingerprint', 'issuer', 'revoked_since'] as const;
const HEADER: readonly string[] = [
	...OF_SEAL,
	...USES.flatMap((use) => OF_CERTIFICATE.map((name) => `${use}_${name}`)),
];

export function sealsCsv(seals: readonly SealReport[]): string {
	return csvText([HEADER, ...seals.map(csvRow)]);
}

function csvRow(seal: SealReport): readonly string[] {
	const { holder, place } = seal;
	const own = [
		holder.number ?? '',
		holder.title,
		seal.isSandbox ? 'yes' : 'no',
		seal.notAfter,
		String(seal.daysLeft),
		seal.relation,
		seal.note,
		seal.firstSeen,
		seal.lastSeen,
		place.kind,
		place.name,
		seal.chipSerial ?? '',
		seal.lostAt ?? '',
	];
	const columns = USES.flatMap((use) => {
		const one = seal.certificates.find((certificate) => columnOf(certificate.use) === use);
		return one === undefined
			? OF_CERTIFICATE.map(() => '')
			: [
					one.serialNumber,
					one.notBefore,
					one.notAfter,
					one.fingerprint,
					one.issuer,
					one.revoked?.since ?? '',
				];
	});
	return [...own, ...columns];
}

function columnOf(use: 'SIGN0' | 'ENCR0' | null): (typeof USES)[number] {
	return use === 'SIGN0' ? 'sign' : use === 'ENCR0' ? 'encr' : 'other';
}

/** Reads what another register gave out; undefined where the bytes are no such file. */
export function readExchange(bytes: Uint8Array): Exchange | undefined {
	const text = new TextDecoder().decode(bytes);
	return /^\s*[{[]/.test(text) ? readJson(text) : readTable(text);
}

/** What has to be there; everything else of the report is made anew by whoever lists. */
const exchangeFile = sealsReport
	.pick({ schemaVersion: true })
	.extend({ seals: z.array(z.unknown()).max(100_000) });
const exchangedSeal = registeredSealReport.omit({
	notAfter: true,
	daysLeft: true,
	relation: true,
	others: true,
});
type ExchangedSeal = z.infer<typeof exchangedSeal>;

function readJson(text: string): Exchange | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	const file = exchangeFile.safeParse(value);
	return file.success ? exchangeOf(file.data.seals) : undefined;
}

function readTable(text: string): Exchange | undefined {
	const [header, ...rows] = readCsv(text) ?? [];
	if (header === undefined || !header.includes('holder_number') || !header.includes('sign_fingerprint')) {
		return undefined;
	}
	return exchangeOf(
		rows.map((row) => {
			const of = (name: string): string => row[header.indexOf(name)] ?? '';
			const orNull = (name: string): string | null => (of(name) === '' ? null : of(name));
			return {
				holder: { number: orNull('holder_number'), kind: null, title: of('holder_title') },
				isSandbox: of('sandbox') === 'yes',
				certificates: USES.flatMap((use) =>
					of(`${use}_fingerprint`) === ''
						? []
						: [
								{
									use: use === 'sign' ? 'SIGN0' : use === 'encr' ? 'ENCR0' : null,
									serialNumber: of(`${use}_serial`),
									issuer: of(`${use}_issuer`),
									notBefore: of(`${use}_begins`),
									notAfter: of(`${use}_ends`),
									fingerprint: of(`${use}_fingerprint`),
									// A list says neither when it was seen nor by whom; whoever asks learns it anew.
									revoked: null,
								},
							],
				),
				firstSeen: of('first_seen'),
				lastSeen: of('last_seen'),
				place: { kind: of('place_kind'), name: of('place') },
				chipSerial: orNull('chip_serial'),
				note: of('note'),
				lostAt: orNull('lost_at'),
			};
		}),
	);
}

function exchangeOf(seals: readonly unknown[]): Exchange {
	const offered: OfferedSeal[] = [];
	const refused: { position: number; why: ExchangeRefusal }[] = [];
	for (const [index, value] of seals.entries()) {
		const parsed = exchangedSeal.safeParse(value);
		const outcome = parsed.success ? offeredSeal(parsed.data) : 'malformed';
		if (typeof outcome === 'string') {
			refused.push({ position: index + 1, why: outcome });
		} else {
			offered.push(outcome);
		}
	}
	return { offered, refused };
}

/** What a certificate says of itself goes before what is written beside it. */
function offeredSeal(seal: ExchangedSeal): OfferedSeal | ExchangeRefusal {
	const [one, other] = seal.certificates;
	if (other !== undefined && (other.fingerprint === one?.fingerprint || other.use === one?.use)) {
		return 'malformed';
	}
	const ders = new Map<string, Uint8Array | null>();
	const certificates: RegisteredCertificate[] = [];
	let holder: Pick<SealRecord, 'holderNumber' | 'title' | 'isSandbox'> = {
		holderNumber: seal.holder.number === null ? null : cleanText(seal.holder.number, 64),
		title: cleanText(seal.holder.title, 300),
		isSandbox: seal.isSandbox,
	};
	for (const { der: encoded, issuer, notBefore, notAfter, revoked, ...told } of seal.certificates) {
		const der = encoded === undefined || encoded === null ? null : Buffer.from(encoded, 'base64');
		const read = der === null ? undefined : readSealCertificate(der);
		if (der !== null && createHash('sha256').update(der).digest('hex') !== told.fingerprint) {
			return 'altered';
		}
		if (read !== undefined && !(read.ok && read.certificate.isSeal)) {
			return 'malformed';
		}
		ders.set(told.fingerprint, der);
		const facts = read?.ok === true ? read.certificate : undefined;
		if (facts !== undefined) {
			const { title, isSandbox, holderNumber = null } = facts;
			holder = { title, isSandbox, holderNumber };
		}
		certificates.push({
			fingerprint: told.fingerprint,
			use: facts === undefined ? told.use : (facts.use ?? null),
			serialNumber: facts?.serialNumber ?? told.serialNumber,
			issuer: facts?.issuer ?? cleanText(issuer, 300),
			notBefore: facts?.notBefore ?? Date.parse(notBefore),
			notAfter: facts?.notAfter ?? Date.parse(notAfter),
			revoked:
				revoked === null
					? null
					: {
							...revoked,
							reason: cleanText(revoked.reason, 40),
							seenAt: Date.parse(revoked.seenAt),
							since: Date.parse(revoked.since),
						},
		});
	}
	return {
		der: ders,
		record: {
			...holder,
			certificates,
			firstSeen: Date.parse(seal.firstSeen),
			lastSeen: Date.parse(seal.lastSeen),
			place: { kind: seal.place.kind, name: cleanText(seal.place.name, 300) },
			chipSerial: seal.chipSerial === null ? null : cleanText(seal.chipSerial, 80),
			note: cleanText(seal.note, 500),
			lostAt: seal.lostAt === null ? null : Date.parse(seal.lostAt),
		},
	};
}
