import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of V8's heap that are still used after garbage was collected. */
export function heapInUse(): number {
	setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect !== 'function') {
		throw new TypeError('this Node does not collect garbage when it is asked');
	}
	collect();
	collect();
	return process.memoryUsage().heapUsed;
}
