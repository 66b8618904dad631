import { expect, it } from 'vitest';
import { type WatchEvent, watchEvent } from '../../src/commands/watch-report.ts';
import { openStack } from './open-stack.ts';
import { SLOT_NAMES } from './private-pcscd.ts';
import { MUHURDAR, startCardRunner } from './programs.ts';

it('watch tells of pcscd, a card that comes and goes, and a service that dies, until it is interrupted', async () => {
	const stack = await openStack();
	const watch = stack.run([MUHURDAR, 'watch', '--json', '--reader', SLOT_NAMES[1]]);
	await watch.stdout.next(/"state":"down"/);
	await stack.start();
	await watch.stdout.next(/"reader-added".*"state":"empty"/);
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await watch.stdout.next(/"reader-changed".*"state":"seal"/);
	runner.writeLine('remove 1');
	await watch.stdout.next(/"reader-changed".*"state":"empty"/);
	await stack.kill();
	await watch.stdout.next(/"reader-removed"/);
	expect(await watch.end('INT')).toBe(130);

	const events: readonly WatchEvent[] = (await watch.stdout.whole())
		.trimEnd()
		.split('\n')
		.map((line) => watchEvent.parse(JSON.parse(line)));
	const services = events.flatMap((event) => ('service' in event ? [event.service.state] : []));
	// Why it is down changes with what is tried: it stopped, then it is not there.
	expect(services.filter((state, index) => state !== services[index - 1])).toEqual([
		'down',
		'running',
		'down',
	]);
	expect(events.filter((event) => 'reader' in event && event.reader.name !== SLOT_NAMES[1])).toEqual([]);
	expect(await watch.stderr.whole()).toBe('');
});
