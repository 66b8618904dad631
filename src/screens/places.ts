import type { ScreenName } from '#app';
import { card } from './card/place.ts';
import { cardPin } from './card-pin/place.ts';
import { certificates } from './certificates/place.ts';
import { driver } from './driver/place.ts';
import { guided } from './guided/place.ts';
import { login } from './login/place.ts';
import { loginMethod } from './login-method/place.ts';
import { menu } from './menu/place.ts';
import { operation } from './operation/place.ts';
import { OVERLAYS } from './overlays/places.ts';
import { pins } from './pins/place.ts';
import { portal } from './portal/place.ts';
import { readers } from './readers/place.ts';
import type { Screen } from './screen.ts';
import { start } from './start/place.ts';
import { timeline } from './timeline/place.ts';

/** Every place there is. A message goes to all of them in this order. */
export const PLACES = {
	screens: {
		start,
		card,
		readers,
		timeline,
		// What a PIN shows of a guided task is told by its outcome, so the card's PIN hears of it first.
		'card-pin': cardPin,
		driver,
		portal,
		'login-method': loginMethod,
		login,
		menu,
		certificates,
		pins,
		operation,
		guided,
	},
	overlays: OVERLAYS,
} as const satisfies { readonly screens: Record<ScreenName, Screen>; readonly overlays: typeof OVERLAYS };
