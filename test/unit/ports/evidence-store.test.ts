import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEvidenceStore } from '#ports';

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR_MS = 3_600_000;
const ANSWER = [Buffer.from('bir '), Buffer.from('yanıt')];

let home: string;
let folder: string;

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'muhurdar-evidence-'));
	folder = join(home, 'muhurdar', 'evidence');
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

async function textOf(key: string, at: number): Promise<string | undefined> {
	const kept = await createEvidenceStore(folder).load(key, at);
	return kept === undefined ? undefined : Buffer.concat(kept.chunks).toString();
}

describe('kept answers', () => {
	it('come back until they expire, with the time at which they came', async () => {
		const store = createEvidenceStore(folder);
		await store.save('http://a.example/liste', ANSWER, NOW + HOUR_MS, NOW);
		expect(await store.load('http://a.example/liste', NOW + HOUR_MS)).toEqual({
			chunks: [Buffer.from('bir yanıt')],
			keptAt: NOW,
		});
		expect(await textOf('http://a.example/liste', NOW + HOUR_MS + 1000)).toBeUndefined();
		expect(await textOf('http://b.example/liste', NOW)).toBeUndefined();
	});

	it('replace the former one, and what expired goes', async () => {
		const store = createEvidenceStore(folder);
		await store.save('old', ANSWER, NOW + HOUR_MS, NOW);
		await store.save('key', ANSWER, NOW + 9 * HOUR_MS, NOW);
		await store.save('key', [Buffer.from('yeni')], NOW + 9 * HOUR_MS, NOW + 2 * HOUR_MS);
		expect(await textOf('key', NOW + 2 * HOUR_MS)).toBe('yeni');
		expect(readdirSync(folder)).toHaveLength(1);
	});

	it('lie in a folder and files of this user alone, whatever the umask', async () => {
		const former = process.umask(0);
		try {
			mkdirSync(folder, { recursive: true, mode: 0o777 });
			await createEvidenceStore(folder).save('key', ANSWER, NOW + HOUR_MS, NOW);
		} finally {
			process.umask(former);
		}
		const [name = ''] = readdirSync(folder);
		const modes = [folder, join(folder, name)].map((path) => statSync(path).mode & 0o777);
		expect(modes).toEqual([0o700, 0o600]);
	});

	it('are not read through a link', async () => {
		await createEvidenceStore(folder).save('key', ANSWER, NOW + HOUR_MS, NOW);
		const [name = ''] = readdirSync(folder);
		rmSync(join(folder, name));
		writeFileSync(join(home, 'secret'), 'gizli');
		symlinkSync(join(home, 'secret'), join(folder, name));
		expect(await textOf('key', NOW)).toBeUndefined();
	});

	it('are never more than a few, however many addresses there are', async () => {
		const store = createEvidenceStore(folder);
		for (let number = 0; number < 70; number++) {
			await store.save(`key ${number}`, ANSWER, NOW + HOUR_MS, NOW + number * 1000);
		}
		expect(readdirSync(folder)).toHaveLength(64);
		expect(await textOf('key 0', NOW)).toBeUndefined();
		expect(await textOf('key 69', NOW)).toBe('bir yanıt');
	});

	it('are missed by nobody where the disk takes none', async () => {
		writeFileSync(join(home, 'muhurdar'), 'no folder');
		await createEvidenceStore(folder).save('key', ANSWER, NOW + HOUR_MS, NOW);
		expect(await textOf('key', NOW)).toBeUndefined();
	});
});
