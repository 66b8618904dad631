import { z } from 'zod';
import { assessmentReport } from './assessment-schema.ts';
import { certificateSerial, clockDoubt, publicKey } from './certificate-schema.ts';

/*
 * What `muhurdar status --json` prints, published as docs/schema/status.schema.json. Loaded by the script that
 * writes that file and by tests; the command itself needs the type alone.
 *
 * Fields may be added under the same `schemaVersion`; it rises when one goes or changes its meaning.
 */

const moment = z.iso.datetime().describe('ISO 8601, UTC');
const atr = z
	.string()
	.regex(/^(?:[0-9A-F]{2}){1,33}$/)
	.describe("The card's answer to reset, upper-case hexadecimal");

const statusWord = z
	.string()
	.regex(/^[0-9A-F]{4}$/)
	.nullable()
	.describe('Status word of ISO 7816-4 that the card refused with; null where it did not refuse');

const fileId = z
	.string()
	.regex(/^[0-9A-F]{4}$/)
	.describe("The file on the card, under the card's PKCS-15 application");

const certificate = z.object({
	fileId,
	label: z
		.string()
		.nullable()
		.describe(
			"Number and use, as a seal's pairs are labelled: 4540536920SIGN0; else the card's own, where it was read, or null",
		),
	use: z
		.enum(['SIGN0', 'ENCR0'])
		.nullable()
		.describe('By key usage: signing or encryption; null where it is neither'),
	isSeal: z.boolean().describe("Carries the fiscal seal's policy"),
	isSandbox: z.boolean().describe('Issued by a test authority of the sandbox: worth nothing outside it'),
	title: z.string().describe("The subject's common name: on a seal the holder's trade title"),
	taxNumber: z
		.string()
		.nullable()
		.describe("The subject's serial number: on a seal VKN (10 digits) or T.C. kimlik no (11 digits)"),
	serialNumber: certificateSerial,
	issuer: z.string().describe("The issuer's common name"),
	notBefore: moment,
	notAfter: moment,
	validity: z
		.object({
			judgedBy: z.literal('dates').describe('Neither the chain nor revocation was looked at'),
			state: z.enum(['not-yet-valid', 'valid', 'expiring', 'expired']),
			daysLeft: z.int().nonnegative().nullable().describe('Whole days to the end; null outside the dates'),
		})
		.describe('Where `takenAt` lies in the dates'),
	assessment: assessmentReport
		.nullable()
		.describe(
			'How the certificate stands and which certificate of its chain decides, as `inspect` tells it; without --check by ' +
				'dates and by the chain that is at hand. Null in `watch` unless --check was given and the answers are in',
		),
	key: publicKey,
	fingerprint: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.describe('SHA-256 of the certificate, lower-case hexadecimal'),
});

const pinAct = z.object({
	act: z
		.enum(['verify-pin', 'change-pin', 'unblock-pin', 'sign'])
		.describe('sign: a random digest, to try the seal'),
	servedBy: z
		.enum(['apdu', 'vendor-module'])
		.nullable()
		.describe(
			"apdu: the card's own commands; vendor-module: see `module`; null: nobody as things stand, see `reason`",
		),
	reason: z
		.string()
		.describe(
			'Why it is theirs: commands-public or sandbox-own (apdu), commands-not-public (vendor-module); or why it is ' +
				"nobody's: unblock-not-public, or what is wrong with the module: missing, not-found, crashed, no-answer, " +
				'sees-no-card, sees-other-card and others',
		),
});

const moduleToken = z
	.object({
		label: z.string(),
		manufacturer: z.string(),
		model: z.string(),
		serialNumber: z.string(),
		slot: z.string().describe('As the module names the reader'),
		certificates: z.array(certificate.omit({ fileId: true })),
	})
	.describe('A card as the module sees it, without a login; it may be one of those in `readers`');

const vendorModule = z.object({
	path: z.string(),
	description: z.string().describe('As the module names itself'),
	manufacturer: z.string(),
	libraryVersion: z.string().describe('major.minor'),
	cryptokiVersion: z.string().describe('major.minor'),
	tokens: z.array(moduleToken),
});

/** What a card is; who serves its PIN is known of a settled picture alone. */
const cardFacts = z.object({
	product: z
		.string()
		.describe('By the table of ATRs, such as AKİS v2.2.8; AKİS where the table does not have the ATR'),
	generation: z
		.enum(['v1.0', 'v1.x', 'v2.x', 'v3', 'unknown'])
		.describe('unknown: the ATR is not in the table, and the card has the application of an AKİS card'),
	cardSerial: z
		.string()
		.regex(/^[0-9A-F]{24}$/)
		.nullable()
		.describe(
			"The chip's serial number, as a portal names this card by `cardSerial`: of an AKİS v1.0 card the 12 bytes at offset 55 " +
				'of the answer to 00 CA 01 06 4D, two upper-case hexadecimal digits a byte; null for other cards, of which no ' +
				'public command gives it',
		),
	apduCount: z.int().nonnegative().describe('Commands that reading took'),
	holder: z
		.object({ title: z.string(), taxNumber: z.string(), isSandbox: z.boolean() })
		.nullable()
		.describe('Null where the card carries no seal'),
	certificates: z.array(certificate),
	gap: z
		.object({
			kind: z
				.enum(['unreadable', 'one-certificate'])
				.describe(
					'unreadable: files gave no certificate, see `unreadable`; one-certificate: every file was read, and ' +
						"one of a seal's two certificates is not among them",
				),
			missingUse: z
				.enum(['SIGN0', 'ENCR0'])
				.nullable()
				.describe('Null where neither or both of a seal were read'),
		})
		.nullable()
		.describe('What is missing of the card; null where it was read whole'),
	unreadable: z
		.array(
			z.object({
				fileId,
				statusWord,
				reason: z
					.enum(['empty', 'no-certificate', 'cut-short', 'too-large', 'not-readable'])
					.describe(
						'empty: not a byte; no-certificate: no X.509 certificate; cut-short: ends before ' +
							'its own length; too-large: longer than can be read; not-readable: the card refuses',
					),
			}),
		)
		.describe("Files at a certificate's place that gave none"),
});

const card = cardFacts.extend({
	pinActs: z.array(pinAct).describe('Who does what needs the PIN of this card; no PIN was asked for'),
});

export const readerFacts = z.object({
	name: z.string(),
	isVirtual: z.boolean().describe("The sandbox's reader inside the program"),
	state: z
		.enum(['empty', 'unresponsive', 'in-use', 'reading', 'foreign', 'akis', 'seal', 'failed'])
		.describe(
			'unresponsive: a card without an ATR; in-use: another program holds the card; reading: not done when time ' +
				'was up; foreign: no AKİS card; akis: an AKİS card without a seal; failed: see `error`',
		),
	error: z
		.enum([
			'no-card',
			'card-removed',
			'card-lost',
			'card-reset',
			'unresponsive-card',
			'sharing-violation',
			'access-denied',
			'timeout',
			'service-lost',
			'unexpected-status',
			'terminated',
			'malformed-answer',
			'limit-exceeded',
		])
		.nullable()
		.describe('Why reading failed; null in every other state'),
	statusWord: statusWord.describe(
		'Of the answer of the card that reading failed by; null where there was none',
	),
	atr: atr.nullable().describe('Null without a card, or with one that gives none'),
	card: cardFacts.nullable().describe('Null unless the state is akis or seal'),
});

const reader = readerFacts.extend({
	progress: z
		.object({
			certificate: z
				.int()
				.nonnegative()
				.describe('Number of the certificate that is being read, from 1 on; 0 while the card is opened'),
			certificateCount: z.int().nullable().describe('Null where the card does not tell'),
			bytesRead: z.int().nonnegative(),
			bytesTotal: z.int().nullable().describe('Null until the card told the length'),
		})
		.nullable()
		.describe(
			'How far the reading is: the certificates before this one were read. Null unless the state is reading',
		),
	card: card.nullable().describe('Null unless the state is akis or seal'),
});

export const serviceReport = z
	.object({
		state: z.enum(['starting', 'running', 'down']),
		failure: z
			.enum(['binding-missing', 'not-running', 'stopped', 'access-denied', 'failed'])
			.nullable()
			.describe('Null unless the service is down'),
	})
	.describe('The PC/SC service');

export const statusReport = z
	.object({
		schemaVersion: z.literal(1),
		takenAt: moment,
		isComplete: z.boolean().describe('False where time was up before everything was found out'),
		clockDoubt,
		isRevocationWanted: z.boolean().describe('--check was given'),
		service: serviceReport,
		module: vendorModule
			.nullable()
			.describe(
				"The vendor's PKCS#11 module, where it works; null also where nobody named one and no card that is in needs it",
			),
		moduleProblem: z
			.string()
			.nullable()
			.describe(
				'Why the module that was looked at does not work: missing, not-found, crashed, no-answer and others',
			),
		readers: z.array(reader).describe('In the order in which they were found'),
	})
	.meta({ title: 'muhurdar status --json' });

export type StatusReport = z.infer<typeof statusReport>;
export type ReaderFacts = z.infer<typeof readerFacts>;
