/**
 * A line of 9,600 bit/s (ten bits a byte, so 960 bytes a second) between a program and the terminal this runs in, which is
 * to be raw. Keys pass as they are.
 *
 * Usage: node bench/slow-line.ts PROGRAM ARGUMENTS...
 */
import { setTimeout as after } from 'node:timers/promises';
import { spawn } from 'node-pty';

const BYTES_A_SECOND = 960;

const [program = '', ...words] = process.argv.slice(2);
const line = spawn(program, words, {
	cols: process.stdout.columns,
	rows: process.stdout.rows,
	// Bytes, as a line has them: a character may come in two pieces.
	encoding: null,
	env: process.env,
});
process.stdin.on('data', (keys) => line.write(keys));
line.onData((piece: Uint8Array | string) => {
	process.stdout.write(piece);
	// What comes meanwhile stays in the buffers of the system; when they are full, the program waits in its write.
	line.pause();
	void after((Buffer.byteLength(piece) / BYTES_A_SECOND) * 1000).then(() => line.resume());
});
line.onExit(({ exitCode }) => process.exit(exitCode));
