import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Assessment, SharedFindings } from '#certificate';
import {
	assessedByProgram,
	isAccepted,
	OpensslJudge,
	opensslVersion,
	type PkitsTest,
	pkitsTests,
} from '../../pkits/pkits-suite.ts';

/** What the table in the document was made with; the second judge may be another one on this machine. */
const OPENSSL = 'OpenSSL 3.0.19';
const DOCUMENT = join(import.meta.dirname, '../../../docs/path-validation.md');
const MARKS = { begin: '<!-- pkits:start -->', end: '<!-- pkits:end -->' };

const SECTIONS: Readonly<Record<string, string>> = {
	401: '4.1 Signature verification',
	402: '4.2 Validity periods',
	403: '4.3 Name chaining',
	404: '4.4 Basic certificate revocation',
	405: '4.5 Self-issued certificates',
	406: '4.6 Basic constraints',
	407: '4.7 Key usage',
	408: '4.8 Certificate policies',
	409: '4.9 Require explicit policy',
	410: '4.10 Policy mappings',
	411: '4.11 Inhibit policy mapping',
	412: '4.12 Inhibit any policy',
	413: '4.13 Name constraints',
	414: '4.14 Distribution points',
	415: '4.15 Delta lists',
	416: '4.16 Private certificate extensions',
};

/** Good paths that the program refuses, each with its reason. */
const REFUSED: Readonly<Record<string, string>> = {
	'40104_valid_dsa_signatures_test4': 'DSA: no seal is signed with it, and the program does not verify it',
	'40105_valid_dsa_parameter_inheritance_test5':
		'DSA: no seal is signed with it, and the program does not verify it',
	'41430_valid_crlissuer_test30':
		"the only list that speaks of the list signer's certificate is signed by that very key: a stolen key would vouch for itself",
};

interface Judged {
	readonly test: PkitsTest;
	readonly assessment: Assessment | undefined;
	readonly ours: boolean;
	readonly openssl: boolean;
}

const judged: Judged[] = [];

beforeAll(async () => {
	using judge = new OpensslJudge();
	for (const test of pkitsTests()) {
		const assessment = await assessedByProgram(test);
		const ours = isAccepted(assessment);
		judged.push({ test, assessment, ours, openssl: await judge.accepts(test) });
	}
}, 600_000);

describe("NIST's path validation test suite", () => {
	it('has 210 tests here', () => {
		expect(judged).toHaveLength(210);
	});

	it('finds no bad path that the program accepts', () => {
		expect(judged.filter(({ test, ours }) => ours && !test.valid).map(({ test }) => test.test)).toEqual([]);
	});

	it('finds the named good paths alone refused', () => {
		const refused = judged.filter(({ test, ours }) => !ours && test.valid).map(({ test }) => test.test);
		expect(refused).toEqual(Object.keys(REFUSED));
	});

	it('leads to the same assessments where all tests share what was found about authorities', async () => {
		const shared = new SharedFindings();
		for (const { test, assessment } of judged) {
			expect(await assessedByProgram(test, shared), test.test).toEqual(assessment);
		}
	});

	it('names the algorithm where a path is signed with DSA', async () => {
		const tests = pkitsTests().filter(({ test }) => test.includes('_dsa_'));
		for (const test of tests) {
			expect((await assessedByProgram(test))?.chain.verdict).toEqual({
				kind: 'untrusted',
				fault: 'unsupported-algorithm',
			});
		}
		expect(tests).toHaveLength(3);
	});

	it('finds no path accepted by the program that openssl verify refuses as the suite does', () => {
		expect(judged.filter(({ test, ours, openssl }) => ours && !openssl && !test.valid)).toEqual([]);
	});

	it('is told in the document as this run found it', async () => {
		const version = await opensslVersion();
		const document = readFileSync(DOCUMENT, 'utf8');
		const table = tableOf(version);
		const found = `${before(document)}${MARKS.begin}\n${table}${MARKS.end}${after(document)}`;
		if (process.env['UPDATE_GOLDEN'] === '1') {
			writeFileSync(DOCUMENT, found);
		}
		// Another OpenSSL judges otherwise; what the program finds must be the same beside it.
		const shown = (text: string): string => (version === OPENSSL ? text : withoutSecondJudge(text));
		expect(shown(readFileSync(DOCUMENT, 'utf8'))).toBe(shown(found));
	});
});

function before(document: string): string {
	return document.slice(0, document.indexOf(MARKS.begin));
}

function after(document: string): string {
	return document.slice(document.indexOf(MARKS.end) + MARKS.end.length);
}

/** The last three columns and the judge's name are OpenSSL's. */
function withoutSecondJudge(document: string): string {
	return document.replace(/OpenSSL [\d.]+/g, 'OpenSSL').replace(/( \| \d+){3} \|$/gm, ' |');
}

function tableOf(version: string): string {
	const sections = [...new Set(judged.map(({ test }) => test.test.slice(0, 3)))].sort();
	const rows = sections.map((section) => {
		const of = judged.filter(({ test }) => test.test.startsWith(section));
		return row(SECTIONS[section] ?? section, of);
	});
	const listed = judged.filter(({ test }) => !test.test.startsWith('413'));
	return [
		`| section | tests | right | good refused | bad accepted | right (${version}) | good refused | bad accepted |`,
		'|---|---|---|---|---|---|---|---|',
		...rows,
		row('**all**', judged),
		row('all but 4.13', listed),
		'',
		'Good paths that the program refuses:',
		'',
		...Object.entries(REFUSED).map(([test, why]) => `- \`${test}\`: ${why}.`),
		'',
	].join('\n');
}

function row(name: string, of: readonly Judged[]): string {
	return `| ${[name, of.length, ...counts(of, 'ours'), ...counts(of, 'openssl')].join(' | ')} |`;
}

function counts(of: readonly Judged[], judge: 'ours' | 'openssl'): readonly number[] {
	const right = of.filter((each) => each[judge] === each.test.valid).length;
	const refused = of.filter((each) => !each[judge] && each.test.valid).length;
	return [right, refused, of.length - right - refused];
}
