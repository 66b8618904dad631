/** Two, so that one wrong server is seen; each further one only takes time. */
const LEAST_HOSTS = 2;
const MOST_HOSTS = 4;
const MAX_ADDRESS_LENGTH = 300;

/**
 * Reads the setting `check.clocks`: addresses of two to four web servers whose clocks `muhurdar check` compares with this
 * computer's, with commas between them. Undefined where one is no HTTP address without credentials, or stands twice.
 */
export function parseClockHosts(text: string): readonly string[] | undefined {
	const addresses = text.split(',').map((address) => address.trim());
	const origins = new Set(addresses.filter(isAskable).map((address) => new URL(address).origin));
	const isSound =
		origins.size === addresses.length && addresses.length >= LEAST_HOSTS && addresses.length <= MOST_HOSTS;
	return isSound ? addresses : undefined;
}

function isAskable(address: string): boolean {
	if (address.length > MAX_ADDRESS_LENGTH || !URL.canParse(address)) {
		return false;
	}
	const { protocol, username, password } = new URL(address);
	return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}
