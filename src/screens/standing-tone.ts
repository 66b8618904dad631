import type { Standing } from '#app';
import type { Tone } from '#ui';

/** The tone in which a certificate's standing is told. */
export function standingTone({ kind }: Standing): Tone {
	switch (kind) {
		case 'valid':
			return 'done';
		case 'expired':
		case 'revoked':
		case 'untrusted':
			return 'danger';
		case 'not-yet-valid':
		case 'expiring':
		case 'suspended':
			return 'care';
	}
}
