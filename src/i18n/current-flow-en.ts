import { en } from './en.ts';
import type { Texts } from './tr.ts';

const UNLOCK = 'PIN Oluşturma / Kilit Çözme';

export const enCurrent: Texts = {
	...en,
	steps: { ...en.steps, 5: { short: 'Identity', title: 'Step 5 · Who you are' } },
	start: {
		...en.start,
		hints: {
			...en.start.hints,
			login: 'the login is at another site',
			noSession: 'another site establishes who you are',
			pinsSeen: 'the PIN was made',
			pins: 'the PIN is made here',
		},
	},
	about: {
		...en.about,
		start: [
			'Follow the six steps in order. A step is ticked when its condition holds, and unticked when it no longer does.',
			'Have with you: the card with the seal, the card reader, and the telephone or browser in which you show who you are.',
			'Read the warnings before you begin.',
		],
		4: [
			'This portal does not ask itself who you are; it wants you to show it at another site.',
			'It has neither Şifreli Giriş nor E-İmzalı Giriş of the guide.',
		],
		5: [
			'The code on the screen is for this login alone. Share it with nobody.',
			'Type your password at the other site only, never here.',
		],
	},
	portal: {
		...en.portal,
		operationNames: { ...en.portal.operationNames, unlock: `${UNLOCK} (PIN, unlock)` },
	},
	menu: {
		...en.menu,
		entries: { ...en.menu.entries, unlock: UNLOCK },
	},
	update: {
		...en.update,
		afterwards: { ...en.update.afterwards, word: 'The security word was changed.' },
	},
	warnings: {
		...en.warnings,
		items: [
			'You choose the PIN. The portal does not keep it and cannot show it; keeping it safe is the responsibility of the organisation.',
			'If you write the PIN on paper, keep the paper locked away, apart from the card.',
			`If the PIN is forgotten, or locked after 3 (three) wrong entries, "${UNLOCK}" sets a new PIN; the old one becomes void.`,
			'After 3 (three) wrong entries of the PUK the card is locked for good and a new card is needed; do not try the PUK by hand.',
		],
		source: 'From the warnings of REHB-001-006 (2014): those that hold at a portal that keeps no PIN',
	},
	unlock: {
		...en.unlock,
		intro:
			'The card gets a new PIN that you choose; a blocked card is unblocked by it. The PUK that this takes comes from the portal; it is not shown and not typed.',
		maybeNotLocked:
			'If the card has a PIN, it and every paper with it become void. If you know your PIN, Esc leaves it as it is.',
		ready:
			'The card is in the reader and belongs to this account. Leave it in until all is done. Enter goes on to the new PIN.',
		cardDone: 'The card has the new PIN.',
		portalHasOldPin: en.unlock.reportAgain,
		overAtPortal:
			'The portal regards this as over. If the PIN that you chose is not right for the card, call 444 5 576. Enter goes back to the menu.',
		afterwards:
			'You alone know the new PIN; the portal neither keeps nor shows it. If you forget it, choose another one in the same way. Enter goes back to the menu.',
	},
	cardPin: {
		...en.cardPin,
		sandboxHint: `You make the PIN of the sandbox’s card yourself: step 6, ${UNLOCK}.`,
		lastTryFacts:
			'The PIN was not sent yet. If you are not sure, Esc gives up and the card stays as it is. A new PIN is made on the portal: step 6.',
		portalKeepsOld: 'The portal keeps no PIN; you alone know one that is changed on the card.',
		wrong: {
			pin: {
				...en.cardPin.wrong.pin,
				now: `Do not try again unless you are sure. To make a new PIN: step 6, ${UNLOCK}.`,
			},
			puk: {
				...en.cardPin.wrong.puk,
				now: `Do not try again unless you know the PUK for certain. The portal unblocks as well: step 6, ${UNLOCK}.`,
			},
		},
		blocked: {
			...en.cardPin.blocked,
			pin: { ...en.cardPin.blocked.pin, now: `To unblock it: step 6, ${UNLOCK}.` },
		},
		refused: {
			...en.cardPin.refused,
			'last-puk-try': {
				...en.cardPin.refused['last-puk-try'],
				now: `Unblock the card on the portal: step 6, ${UNLOCK}.`,
			},
			'puk-tries-unknown': {
				...en.cardPin.refused['puk-tries-unknown'],
				now: `Unblock the card on the portal: step 6, ${UNLOCK}.`,
			},
		},
	},
	refusals: {
		...en.refusals,
		'unblock-not-public': `How this card is unblocked is not public. Unblock it on the portal: step 6, ${UNLOCK}.`,
		'pin-blocked': `The PIN is blocked and not asked for. To unblock it: step 6, ${UNLOCK}.`,
		'last-puk-try': `Only one PUK try is left; a wrong one closes the card for good. Unblock it on the portal: step 6, ${UNLOCK}.`,
		'puk-tries-unknown': `The PUK tries left are unknown, it may be the last one. Unblock the card on the portal: step 6, ${UNLOCK}.`,
	},
	problems: {
		...en.problems,
		'session-replaced': () =>
			'Someone logged in elsewhere; this session is over and its data wiped. If it was not you, call 444 5 576.',
	},
};
