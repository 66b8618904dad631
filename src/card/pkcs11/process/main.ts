/*
 * The program of the process that holds the vendor's module. It does one step after the other, as the program on the
 * other end of the pipes asks, and ends when that is gone or says so. All of it is synchronous: there is nothing else
 * to do here, and a module that hangs or dies takes this process alone with it.
 */

import { readSync, writeSync } from 'node:fs';
import { type FrameLengths, frameBytes, frameLengths, frameOf, frameSecrets, frameWords } from '../frames.ts';
import { moduleRequest } from '../protocol.ts';
import { ModuleHolder } from './module-holder.ts';

/** Standard input brings requests. Answers have a pipe of their own: a module may print whatever it likes. */
const REQUESTS = 0;
const ANSWERS = 3;

const holder = new ModuleHolder();
for (let frame = readFrame(); frame !== undefined; frame = readFrame()) {
	const request = moduleRequest.parse(frameWords(frame.bytes, frame.lengths));
	if (request.step === 'end') {
		holder.end();
		break;
	}
	const answer = holder.perform(request, frameSecrets(frame.bytes, frame.lengths));
	frame.bytes.fill(0);
	writeAll(frameOf(answer));
}

/** The next request; undefined where the program is gone. */
function readFrame(): { readonly bytes: Uint8Array; readonly lengths: FrameLengths } | undefined {
	const header = readBytes(frameBytes({ words: 0, secrets: 0 }));
	const lengths = header === undefined ? undefined : frameLengths(header);
	if (header === undefined || lengths === undefined) {
		return undefined;
	}
	const rest = readBytes(lengths.words + lengths.secrets);
	if (rest === undefined) {
		return undefined;
	}
	const bytes = Buffer.from(new ArrayBuffer(frameBytes(lengths)));
	bytes.set(header);
	bytes.set(rest, header.length);
	rest.fill(0);
	return { bytes, lengths };
}

function readBytes(count: number): Uint8Array | undefined {
	const bytes = Buffer.from(new ArrayBuffer(count));
	for (let filled = 0; filled < count; ) {
		const read = readSync(REQUESTS, bytes, filled, count - filled, null);
		if (read === 0) {
			return undefined;
		}
		filled += read;
	}
	return bytes;
}

function writeAll(bytes: Uint8Array): void {
	for (let written = 0; written < bytes.length; ) {
		written += writeSync(ANSWERS, bytes, written);
	}
}
