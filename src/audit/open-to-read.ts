import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a regular file for reading. Never follows a link, and never waits: a pipe without a writer would hold a thread
 * of the process, which no signal ends.
 *
 * @throws an Error with `code` of the system, or `EINVAL` where it is not a regular file
 */
export async function openToRead(path: string): Promise<FileHandle> {
	const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
	const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	if (!(await file.stat()).isFile()) {
		await file.close();
		throw Object.assign(new Error('not a regular file'), { code: 'EINVAL' });
	}
	return file;
}
