/** An invented organisation of the sandbox; its numbers pass the check digit and belong to no one known. */
export interface SandboxHolder {
	readonly title: string;
	/** Tax number (VKN). */
	readonly holderNumber: string;
	/** Güvenlik sözcüğü, told to the newcomer on the login screen. */
	readonly securityWord: string;
	readonly phone: string;
	readonly key: 'rsa-2048' | 'ec-p384';
}

/** The first one's card sits in the virtual reader. */
export const SANDBOX_HOLDERS: readonly [SandboxHolder, SandboxHolder] = [
	{
		title: 'Şeker Çiçeği Sanayi A.Ş.',
		holderNumber: '4540536920',
		securityWord: 'papatya',
		phone: '+905000000017',
		key: 'rsa-2048',
	},
	{
		title: 'Iğdır Ödünç Kitap ve Gölge Oyunu Ltd. Şti.',
		holderNumber: '1234567890',
		securityWord: 'ıhlamur',
		phone: '+905000000042',
		key: 'ec-p384',
	},
];
