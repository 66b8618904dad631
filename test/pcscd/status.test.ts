import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { openStack } from './open-stack.ts';
import { SLOT_NAMES } from './private-pcscd.ts';
import { readStatus, runStatus, startCardRunner, startSandbox } from './programs.ts';
import { OpenSc } from './witness-tools.ts';

const texts = textsOf('tr');

it('status tells both certificates of the sandbox card as OpenSC reads them from it', async () => {
	const stack = await openStack();
	await stack.start();
	const sandbox = await startSandbox(stack);
	await stack.seesBothCards();

	const { exitCode, report } = await readStatus(stack);
	expect(exitCode).toBe(0);
	expect(report.service).toEqual({ state: 'running', failure: null });
	expect(report.readers.map(({ name, state }) => [name, state])).toEqual([
		[SLOT_NAMES[1], 'seal'],
		// The signatory's card.
		[SLOT_NAMES[2], 'akis'],
	]);
	const card = report.readers[0]?.card;
	expect(card?.holder).toEqual({
		title: 'Şeker Çiçeği Sanayi A.Ş.',
		taxNumber: '4540536920',
		isSandbox: true,
	});
	const openSc = await OpenSc.open(stack);
	const seen = [await openSc.certificate('01'), await openSc.certificate('02')];
	expect(
		card?.certificates.map(({ serialNumber, fingerprint, notBefore, notAfter, title, taxNumber }) => ({
			serialNumber,
			fingerprint,
			notBefore,
			notAfter,
			subject: `serialNumber=${taxNumber}\nCN=${title}`,
		})),
	).toEqual(
		seen.map((certificate) => ({
			serialNumber: certificate.serialNumber,
			fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
			notBefore: new Date(certificate.validFrom).toISOString(),
			notAfter: new Date(certificate.validTo).toISOString(),
			subject: certificate.subject,
		})),
	);
	expect(card?.certificates.map(({ label, use, fileId }) => [label, use, fileId])).toEqual([
		['4540536920SIGN0', 'SIGN0', '2F10'],
		['4540536920ENCR0', 'ENCR0', '2F11'],
	]);
	expect(card?.certificates.map(({ validity }) => validity.state)).toEqual(['valid', 'valid']);

	expect(await sandbox.program.end('TERM')).toBe(143);
	await stack.seesNeitherCard();
	expect(await readStatus(stack)).toMatchObject({
		exitCode: 3,
		report: { readers: [{ state: 'empty' }, { state: 'empty' }] },
	});
});

it('status looks only at the readers and seals that are asked for', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await stack.seesCard(1);

	const first = await readStatus(stack, '--reader', '00 00');
	expect(first.exitCode).toBe(0);
	expect(first.report.readers.map(({ name }) => name)).toEqual([SLOT_NAMES[1]]);

	const second = await readStatus(stack, '--reader', '00 01');
	expect(second.exitCode).toBe(3);
	expect(second.report.readers.map(({ name }) => name)).toEqual([SLOT_NAMES[2]]);

	const [holder = ''] = first.report.readers.map(({ card }) => card?.holder?.taxNumber ?? '');
	expect((await readStatus(stack, '--holder', holder)).report.readers[0]?.state).toBe('seal');
	const other = await runStatus(stack, '--holder', '1111111111');
	expect([other.exitCode, other.stdout.includes(holder)]).toEqual([3, false]);
	expect(other.stderr).toContain(texts.commands.status.noSuchHolder('1111111111'));

	const none = await runStatus(stack, '--reader', 'MİLKO');
	expect(none.exitCode).toBe(3);
	expect(none.stderr).toContain(texts.commands.status.noSuchReader('MİLKO'));
});

it('status without the service says so', async () => {
	const stack = await openStack();
	const { exitCode, stderr } = await runStatus(stack);
	expect(exitCode).toBe(3);
	expect(stderr).toContain(texts.card.service['not-running']);
});
