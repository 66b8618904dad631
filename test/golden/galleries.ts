import type { Gallery } from './scene.ts';
import { CARD_GALLERY } from './scenes/card.ts';
import { CARD_PIN_GALLERY, CARD_PIN_OUTCOME_GALLERY } from './scenes/card-pin.ts';
import { CERTIFICATE_GALLERY } from './scenes/certificate.ts';
import { CERTIFICATES_GALLERY } from './scenes/certificates.ts';
import { DRIVER_GALLERY } from './scenes/driver.ts';
import { ELSEWHERE_GALLERY, HOLDER_PIN_GALLERY } from './scenes/elsewhere.ts';
import { GUIDED_GALLERY } from './scenes/guided.ts';
import { KIOSK_GALLERY } from './scenes/kiosk.ts';
import { LOGIN_CODE_GALLERY, LOGIN_FORM_GALLERY, WORD_RESET_GALLERY } from './scenes/login.ts';
import { MENU_GALLERY, PINS_GALLERY } from './scenes/menu.ts';
import {
	ACTIVATION_GALLERY,
	DELETION_GALLERY,
	DETAILS_GALLERY,
	REVOCATION_GALLERY,
	SAVING_GALLERY,
	UNLOCK_GALLERY,
} from './scenes/operations.ts';
import {
	FAILURE_GALLERY,
	NOTICE_GALLERY,
	OVERLAY_GALLERY,
	PALETTE_GALLERY,
	TOO_SMALL_GALLERY,
} from './scenes/overlays.ts';
import { LOGIN_METHOD_GALLERY, PORTAL_GALLERY } from './scenes/portal.ts';
import { READERS_GALLERY } from './scenes/readers.ts';
import { SIGNATURE_LOGIN_GALLERY } from './scenes/signature-login.ts';
import { START_GALLERY } from './scenes/start.ts';
import { TIMELINE_GALLERY } from './scenes/timeline.ts';

export const GALLERIES: readonly Gallery[] = [
	START_GALLERY,
	CARD_GALLERY,
	CARD_PIN_GALLERY,
	CARD_PIN_OUTCOME_GALLERY,
	CERTIFICATE_GALLERY,
	READERS_GALLERY,
	TIMELINE_GALLERY,
	DRIVER_GALLERY,
	PORTAL_GALLERY,
	GUIDED_GALLERY,
	LOGIN_METHOD_GALLERY,
	LOGIN_FORM_GALLERY,
	LOGIN_CODE_GALLERY,
	WORD_RESET_GALLERY,
	SIGNATURE_LOGIN_GALLERY,
	ELSEWHERE_GALLERY,
	MENU_GALLERY,
	CERTIFICATES_GALLERY,
	PINS_GALLERY,
	ACTIVATION_GALLERY,
	REVOCATION_GALLERY,
	DETAILS_GALLERY,
	SAVING_GALLERY,
	DELETION_GALLERY,
	UNLOCK_GALLERY,
	HOLDER_PIN_GALLERY,
	OVERLAY_GALLERY,
	FAILURE_GALLERY,
	PALETTE_GALLERY,
	NOTICE_GALLERY,
	TOO_SMALL_GALLERY,
	KIOSK_GALLERY,
];
