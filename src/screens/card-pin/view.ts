import type { CardPinState } from '#app';
import type { View, Work } from '../view.ts';
import { formWork } from './form-view.ts';
import { menuWork } from './menu-view.ts';
import { otherHolderWork } from './other-holder-view.ts';
import { runningWork } from './running-view.ts';
import { toldWork } from './told-view.ts';
import { lastTryWork, supervisorWork } from './word-view.ts';

/** Kart PIN işlemleri: what can be done with the PIN of the card in the reader. */
export function cardPinScreen(view: View): Work {
	const { cardPin } = view.state;
	return cardPin === undefined ? { title: view.texts.cardPin.title, parts: [] } : stageWork(view, cardPin);
}

function stageWork(view: View, cardPin: CardPinState): Work {
	const { stage } = cardPin;
	switch (stage.stage) {
		case 'menu':
			return menuWork(view, cardPin);
		case 'other-holder':
			return otherHolderWork(view, stage.act, stage.other);
		case 'supervisor':
			return supervisorWork(view, stage.typed);
		case 'form':
			return formWork(view, cardPin, stage);
		case 'last-try':
			return lastTryWork(view, stage.form.act, stage.tries, stage.typed);
		case 'running':
			return runningWork(view, stage);
		case 'told':
			return toldWork(view, cardPin, stage);
	}
}
