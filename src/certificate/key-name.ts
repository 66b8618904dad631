import type { PublicKeyFacts } from './seal-certificate.ts';

/** A key as people name it: `RSA 2048`, `EC secp384r1`. */
export function keyName(key: PublicKeyFacts): string {
	switch (key.type) {
		case 'rsa':
			return `RSA ${key.bits}`;
		case 'rsa-pss':
			return `RSA-PSS ${key.bits}`;
		case 'ec':
			return `EC ${key.curve}`;
		case 'other':
			return key.algorithm;
	}
}
