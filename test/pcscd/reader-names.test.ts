import { expect, it } from 'vitest';
import { openStack } from './open-stack.ts';
import { readStatus, runStatus, startCardRunner } from './programs.ts';

/** As the driver's own configuration, with the letter İ of ISO 8859-9 in the name, which is no UTF-8. */
const LATIN_5 = Buffer.from('M\xddLKO V1.', 'latin1');
const SHOWN = 'M\\xDDLKO V1. 00 00';

it('a reader whose name is not UTF-8 is listed with its bytes, and its card is read', async () => {
	const stack = await openStack();
	await stack.start({ friendlyName: LATIN_5 });
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await stack.log.next(/Card inserted into M/);

	const { exitCode, report } = await readStatus(stack, '--reader', 'M\\xDDLKO V1. 00 00');
	expect(report.readers).toMatchObject([{ name: SHOWN, state: 'seal' }]);
	expect(report.readers[0]?.card?.certificates).toHaveLength(2);
	expect(exitCode).toBe(0);
	const { stdout } = await runStatus(stack);
	expect(stdout).toContain(SHOWN);
	expect(stdout).toContain('M\\xDDLKO V1. 00 01');
});
