import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type KeyStormReport, runKeyStorm } from '../storm/key-storm.ts';

/* `npm run storm` runs this test with its own numbers, and has the report written down. */

const seed = Number(process.env['MUHURDAR_STORM_SEED'] ?? 20140828);
const keys = Number(process.env['MUHURDAR_STORM_KEYS'] ?? 400);
const reportFile = process.env['MUHURDAR_STORM_REPORT'];

test('a storm of keys, sizes, cards and faults of the portal: every key answered, every frame exact, no way lost', async () => {
	const report = await runKeyStorm(seed, keys);
	if (reportFile !== undefined) {
		writeFileSync(reportFile, told(report));
	}

	expect(report.broken).toEqual([]);
	expect(report.keys).toBeGreaterThanOrEqual(keys);
	// Else it would prove little.
	const { places } = report;
	expect(Object.keys(places).length).toBeGreaterThan(10);
	expect(places['login form'] ?? 0).toBeGreaterThan(0);
	expect(places['menu'] ?? 0).toBeGreaterThan(0);
	// No place has most of the keys, however long its form is.
	expect(Math.max(...Object.values(places))).toBeLessThan(report.keys / 2);
}, 3_600_000);

function told({ keys, frames, restarts, longestWayBack, events, places, broken }: KeyStormReport): string {
	const listed = (counts: Readonly<Record<string, number>>): string =>
		Object.entries(counts)
			.map(([name, times]) => `${name} ${times}`)
			.join(', ');
	return [
		`  ${keys} keys, ${frames} frames, ${restarts} programs left by a key, at most ${longestWayBack} Esc to the start`,
		`  between the keys: ${listed(events)}`,
		`  keys by place: ${listed(places)}`,
		`  promises broken: ${broken.length}`,
		...broken,
	].join('\n');
}
