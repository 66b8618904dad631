import type { accountsTr } from './accounts-tr.ts';

export const accountsEn: typeof accountsTr = {
	title: 'Practice accounts',
	intro:
		'At Şifreli Giriş (password login) type the number of an account, the text in the picture and the security word. The SMS code appears at the bottom of the screen.',
	card: 'All of them are invented. The virtual card belongs to the first account; only with it can you try what needs a card.',
	toType: (number, word) => `number ${number}   word ${word}`,
	wordChanged: '(changed)',
	shows: {
		'card-in-reader': 'Its card is in the reader. You can try every operation from beginning to end.',
		'turkish-letters': 'Its name and its word have letters such as ı, ğ and ö. Its card is not here.',
		'natural-person': 'A natural person, who logs in with the T.C. number in place of a tax number.',
		suspended: 'Its certificates are suspended. Try Kullanıma Aç (activate).',
		expired: 'Its certificates have expired. The portal gives no PIN and changes no certificate.',
		revoked: 'Its certificates are revoked. See what can still be done afterwards.',
		'two-cards': 'It has two cards. PINs are shown card by card, and you choose what to revoke.',
		'many-cards': 'It has 250 cards and 500 certificates. Try searching and paging in a long table.',
	},
};
