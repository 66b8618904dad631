/** What there is to see in an account. */
export type HolderExample =
	| 'card-in-reader'
	| 'turkish-letters'
	| 'natural-person'
	| 'suspended'
	| 'expired'
	| 'revoked'
	| 'two-cards'
	| 'many-cards';

/** An invented organisation of the sandbox; its numbers pass the check digit and belong to no one known. */
export interface SandboxHolder {
	readonly title: string;
	readonly shows: HolderExample;
	/** Tax number (VKN). */
	readonly holderNumber: string;
	/** Güvenlik sözcüğü, told to the newcomer on the login screen. */
	readonly securityWord: string;
	readonly phone: string;
	readonly email: string;
	readonly address: string;
	/** Acts for the holder, and may log in with an electronic signature of their own. */
	readonly signatory: { readonly name: string; readonly number: string };
	readonly key: 'rsa-2048' | 'ec-p384';
	/** Default: issued now, in good standing, the only one. */
	readonly seal?: {
		readonly ageDays?: number;
		readonly standing?: 'suspended' | 'revoked';
		/** Known to the portal, beside the card that there is. */
		readonly otherCards?: number;
	};
}

/** The first one's card sits in the virtual reader. */
export const SANDBOX_HOLDERS: readonly [SandboxHolder, SandboxHolder, ...SandboxHolder[]] = [
	{
		title: 'Şeker Çiçeği Sanayi A.Ş.',
		shows: 'card-in-reader',
		holderNumber: '4540536920',
		securityWord: 'papatya',
		phone: '+905000000017',
		email: 'muhasebe@seker-cicegi.example',
		address: 'Uydurma Mah. Deneme Sok. No: 1, Çankaya / Ankara',
		signatory: { name: 'Gülşen Işık', number: '10000000146' },
		key: 'rsa-2048',
	},
	{
		title: 'Iğdır Ödünç Kitap ve Gölge Oyunu Ltd. Şti.',
		shows: 'turkish-letters',
		holderNumber: '1234567890',
		securityWord: 'ıhlamur',
		phone: '+905000000042',
		email: 'bilgi@golge-oyunu.example',
		address: 'Uydurma Mah. Perde Sok. No: 2, Merkez / Iğdır',
		signatory: { name: 'Oğuz Çağlayan', number: '17291716060' },
		key: 'ec-p384',
	},
	{
		title: 'Ümit Öğütçü',
		shows: 'natural-person',
		holderNumber: '17291716060',
		securityWord: 'menekşe',
		phone: '+905000000033',
		email: 'umit@ogutcu.example',
		address: 'Uydurma Mah. Menekşe Sok. No: 3, Konak / İzmir',
		signatory: { name: 'Ümit Öğütçü', number: '17291716060' },
		key: 'ec-p384',
	},
	{
		title: 'Askıda Kalmış Çelik Ltd. Şti.',
		shows: 'suspended',
		holderNumber: '9000000017',
		securityWord: 'lavanta',
		phone: '+905000000051',
		email: 'bilgi@aski.example',
		address: 'Uydurma Mah. Bekleme Sok. No: 4, Osmangazi / Bursa',
		signatory: { name: 'İnci Şahin', number: '90000000100' },
		key: 'ec-p384',
		seal: { standing: 'suspended' },
	},
	{
		title: 'Süresi Geçmiş Ağaç Ürünleri A.Ş.',
		shows: 'expired',
		holderNumber: '9000000025',
		securityWord: 'karanfil',
		phone: '+905000000052',
		email: 'bilgi@agac.example',
		address: 'Uydurma Mah. Takvim Sok. No: 5, Selçuklu / Konya',
		signatory: { name: 'Çağrı Ünal', number: '90000000278' },
		key: 'ec-p384',
		seal: { ageDays: 1125 },
	},
	{
		title: 'İptal Edilmiş Işık Ticaret',
		shows: 'revoked',
		holderNumber: '9000000033',
		securityWord: 'yasemin',
		phone: '+905000000053',
		email: 'bilgi@isik.example',
		address: 'Uydurma Mah. Son Sok. No: 6, Seyhan / Adana',
		signatory: { name: 'Özge Kılıç', number: '90000000346' },
		key: 'ec-p384',
		seal: { standing: 'revoked' },
	},
	{
		title: 'İki Kartlı Gıda A.Ş.',
		shows: 'two-cards',
		holderNumber: '9000000040',
		securityWord: 'begonya',
		phone: '+905000000054',
		email: 'bilgi@iki-kart.example',
		address: 'Uydurma Mah. Çift Sok. No: 7, Muratpaşa / Antalya',
		signatory: { name: 'Şule Güneş', number: '90000000414' },
		key: 'ec-p384',
		seal: { otherCards: 1 },
	},
	{
		title: 'Çok Şubeli Mağazacılık A.Ş.',
		shows: 'many-cards',
		holderNumber: '9000000058',
		securityWord: 'nilüfer',
		phone: '+905000000055',
		email: 'bilgi@cok-sube.example',
		address: 'Uydurma Mah. Kalabalık Sok. No: 8, Çankaya / Ankara',
		signatory: { name: 'Tuğba Yıldız', number: '90000000582' },
		key: 'ec-p384',
		seal: { otherCards: 249 },
	},
];
