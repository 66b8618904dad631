import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Folder for the homes of the programs that the tests start. */
		sessionHomes: string;
	}
}

/** Makes the folder before the first file of a run, and removes it after the last one. */
export function setup(project: TestProject): () => void {
	const folder = mkdtempSync(join(tmpdir(), 'muhurdar-homes-'));
	project.provide('sessionHomes', folder);
	return () => rmSync(folder, { recursive: true, force: true });
}
