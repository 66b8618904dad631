/** What pcscd asks polkit about: talking to it at all, and using the card in a reader (its own policy file). */
export const POLKIT_ACTIONS = [
	'org.debian.pcsc-lite.access_pcsc',
	'org.debian.pcsc-lite.access_card',
] as const;
