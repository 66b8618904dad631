import type { MenuEntry } from './place.ts';

/** What a person can ask for by a key; `screens/keys` says which key and where. */
export type Command =
	| 'continue'
	| 'back'
	| 'up'
	| 'down'
	| 'page-up'
	| 'page-down'
	| 'first-row'
	| 'last-row'
	| 'certificate-table'
	| 'timeline'
	| 'search'
	| 'sort'
	| 'reverse-order'
	| 'filter'
	| 'next-field'
	| 'previous-field'
	| 'erase'
	| 'clear-field'
	| 'erase-forward'
	| 'cursor-left'
	| 'cursor-right'
	| 'cursor-start'
	| 'cursor-end'
	| 'step-1'
	| 'step-2'
	| 'step-3'
	| 'step-4'
	| 'step-5'
	| 'step-6'
	| 'check-again'
	| 'next-reader'
	| 'readers'
	| 'new-captcha'
	| 'forgot-word'
	| 'resend-code'
	| 'give-identity'
	| 'reveal'
	| 'longer'
	| 'card-pin'
	| 'use-other-card'
	| 'certificate'
	| 'next-certificate'
	| 'save-pem'
	| 'save-der'
	| 'save-calendar'
	| 'mark'
	| 'details'
	| 'warnings'
	| 'last-failure'
	| 'palette'
	| 'copy-serial'
	| 'address'
	| 'help'
	| 'language'
	| 'theme'
	| 'toggle-card'
	| 'accounts'
	| 'redraw'
	| 'quit'
	| 'interrupt';

/*
 * The command palette: a list of what can be done, narrowed by typing. Which entries there are, and what they are
 * called, is known where the keys and the texts are (`ui`); here stand the query and the cursor.
 */

/** What an entry of the palette does: what its key would do, or what the menu of step 6 would. */
export type PaletteChoice =
	| { readonly kind: 'command'; readonly command: Command }
	| { readonly kind: 'menu'; readonly entry: MenuEntry };
