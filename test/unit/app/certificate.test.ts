import { describe, expect, it } from 'vitest';
import { chosenCertificate } from '#app';
import { wantedTimers } from '#screens';
import type { Program } from './program.ts';
import { certificateOf, insertCard, knownOf, ready, SEAL_CARD, SEAL_SLOT, snapshotOf } from './walk.ts';

const [SIGNING, ENCRYPTION] = SEAL_CARD.certificates.map(({ certificate }) => certificate);

function opened(): Program {
	const program = ready();
	program.command('step-1', 'certificate');
	answer(program);
	return program;
}

function answer(program: Program): void {
	const { request, certificate } = program.question('assess-certificate');
	program.send({ type: 'certificate-assessed', request, known: knownOf(certificate) });
}

function pull(program: Program): void {
	program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
}

function nameFile(program: Program, path: string | undefined): void {
	const { request } = program.question('name-certificate-file');
	program.send({ type: 'certificate-file-named', request, path });
}

describe('the certificate screen', () => {
	it('looks at dates and chain without asking anybody, the other certificate of the card beside it', () => {
		const program = ready();
		program.command('step-1', 'certificate');
		expect(program.question('assess-certificate')).toMatchObject({
			certificate: SIGNING,
			given: [ENCRYPTION],
			isOnline: false,
		});
	});

	it('asks the network only when it is told to, and once at a time', () => {
		const program = opened();
		program.command('check-again');
		expect(program.question('assess-certificate').isOnline).toBe(true);
		const asked = program.asked('assess-certificate');
		program.command('check-again');
		expect(program.asked('assess-certificate')).toBe(asked);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
	});

	it('gives a question up when it is left, and hears no late answer', () => {
		const program = opened();
		program.command('check-again');
		const { request, certificate } = program.question('assess-certificate');
		expect(program.command('back')).toContainEqual({ kind: 'cancel', cancelled: request });
		program.send({ type: 'certificate-assessed', request, known: knownOf(certificate, 'everything') });
		expect([program.state.overlay, program.state.certificate.known]).toEqual([undefined, undefined]);
	});

	it('goes from one certificate to the other, and never shows what is known of one under the other', () => {
		const program = opened();
		program.command('check-again');
		const late = program.question('assess-certificate');
		program.command('next-certificate');
		program.send({
			type: 'certificate-assessed',
			request: late.request,
			known: knownOf(late.certificate, 'everything'),
		});
		expect(chosenCertificate(program.state)).toBe(ENCRYPTION);
		expect(program.state.certificate.known).toBeUndefined();
		program.command('next-certificate');
		expect(chosenCertificate(program.state)).toBe(SIGNING);
	});

	it('shows nothing of a card that is gone, nor of another one in its place', () => {
		const program = opened();
		pull(program);
		expect(chosenCertificate(program.state)).toBeUndefined();
		for (const command of ['check-again', 'next-certificate', 'save-pem', 'save-calendar'] as const) {
			program.command(command);
			expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'card-gone' });
		}
		insertCard(program, {
			...SEAL_SLOT,
			kind: 'seal',
			card: {
				...SEAL_CARD,
				certificates: [{ fileId: '2F10', certificate: certificateOf({ fingerprint: '77'.repeat(32) }) }],
			},
			holder: { title: 'Başka A.Ş.', taxNumber: '4540536920', isSandbox: true },
		});
		expect(chosenCertificate(program.state)).toBeUndefined();
		insertCard(program);
		expect(chosenCertificate(program.state)).toBe(SIGNING);
	});

	it('says why it does not open without a certificate', () => {
		const program = ready();
		pull(program);
		program.command('step-1', 'certificate');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-certificate' });
	});

	it('counts seconds only until a certificate begins, or while it is asked about', () => {
		const program = opened();
		const ids = () => wantedTimers(program.state).map(({ id }) => id);
		expect(ids()).not.toContain('second');
		program.command('check-again');
		expect(ids()).toContain('second');
		answer(program);
		expect(ids()).not.toContain('second');
		program.command('back');
		insertCard(program, {
			...SEAL_SLOT,
			kind: 'seal',
			card: {
				...SEAL_CARD,
				certificates: [{ fileId: '2F10', certificate: certificateOf({ notBefore: Date.UTC(2027, 0) }) }],
			},
			holder: { title: 'Yarın A.Ş.', taxNumber: '4540536920', isSandbox: true },
		});
		expect(ids()).not.toContain('second');
		program.command('certificate');
		expect(ids()).toContain('second');
	});
});

describe('saving', () => {
	it('names the place first and writes only after Enter', () => {
		const program = opened();
		program.command('save-der');
		nameFile(program, '/home/ali/a.der');
		expect(program.state.certificate.saving).toEqual({
			stage: 'named',
			format: 'der',
			path: '/home/ali/a.der',
		});
		expect(program.asked('save-certificate')).toBe(0);
		program.command('continue');
		const { request, ...question } = program.question('save-certificate');
		expect(question).toMatchObject({
			certificate: SIGNING,
			format: 'der',
			path: '/home/ali/a.der',
			language: 'tr',
		});
		program.command('back', 'continue');
		expect(program.asked('save-certificate')).toBe(1);
		program.send({ type: 'certificate-saved', request, outcome: 'saved' });
		expect(program.state.certificate.saving).toEqual({
			stage: 'ended',
			outcome: 'saved',
			path: '/home/ali/a.der',
		});
		program.command('continue');
		expect([program.state.certificate.saving, program.state.overlay?.kind]).toEqual([
			undefined,
			'certificate',
		]);
	});

	it('is left by Esc without a word to the disk', () => {
		const program = opened();
		program.command('save-calendar');
		nameFile(program, '/home/ali/a.ics');
		program.command('check-again');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'save-or-not' });
		program.command('back');
		expect([program.state.certificate.saving, program.asked('save-certificate')]).toEqual([undefined, 0]);
	});

	it('writes nothing once the card is gone', () => {
		const program = opened();
		program.command('save-pem');
		nameFile(program, '/home/ali/a.pem');
		pull(program);
		program.command('continue');
		expect(program.asked('save-certificate')).toBe(0);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'card-gone' });
	});

	it('says so where no place is known', () => {
		const program = opened();
		program.command('save-pem');
		nameFile(program, undefined);
		expect(program.state.certificate.saving).toMatchObject({ stage: 'ended', outcome: 'no-place' });
	});
});
