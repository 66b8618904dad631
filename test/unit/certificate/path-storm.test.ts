import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessCertificate, readSealCertificate } from '#certificate';
import { nameKey } from '../../../src/certificate/distinguished-name.ts';
import { checkCrl } from '../../../src/certificate/revocation/crl-check.ts';
import { fieldsOf } from '../../../src/certificate/x509-fields.ts';
import { type DerNode, encodeDer, parseDer } from '../../storm/der-tree.ts';
import { runPathStorm } from '../../storm/path-storm.ts';
import { OpensslAuthority } from './openssl-authority.ts';

describe('paths of PKITS, changed and signed again', () => {
	it('are accepted by the program only where openssl verify or pkijs accepts them', async () => {
		const { accepted, refused, milder } = await runPathStorm({ seed: 3, paths: 400 });
		expect(milder).toEqual([]);
		expect(accepted + refused).toBe(400);
		// A storm that accepts or refuses everything would prove nothing.
		expect(accepted).toBeGreaterThan(30);
		expect(refused).toBeGreaterThan(200);
	}, 600_000);
});

describe('a document with a valid signature', () => {
	let authority: OpensslAuthority;
	beforeAll(async () => {
		authority = await OpensslAuthority.create();
		await authority.issueSeal('seal');
		await authority.issueSeal('other');
		await authority.revoke('other', 'keyCompromise');
	});
	afterAll(() => authority[Symbol.dispose]());

	/** The document with a change, signed again by its issuer. */
	function changed(bytes: Uint8Array, change: (signed: DerNode) => void): Uint8Array {
		const [outer] = parseDer(bytes) ?? [];
		const [signed, algorithm] = outer?.children ?? [];
		if (signed === undefined || algorithm === undefined) throw new Error('not read');
		change(signed);
		const signature = sign('sha384', encodeDer(signed), readFileSync(authority.path('issuer.key')));
		const value = { tag: 0x03, children: undefined, content: Buffer.concat([Uint8Array.of(0), signature]) };
		return encodeDer({ tag: 0x30, content: new Uint8Array(), children: [signed, algorithm, value] });
	}

	const surplus: DerNode = { tag: 0x05, content: new Uint8Array(), children: undefined };
	const last = ({ children }: DerNode): DerNode => {
		const node = children?.at(-1);
		if (node === undefined) throw new Error('no such place');
		return node;
	};

	it.each<readonly [string, (signed: DerNode) => void]>([
		['an extension', (signed) => last(last(last(signed))).children?.push(surplus)],
		['the list of extensions', (signed) => last(signed).children?.push(surplus)],
		['the extensions', (signed) => signed.children?.push(surplus)],
		['the dates', (signed) => signed.children?.[4]?.children?.push(surplus)],
		[
			'an attribute of the name',
			(signed) => last(last(signed.children?.[5] ?? signed)).children?.push(surplus),
		],
	])('is no certificate where something stands behind %s', (_place, change) => {
		expect(readSealCertificate(changed(authority.certificate('seal').der, () => undefined)).ok).toBe(true);
		expect(readSealCertificate(changed(authority.certificate('seal').der, change))).toEqual({
			ok: false,
			code: 'malformed',
		});
	});

	it.each<readonly [string, string, (signed: DerNode) => void]>([
		['an entry', 'malformed', (signed) => last(entriesOf(signed)).children?.push(surplus)],
		[
			'the extensions of an entry',
			'malformed',
			(signed) => last(last(last(entriesOf(signed)))).children?.push(surplus),
		],
		['the list of extensions', 'malformed', (signed) => last(signed).children?.push(surplus)],
		[
			'a list number that is marked critical',
			'unknown-critical-extension',
			(signed) =>
				last(last(last(signed))).children?.splice(1, 0, {
					tag: 0x01,
					content: Uint8Array.of(0xff),
					children: undefined,
				}),
		],
	])('is no list to go by with surplus in, or as, %s', async (_place, code, change) => {
		const list = await authority.crl();
		const issuer = authority.certificate('issuer');
		const question = { subject: fieldsOf(authority.certificate('seal')), issuer, at: Date.now() };
		expect(await checkCrl([changed(list, () => undefined)], question)).toMatchObject({
			ok: true,
			status: 'good',
		});
		expect(await checkCrl([changed(list, change)], question)).toMatchObject({ ok: false, code });
	});

	it('has another name where something stands behind an attribute of it', () => {
		const { subject } = fieldsOf(authority.certificate('seal'));
		const [name] = parseDer(subject) ?? [];
		if (name === undefined) throw new Error('no name');
		last(last(name)).children?.push(surplus);
		expect(nameKey(encodeDer(name))).not.toBe(nameKey(subject));
	});

	it('makes a demand nobody knows by a key identifier that is marked critical', async () => {
		const leaf = await authority.issueUnder('issuer', 'critical', 'critical_key_id', '/CN=Yaprak');
		const { chain } = await assessCertificate({
			certificate: leaf,
			given: [authority.certificate('issuer')],
			at: Date.now(),
			roots: [authority.certificate('root')],
			sources: undefined,
		});
		expect(chain.verdict).toEqual({ kind: 'untrusted', fault: 'unknown-critical-extension' });
	});
});

/** revokedCertificates: the SEQUENCE behind the dates. */
function entriesOf({ children }: DerNode): DerNode {
	const entries = children?.findLast(({ tag }) => tag === 0x30);
	if (entries === undefined) throw new Error('no entries');
	return entries;
}
