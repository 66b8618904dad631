import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** OpenSC tries its drivers of old cards, AKİS among them, only where it is told to. */
const CONFIGURATION = 'app default { card_drivers = old; }\n';

/** What OpenSC's tools need in their environment to read an AKİS card; their settings lie in this folder. */
export async function openScEnvironment(folder: string): Promise<Readonly<Record<string, string>>> {
	const file = join(folder, 'opensc.conf');
	await writeFile(file, CONFIGURATION);
	return { OPENSC_CONF: file, HOME: folder, LANG: 'C.UTF-8' };
}
