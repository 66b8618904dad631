import type { Command, KnownCertificate } from '#app';
import type { Chain, Evidence, RevocationVerdict, SealCertificate } from '#certificate';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { certificateOf, knownOf, ready, SEAL_CARD, snapshotOf } from '../../unit/app/walk.ts';
import type { Gallery, Scene } from '../scene.ts';

const CHECKED_AT = Date.UTC(2026, 0, 15, 9);
const REAL_ISSUER = 'Mali Mühür Elektronik Sertifika Hizmet Sağlayıcısı - Sürüm 3';

const ROOT = certificateOf({
	title: 'KamuSM Kurumsal Kök Sertifika Hizmet Sağlayıcısı - Sürüm 2',
	fingerprint: '22'.repeat(32),
	isSandbox: false,
});
const ISSUER = certificateOf({ title: REAL_ISSUER, fingerprint: '33'.repeat(32), isSandbox: false });
const SEAL = certificateOf({ issuer: REAL_ISSUER, isSandbox: false });

const OCSP: Evidence = {
	source: 'ocsp',
	from: 'http://cisdupmms3.kurumsal.kamusm.gov.tr',
	signer: 'Mali Mühür OCSP - Sürüm 3',
	producedAt: CHECKED_AT,
	thisUpdate: CHECKED_AT,
	nextUpdate: CHECKED_AT + 3_600_000,
	keptAt: undefined,
	nonce: 'matched',
};
const CRL: Evidence = {
	...OCSP,
	source: 'crl',
	from: 'http://depo.kamusm.gov.tr/kurumsal/mmeshs-s3.crl',
	signer: REAL_ISSUER,
	producedAt: undefined,
	keptAt: CHECKED_AT - 7_200_000,
	nonce: undefined,
};

const TRUSTED: Chain = {
	links: [
		{ certificate: SEAL, source: 'subject', fault: undefined },
		{ certificate: ISSUER, source: 'fetched', fault: undefined },
		{ certificate: ROOT, source: 'pinned', fault: undefined },
	],
	verdict: { kind: 'trusted' },
};
const FORGED: Chain = {
	links: [
		{ certificate: SEAL, source: 'subject', fault: undefined },
		{ certificate: ISSUER, source: 'given', fault: 'bad-signature' },
	],
	verdict: { kind: 'untrusted', fault: 'bad-signature' },
};

function found(chain: Chain, revocation: RevocationVerdict): KnownCertificate {
	const known = knownOf(SEAL, 'everything');
	return { ...known, assessment: { ...known.assessment, chain, revocation } };
}

/** The screen with one certificate, as far as the commands lead; `answer` to the last question about it. */
function at(
	certificate: SealCertificate,
	answer: KnownCertificate | undefined,
	...commands: readonly Command[]
): (options: ProgramOptions) => Program {
	return (options) => {
		const program = ready(options);
		program.send({
			type: 'card-changed',
			snapshot: snapshotOf({
				kind: 'seal',
				card: {
					...SEAL_CARD,
					certificates: [{ fileId: '2F10', certificate }, ...SEAL_CARD.certificates.slice(1)],
				},
				holder: { title: certificate.title, taxNumber: '4540536920', isSandbox: certificate.isSandbox },
			}),
		});
		program.command('step-1', 'certificate');
		answerAssessment(program, knownOf(certificate));
		program.command(...commands);
		if (answer !== undefined) {
			answerAssessment(program, answer);
		}
		return program;
	};
}

function answerAssessment(program: Program, known: KnownCertificate): void {
	const { request } = program.question('assess-certificate');
	program.send({ type: 'certificate-assessed', request, known });
}

function saving(
	...rest: readonly ('named' | 'saved' | 'exists' | 'no-place')[]
): (options: ProgramOptions) => Program {
	return (options) => {
		const program = at(SEAL, undefined, 'save-pem')(options);
		const { request } = program.question('name-certificate-file');
		const path = rest.includes('no-place') ? undefined : '/home/ali/4540536920SIGN0.pem';
		program.send({ type: 'certificate-file-named', request, path });
		for (const outcome of rest) {
			if (outcome === 'saved' || outcome === 'exists') {
				program.command('continue');
				const { request: writing } = program.question('save-certificate');
				program.send({ type: 'certificate-saved', request: writing, outcome });
			}
		}
		return program;
	};
}

const scenes: readonly Scene[] = [
	{ name: 'by dates alone', walk: at(SEAL, undefined) },
	{
		name: "the sandbox's, asked about",
		walk: at(certificateOf(), knownOf(certificateOf(), 'everything'), 'check-again'),
	},
	{
		name: 'not valid yet',
		walk: at({ ...SEAL, notBefore: CHECKED_AT + 2 * 86_400_000 + 3_723_000 }, undefined),
	},
	{ name: 'being asked about', walk: at(SEAL, undefined, 'check-again') },
	{
		name: 'valid by OCSP',
		walk: at(SEAL, found(TRUSTED, { kind: 'good', evidence: OCSP, failed: [] }), 'check-again'),
	},
	{
		name: 'suspended by a list that was kept',
		walk: at(
			SEAL,
			found(TRUSTED, {
				kind: 'revoked',
				reason: 'certificateHold',
				since: Date.UTC(2026, 0, 2, 8, 30),
				evidence: CRL,
				failed: [{ source: 'ocsp', from: OCSP.from, code: 'offline' }],
			}),
			'check-again',
		),
	},
	{
		name: 'revoked',
		walk: at(
			SEAL,
			found(TRUSTED, {
				kind: 'revoked',
				reason: 'keyCompromise',
				since: Date.UTC(2026, 0, 2, 8, 30),
				evidence: OCSP,
				failed: [],
			}),
			'check-again',
		),
	},
	{
		name: 'unknown: answers that prove nothing',
		walk: at(
			SEAL,
			found(TRUSTED, {
				kind: 'unknown',
				failed: [
					{ source: 'ocsp', from: OCSP.from, code: 'wrong-nonce' },
					{ source: 'crl', from: CRL.from, code: 'http-status', status: 500 },
				],
			}),
			'check-again',
		),
	},
	{
		name: 'unknown: forged issuer',
		walk: at(SEAL, found(FORGED, { kind: 'not-asked', why: 'no-issuer', failed: [] }), 'check-again'),
	},
	{ name: 'scrolled', walk: at(SEAL, undefined, 'down', 'down', 'down', 'down', 'down', 'down') },
	{ name: 'the other one', walk: at(SEAL, undefined, 'next-certificate') },
	{
		name: 'card pulled',
		walk: (options) => {
			const program = at(SEAL, undefined)(options);
			program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
			return program;
		},
	},
	{ name: 'place named', walk: saving('named') },
	{ name: 'saved', walk: saving('saved') },
	{ name: 'not saved: something stands there', walk: saving('exists') },
	{ name: 'not saved: no place', walk: saving('no-place') },
];

export const CERTIFICATE_GALLERY: Gallery = { name: 'certificate', scenes };
