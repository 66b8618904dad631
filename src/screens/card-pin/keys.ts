import type { AppState } from '#app';
import type { KeyContext } from '../keys/bindings.ts';

/** The keys of the stage. E-İmzalı Giriş has the same ones from its PIN on. */
export function cardPinKeys({ cardPin }: AppState): KeyContext {
	switch (cardPin?.stage.stage) {
		case undefined:
		case 'menu':
			return 'card-pin';
		case 'other-holder':
			return 'card-pin-other-holder';
		case 'form':
			return 'card-pin-form';
		case 'supervisor':
		case 'last-try':
			return 'card-pin-word';
		case 'running':
			return 'card-pin-running';
		case 'told':
			return 'card-pin-told';
	}
}
