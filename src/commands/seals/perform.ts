import { textsOf } from '#i18n';
import type { RegisteredSeal, SealRegister } from '#register';
import { cleanText } from '#text';
import { readBoundedFile } from '../bounded-file.ts';
import { readCertificateSource } from '../certificate-source.ts';
import type { CommandIo } from '../command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-codes.ts';
import { writeAndTell } from '../new-file.ts';
import type { SealsAct } from './act.ts';
import { MAX_EXCHANGE_BYTES, readExchange, sealsCsv } from './exchange.ts';
import { allRelated, listSeals, sealLine } from './list.ts';
import type { SealsOptions } from './options.ts';
import type { SealReport } from './report.ts';
import { reportOfSeal } from './report-of-seal.ts';

const MAX_SHOWN_WORD = 80;
const MAX_SHOWN_PATH = 300;

/** Does one act with the register; gives the exit code. */
export async function performSeals(register: SealRegister, options: SealsOptions): Promise<number> {
	const { act, json, texts, io, now } = options;
	switch (act.kind) {
		case 'list':
			await listSeals(register, { act, json, texts, io, at: now() });
			return EXIT_DONE;
		case 'add':
			return addFiles(register, act.files, options);
		case 'import':
			return importFiles(register, act.files, options);
		case 'export':
			return exportTo(register, act, options);
		case 'calendar': {
			const { sealsCalendar } = await import('./calendar.ts');
			return write(act.path, sealsCalendar(await allRelated(register), now(), texts), options);
		}
		case 'report':
			return reportTo(register, act, options);
		case 'note':
			return withOne(register, act.seal, options, async (seal) => {
				await register.note(seal.id, act.text);
				io.stderr(`${texts.commands.seals.noted(await lineOf(register, seal.id, options))}\n`);
				return EXIT_DONE;
			});
		case 'lost':
			return withOne(register, act.seal, options, (seal) => lose(register, seal, act.path, options));
		case 'found':
			return withOne(register, act.seal, options, async (seal) => {
				await register.change(seal.id, (known) => ({ ...known, lostAt: null }));
				io.stderr(`${texts.commands.seals.found(await lineOf(register, seal.id, options))}\n`);
				return EXIT_DONE;
			});
		case 'renew':
			return withOne(register, act.seal, options, async ({ id }) => {
				const { renewalLines } = await import('./renewal-steps.ts');
				const [related] = await register.readRelated([id]);
				const lines = related === undefined ? [] : renewalLines(related, now(), texts);
				io.stdout(lines.map((line) => `${line}\n`).join(''));
				return EXIT_DONE;
			});
		case 'forget':
			return withOne(register, act.seal, options, async (seal) => {
				const line = await lineOf(register, seal.id, options);
				await register.forget(seal.id);
				io.stderr(`${texts.commands.seals.forgotten(line)}\n`);
				return EXIT_DONE;
			});
	}
}

async function reportTo(
	register: SealRegister,
	{ format, path, withinDays }: Extract<SealsAct, { readonly kind: 'report' }>,
	options: SealsOptions,
): Promise<number> {
	const { texts, io, now } = options;
	const { renewalCsv, renewalPages, renewing } = await import('./client-report.ts');
	const at = now();
	const all = renewing(await allRelated(register), withinDays, at);
	if (all.length === 0) {
		io.stderr(`${texts.commands.seals.report.nobody(withinDays)}\n`);
		return EXIT_DONE;
	}
	const content = format === 'csv' ? renewalCsv(all, at) : await renewalPages(all, at, texts);
	return write(path, content, options);
}

/** Marks the seal as lost, says what to do, and writes the letter where one is wanted. */
async function lose(
	register: SealRegister,
	seal: RegisteredSeal,
	path: string | undefined,
	options: SealsOptions,
): Promise<number> {
	const { texts, io, now } = options;
	const { lostLetter, lostLines } = await import('./lost.ts');
	const lostAt = seal.lostAt ?? now();
	await register.change(seal.id, (known) => ({ ...known, lostAt }));
	const known = await register.certificatesOf(seal);
	const lines = lostLines({ ...seal, lostAt }, known, texts);
	io.stdout(lines.map((line) => `${line}\n`).join(''));
	io.stderr(`${texts.commands.seals.lost.marked}\n`);
	return path === undefined
		? EXIT_DONE
		: write(path, await lostLetter(seal, known, textsOf('tr'), now()), options);
}

/** The one seal that a word means; where it means none or several, nothing is done. */
async function withOne(
	register: SealRegister,
	word: string,
	options: SealsOptions,
	act: (seal: RegisteredSeal) => Promise<number>,
): Promise<number> {
	const { texts, io } = options;
	const found = await register.find(word);
	const [seal, ...more] = found;
	const shown = cleanText(word, MAX_SHOWN_WORD);
	if (seal === undefined) {
		io.stderr(`${texts.commands.seals.notFound(shown)}\n`);
		return EXIT_FAILED;
	}
	if (more.length > 0) {
		io.stderr(`${texts.commands.seals.ambiguous(shown)}\n`);
		for (const each of found) {
			const serials = each.certificates.map(({ serialNumber }) => serialNumber).join(', ');
			io.stderr(`${await lineOf(register, each.id, options)} [${serials}]\n`);
		}
		return EXIT_FAILED;
	}
	return act(seal);
}

async function lineOf(register: SealRegister, id: number, { texts, now }: SealsOptions): Promise<string> {
	const [related] = await register.readRelated([id]);
	return related === undefined ? '' : sealLine(related, now(), texts);
}

async function addFiles(
	register: SealRegister,
	files: readonly string[],
	{ texts, io }: SealsOptions,
): Promise<number> {
	let exitCode = EXIT_DONE;
	let added = 0;
	let updated = 0;
	for (const path of files) {
		const { shown, error, certificates, unreadable } = await readCertificateSource(path);
		const troubles = [...(error === undefined ? [] : [error]), ...unreadable.map(({ reason }) => reason)];
		for (const trouble of troubles) {
			io.stderr(`${texts.commands.seals.notRead(shown, texts.certificate.unreadable[trouble])}\n`);
		}
		const kept = await register.keep({ certificates, place: { kind: 'file', name: shown } });
		added += kept.added.length;
		updated += kept.updated.length;
		if (kept.added.length + kept.updated.length === 0 && troubles.length === 0) {
			io.stderr(`${texts.commands.seals.noSeal(shown)}\n`);
		}
		if (troubles.length > 0 || kept.added.length + kept.updated.length === 0) {
			exitCode = EXIT_FAILED;
		}
	}
	io.stderr(`${texts.commands.seals.kept(added, updated)}\n`);
	return exitCode;
}

async function importFiles(
	register: SealRegister,
	files: readonly string[],
	{ texts, io }: SealsOptions,
): Promise<number> {
	const { seals } = texts.commands;
	let exitCode = EXIT_DONE;
	let added = 0;
	let updated = 0;
	for (const path of files) {
		const shown = cleanText(path, MAX_SHOWN_PATH);
		const file = await readBoundedFile(path, MAX_EXCHANGE_BYTES);
		const read = file.ok ? readExchange(file.bytes) : undefined;
		if (read === undefined) {
			io.stderr(`${seals.notRead(shown, seals.refusals[file.ok ? 'not-a-register' : file.code])}\n`);
			exitCode = EXIT_FAILED;
			continue;
		}
		for (const { position, why } of read.refused) {
			io.stderr(`${seals.importRefused(shown, position, seals.refusals[why])}\n`);
			exitCode = EXIT_FAILED;
		}
		const kept = await register.take(read.offered);
		added += kept.added.length;
		updated += kept.updated.length;
	}
	io.stderr(`${seals.kept(added, updated)}\n`);
	return exitCode;
}

async function exportTo(
	register: SealRegister,
	{ format, path }: Extract<SealsAct, { readonly kind: 'export' }>,
	{ texts, io, now }: SealsOptions,
): Promise<number> {
	const at = now();
	const reports = (await allRelated(register)).map((each) => reportOfSeal(each, at));
	const content =
		format === 'csv' ? sealsCsv(reports) : await exportJson(register, reports, new Date(at).toISOString());
	return path === undefined ? print(content, io) : write(path, content, { texts, io });
}

function print(content: string, io: CommandIo): number {
	io.stdout(content);
	return EXIT_DONE;
}

async function write(
	path: string,
	content: string | Uint8Array,
	options: Pick<SealsOptions, 'texts' | 'io'>,
): Promise<number> {
	return (await writeAndTell(path, content, options)) ? EXIT_DONE : EXIT_FAILED;
}

/** With the certificates themselves, so that whoever takes it up can ask about revocation. */
async function exportJson(
	register: SealRegister,
	reports: readonly SealReport[],
	at: string,
): Promise<string> {
	const seals: string[] = [];
	for (const { certificates, ...seal } of reports) {
		const ders = await register.dersOf(certificates.map(({ fingerprint }) => fingerprint));
		const withDer = certificates.map((one) => {
			const der = ders.get(one.fingerprint);
			return { ...one, der: der === null || der === undefined ? null : Buffer.from(der).toString('base64') };
		});
		seals.push(JSON.stringify({ ...seal, certificates: withDer }));
	}
	return `{\n"schemaVersion": 1,\n"at": "${at}",\n"seals": [\n${seals.join(',\n')}\n]\n}\n`;
}
