import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, watch } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A printer that takes PDF as it is; CUPS writes nothing to a file device without a filter. */
const printerOf = (filter: string): string => `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "FILE.PPD"
*Manufacturer: "Muhurdar"
*Product: "(File)"
*ModelName: "File"
*ShortNickName: "File"
*NickName: "File"
*PSVersion: "(3010) 1"
*cupsFilter: "application/pdf 0 ${filter}"
*DefaultPageSize: A4
*PageSize A4: ""
*DefaultPageRegion: A4
*PageRegion A4: ""
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
`;

/** A print service of its own with one printer, the default one, that prints into a named pipe. */
export interface FilePrinter {
	/** What makes `lp` go to this service. */
	readonly environment: { readonly CUPS_SERVER: string };
	/** Resolves with the whole of the next document that comes out. */
	nextDocument(): Promise<Buffer>;
	/** From now on the printer takes nothing. */
	reject(): Promise<void>;
	/** Resolves when no document is in the spool. */
	isSpoolEmpty(): Promise<void>;
	/** Documents that are in the spool. */
	spooled(): readonly string[];
	close(): Promise<void>;
}

/** Needs the Debian packages `cups-daemon` and `cups-client`. */
export async function openFilePrinter({ keepsJobs = true } = {}): Promise<FilePrinter> {
	const folder = await mkdtemp(join(tmpdir(), 'muhurdar-cups-'));
	// The filter runs as the user of the print service, which is another one where this is root.
	await chmod(folder, 0o755);
	for (const name of ['config', 'spool', 'spool/tmp', 'cache', 'state', 'logs', 'filter']) {
		await mkdir(join(folder, name), { mode: 0o755 });
	}
	const socket = join(folder, 'cups.sock');
	const filter = join(folder, 'filter', 'as-it-is');
	await writeFile(filter, '#!/bin/sh\nexec cat -- "$6"\n', { mode: 0o755 });
	await chmod(filter, 0o755);
	const printer = join(folder, 'printer.ppd');
	await writeFile(printer, printerOf(filter));
	const output = join(folder, 'printed');
	await run('mkfifo', [output]);
	const settings = join(folder, 'config', 'cupsd.conf');
	await writeFile(
		settings,
		`LogLevel warn
Listen ${socket}
WebInterface No
Browsing No
DefaultAuthType None
PreserveJobFiles ${keepsJobs ? 'Yes' : 'No'}
<Location />
	Order allow,deny
	Allow all
</Location>
<Policy default>
	<Limit All>
		Order allow,deny
		Allow all
	</Limit>
</Policy>
`,
	);
	const files = join(folder, 'config', 'cups-files.conf');
	await writeFile(
		files,
		`FileDevice Yes
ServerRoot ${join(folder, 'config')}
RequestRoot ${join(folder, 'spool')}
TempDir ${join(folder, 'spool', 'tmp')}
CacheDir ${join(folder, 'cache')}
StateDir ${join(folder, 'state')}
AccessLog ${join(folder, 'logs', 'access')}
ErrorLog ${join(folder, 'logs', 'error')}
PageLog ${join(folder, 'logs', 'page')}
`,
	);
	const environment = { CUPS_SERVER: socket };
	const service = spawn('/usr/sbin/cupsd', ['-f', '-c', settings, '-s', files], { stdio: 'ignore' });
	const gone = once(service, 'exit');
	await Promise.race([
		appeared(folder, socket),
		gone.then(() => Promise.reject(new Error('cupsd ended before it listened.'))),
	]);
	const admin = { env: { ...process.env, ...environment } };
	await run('lpadmin', ['-p', 'file', '-E', '-v', `file://${output}`, '-P', printer], admin);
	await run('lpadmin', ['-d', 'file'], admin);
	return {
		environment,
		nextDocument: () => readFile(output),
		async reject() {
			await run('/usr/sbin/cupsreject', ['file'], admin);
		},
		isSpoolEmpty: () => emptied(join(folder, 'spool')),
		spooled: () => documentsIn(join(folder, 'spool')),
		async close() {
			service.kill();
			await gone;
			await rm(folder, { recursive: true });
		},
	};
}

/** CUPS calls documents `d00001-001`. */
function documentsIn(spool: string): readonly string[] {
	return readdirSync(spool).filter((name) => name.startsWith('d'));
}

async function emptied(spool: string): Promise<void> {
	const watcher = watch(spool);
	try {
		while (documentsIn(spool).length > 0) {
			await once(watcher, 'change');
		}
	} finally {
		watcher.close();
	}
}

async function appeared(folder: string, path: string): Promise<void> {
	const watcher = watch(folder);
	try {
		while (!existsSync(path)) {
			await once(watcher, 'change');
		}
	} finally {
		watcher.close();
	}
}
