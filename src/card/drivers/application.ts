import type { ApduChannel } from '../apdu/channel.ts';
import { selectByName, selectByPath } from '../apdu/command.ts';
import { CardError } from '../errors.ts';

/** DF name of the application on every generation: the text itself, no registered identifier. */
const APPLICATION_NAME = new TextEncoder().encode('PKCS-15');
/** MF, then the application's DF. */
export const APPLICATION_PATH = Uint8Array.of(0x3f, 0x00, 0x3d, 0x00);

/**
 * How a card of which nothing is known gives the application: by its name, by its path where it does not know the name,
 * or not at all. Two commands at most, whatever it answers, and nothing but its selection is changed.
 */
export async function findApplication(channel: ApduChannel): Promise<'by-name' | 'by-path' | undefined> {
	const byName = await channel.exchange(selectByName(APPLICATION_NAME));
	if (byName.status.kind === 'done') {
		return 'by-name';
	}
	const byPath = await channel.exchange(selectByPath(APPLICATION_PATH));
	return byPath.status.kind === 'done' ? 'by-path' : undefined;
}

/**
 * Selects the application by its name, or by its path where the card does not know the name. Gives its file
 * control information; undefined on a card without the application.
 *
 * @throws CardError `unexpected-status`, `terminated`
 */
export async function selectApplication(channel: ApduChannel): Promise<Uint8Array | undefined> {
	for (const command of [selectByName(APPLICATION_NAME), selectByPath(APPLICATION_PATH)]) {
		const { data, status, statusWord } = await channel.exchange(command);
		switch (status.kind) {
			case 'done':
				return data;
			case 'file-not-found':
			case 'wrong-parameters':
				continue;
			case 'terminated':
				throw new CardError('terminated', 'SELECT of the application', { statusWord });
			default:
				throw new CardError('unexpected-status', `SELECT of the application: ${status.kind}`, { statusWord });
		}
	}
	return undefined;
}
