import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { SandboxHolder } from '../holders.ts';

export interface KeyPair {
	readonly publicKey: KeyObject;
	readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);

/** Works on the thread pool: an RSA key takes a good part of a second, and the screen must not wait for it. */
export function makeKeyPair(kind: SandboxHolder['key']): Promise<KeyPair> {
	switch (kind) {
		case 'rsa-2048':
			return generate('rsa', { modulusLength: 2048, publicExponent: 65_537 });
		case 'ec-p384':
			return generate('ec', { namedCurve: 'P-384' });
	}
}
