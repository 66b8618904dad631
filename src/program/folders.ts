import { join } from 'node:path';
import { cacheDirectory, dataDirectory, type Settings } from '#config';

/** Where certificates of authorities are kept that were fetched or imported. */
export function issuerFolder(): string | undefined {
	const data = dataDirectory(process.env);
	return data === undefined ? undefined : join(data, 'authorities');
}

/** Where the register of seals lies. */
export async function sealsFolder(): Promise<string | undefined> {
	const { registerDirectory } = await import('#register');
	return registerDirectory(process.env);
}

/** Where verified answers about certificates are kept. */
export function evidenceFolder(): string | undefined {
	const cache = cacheDirectory(process.env);
	return cache === undefined ? undefined : join(cache, 'evidence');
}

/** Where cards that were read are kept, if that was asked for. */
export function cardFolder(settings: Settings): string | undefined {
	const caches = settings['card.cache'] ? cacheDirectory(process.env) : undefined;
	return caches === undefined ? undefined : join(caches, 'cards');
}
