import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { userInfo } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';

/** A job as `lp` names it: the printer, and the number that the service gave it. */
export interface PrintJob {
	readonly id: number;
	/** Path of the service's socket on this machine. */
	readonly socket: string;
}

/** How often a job is asked after, and for how long: a printer may be out of paper. */
const ASK_EVERY_MS = 500;
const ASK_AT_MOST_MS = 15 * 60_000;
const ANSWER_LIMIT_MS = 5_000;
const COMMAND_LIMIT_MS = 20_000;
const MAX_ANSWER_BYTES = 65_536;

/* RFC 8011: operations, and the job states from which on a job is over. */
const CANCEL_JOB = 0x00_08;
const GET_JOB_ATTRIBUTES = 0x00_09;
const FIRST_STATE_THAT_IS_OVER = 7;
const SUCCESSFUL_HIGHEST = 0x00_ff;

/* RFC 8010: tags of groups and of values. */
const OPERATION_ATTRIBUTES = 0x01;
const END_OF_ATTRIBUTES = 0x03;
const BOOLEAN = 0x22;
const NAME = 0x42;
const KEYWORD = 0x44;
const URI = 0x45;
const CHARSET = 0x47;
const LANGUAGE = 0x48;

/** What became of a document that `lp` was given. */
export type Queued =
	| { readonly kind: 'queued'; readonly job: PrintJob | undefined }
	| { readonly kind: 'absent' | 'refused' | 'service-down' };

/** Gives a document to the printer that this user prints to. */
export async function queue(path: string): Promise<Queued> {
	const { outcome, stdout } = await told('lp', ['--', path]);
	switch (outcome) {
		case 'done':
			return { kind: 'queued', job: await jobOf(stdout) };
		case 'absent':
			return { kind: 'absent' };
		case 'refused': {
			// Where its service is down `lp` says that there is no such printer; `lpstat -r` asks for the service itself, and
			// ends with 0 in either case.
			const running = await told('lpstat', ['-r']);
			return { kind: /\bis running\b/.test(running.stdout) ? 'refused' : 'service-down' };
		}
	}
}

/** Undefined where `lp` told no job, or its service is on another machine. */
async function jobOf(toldByLp: string): Promise<PrintJob | undefined> {
	const id = /request id is \S+-(\d{1,9}) /.exec(toldByLp)?.[1];
	const { stdout: server } = await told('lpstat', ['-H']);
	return id === undefined || !server.startsWith('/') ? undefined : { id: Number(id), socket: server.trim() };
}

/**
 * Takes a job's document out of the spool once the job is over. CUPS keeps it there for a day (`PreserveJobFiles`) and has no
 * option of `lp` against it; `cancel -x` refuses a job that is over. The service itself takes `Cancel-Job` with the
 * operation attribute `purge-job` for one (tried with CUPS 2.4.2).
 *
 * @returns whether the document is out of the spool
 */
export async function emptySpool(job: PrintJob): Promise<boolean> {
	for (let asked = 0; asked < ASK_AT_MOST_MS / ASK_EVERY_MS; asked += 1) {
		const answer = await ask(
			job,
			GET_JOB_ATTRIBUTES,
			attribute(KEYWORD, 'requested-attributes', 'job-state'),
		);
		const state = answer === undefined ? undefined : stateIn(answer);
		if (state === undefined) {
			return false;
		}
		if (state >= FIRST_STATE_THAT_IS_OVER) {
			const purged = await ask(job, CANCEL_JOB, attribute(BOOLEAN, 'purge-job', Buffer.of(1)));
			return purged !== undefined;
		}
		await after(ASK_EVERY_MS);
	}
	return false;
}

/** The answer of the service, or undefined where it did not do what was asked. */
async function ask({ id, socket }: PrintJob, operation: number, more: Buffer): Promise<Buffer | undefined> {
	const head = Buffer.alloc(8);
	// IPP 2.0; the number of the request is 1.
	head.writeUInt16BE(0x02_00, 0);
	head.writeUInt16BE(operation, 2);
	head.writeUInt32BE(1, 4);
	const body = Buffer.concat([
		head,
		Buffer.of(OPERATION_ATTRIBUTES),
		attribute(CHARSET, 'attributes-charset', 'utf-8'),
		attribute(LANGUAGE, 'attributes-natural-language', 'en'),
		attribute(URI, 'job-uri', `ipp://localhost/jobs/${id}`),
		attribute(NAME, 'requesting-user-name', userInfo().username),
		more,
		Buffer.of(END_OF_ATTRIBUTES),
	]);
	const answer = await answerTo(socket, body);
	return answer !== undefined && answer.length >= head.length && answer.readUInt16BE(2) <= SUCCESSFUL_HIGHEST
		? answer
		: undefined;
}

function attribute(tag: number, name: string, value: string | Buffer): Buffer {
	const bytes = Buffer.from(value);
	const lengths = [Buffer.from(name), bytes].map((part) => {
		const length = Buffer.alloc(2);
		length.writeUInt16BE(part.length);
		return Buffer.concat([length, part]);
	});
	return Buffer.concat([Buffer.of(tag), ...lengths]);
}

/** `job-state` is an enum: four bytes behind its name and its length. */
function stateIn(answer: Buffer): number | undefined {
	const name = Buffer.from('job-state\0\u{4}', 'latin1');
	const at = answer.indexOf(name);
	return at === -1 || answer.length < at + name.length + 4 ? undefined : answer.readInt32BE(at + name.length);
}

function answerTo(socketPath: string, body: Buffer): Promise<Buffer | undefined> {
	return new Promise((resolve) => {
		const asking = request(
			{
				socketPath,
				path: '/jobs/',
				method: 'POST',
				headers: { host: 'localhost', 'content-type': 'application/ipp', 'content-length': body.length },
				signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => {
					chunks.push(chunk);
					if (chunks.reduce((length, { length: more }) => length + more, 0) > MAX_ANSWER_BYTES) {
						asking.destroy();
					}
				});
				response.on('error', () => resolve(undefined));
				response.on('end', () => resolve(response.statusCode === 200 ? Buffer.concat(chunks) : undefined));
			},
		);
		asking.on('error', () => resolve(undefined));
		asking.end(body);
	});
}

interface Told {
	readonly outcome: 'done' | 'refused' | 'absent';
	readonly stdout: string;
}

/** `env` ends with this where it does not find the program. */
const PROGRAM_NOT_FOUND = 127;

/** In English, whatever this user speaks. */
function told(program: string, args: readonly string[]): Promise<Told> {
	const inEnglish = ['LC_ALL=C', program, ...args];
	return new Promise((resolve) => {
		execFile('/usr/bin/env', inEnglish, { timeout: COMMAND_LIMIT_MS, encoding: 'utf8' }, (error, stdout) => {
			const outcome = error === null ? 'done' : error.code === PROGRAM_NOT_FOUND ? 'absent' : 'refused';
			resolve({ outcome, stdout });
		});
	});
}
