/** An invented organisation of the sandbox; its numbers pass the check digit and belong to no one known. */
export interface SandboxHolder {
	readonly title: string;
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
}

/** The first one's card sits in the virtual reader. */
export const SANDBOX_HOLDERS: readonly [SandboxHolder, SandboxHolder] = [
	{
		title: 'Şeker Çiçeği Sanayi A.Ş.',
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
		holderNumber: '1234567890',
		securityWord: 'ıhlamur',
		phone: '+905000000042',
		email: 'bilgi@golge-oyunu.example',
		address: 'Uydurma Mah. Perde Sok. No: 2, Merkez / Iğdır',
		signatory: { name: 'Oğuz Çağlayan', number: '17291716060' },
		key: 'ec-p384',
	},
];
