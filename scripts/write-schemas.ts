/**
 * Writes the JSON Schemas of what the commands print, from the schemas in the code.
 *
 * Usage: node scripts/write-schemas.ts [--check]   (--check writes nothing and fails where a file is stale)
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { journalRecord } from '../src/audit/record.ts';
import { auditReport } from '../src/commands/audit-report.ts';
import { authoritiesReport } from '../src/commands/authorities-report.ts';
import { checkReport } from '../src/commands/check/check-report.ts';
import { configReport } from '../src/commands/config-report.ts';
import { doctorBundle, doctorReport } from '../src/commands/doctor-report.ts';
import { expiringReport } from '../src/commands/expiring-report.ts';
import { inspectReport } from '../src/commands/inspect-report.ts';
import { portalCheckReport } from '../src/commands/portal-check/report.ts';
import { sealsReport } from '../src/commands/seals/report.ts';
import { statusReport } from '../src/commands/status-report.ts';
import { watchEvent } from '../src/commands/watch-report.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'schema');

const schemas = {
	'audit.schema.json': auditReport,
	'journal.schema.json': journalRecord,

	'authorities.schema.json': authoritiesReport,
	'check.schema.json': checkReport,
	'config.schema.json': configReport,
	'doctor.schema.json': doctorReport,
	'doctor-bundle.schema.json': doctorBundle,
	'expiring.schema.json': expiringReport,
	'inspect.schema.json': inspectReport,
	'portal-check.schema.json': portalCheckReport,
	'seals.schema.json': sealsReport,
	'status.schema.json': statusReport,
	'watch.schema.json': watchEvent,
};

const isCheck = process.argv.includes('--check');
for (const [name, schema] of Object.entries(schemas)) {
	const file = join(FOLDER, name);
	// As input: later versions may add fields, and what was written against this one must not refuse them.
	const text = `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }), undefined, '\t')}\n`;
	const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === text;
	if (isCurrent) continue;
	if (isCheck) {
		process.stderr.write(`docs/schema/${name} is stale: node scripts/write-schemas.ts\n`);
		process.exitCode = 1;
	} else {
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(file, text);
	}
}
