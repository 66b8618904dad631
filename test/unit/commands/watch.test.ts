import { beforeAll, expect, it } from 'vitest';
import { CardError, createCardMonitor } from '#card';
import { runWatch } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader } from '#sandbox';
import { type WatchEvent, watchEvent } from '../../../src/commands/watch-report.ts';
import { SANDBOX_HOLDERS } from '../../../src/sandbox/holders.ts';
import { cardWithFiles, sealCertificates } from '../../cards/card-shapes.ts';
import { FakeReader, FakeReaderService } from '../card/fake-reader-service.ts';
import { capturedIo } from './captured-io.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const RTL = '\u{202E}';

let certificates: readonly Uint8Array[];
beforeAll(async () => {
	certificates = await sealCertificates(2);
});

/** The command beside a virtual reader with a seal and a service whose every word the test speaks. */
async function watching(json: boolean, language: 'tr' | 'en' = 'tr') {
	const slot = createVirtualReader({
		name: 'DENEME',
		card: cardWithFiles(certificates),
		cardError: (code) => new CardError(code, 'virtual reader'),
	});
	const service = new FakeReaderService();
	const monitor = createCardMonitor({ services: [slot, service] });
	const io = capturedIo();
	const ending = new AbortController();
	const ended = runWatch({
		monitor,
		json,
		texts: textsOf(language),
		io,
		signal: ending.signal,
		now: () => NOW,
	});
	const [, holder] = SANDBOX_HOLDERS;
	return {
		holder,
		slot,
		service,
		io,
		async [Symbol.asyncDispose]() {
			ending.abort();
			expect(await ended).toBe(0);
			await monitor.close();
		},
	};
}

function eventsIn(out: string): readonly WatchEvent[] {
	return out
		.trimEnd()
		.split('\n')
		.map((line) => watchEvent.parse(JSON.parse(line)));
}

it('tells how things are, then each change once, each line as its schema says', async () => {
	await using stage = await watching(true);
	const { slot, service, io } = stage;
	await io.said(/"state":"seal"/);
	slot.remove();
	await io.said(/"reader-changed".*"state":"empty"/);
	service.say({ kind: 'service-up' });
	service.say({ kind: 'reader-added', reader: new FakeReader(`MİLKO${RTL}`) });
	await io.said(/reader-added.*MİLKO/);
	service.say({ kind: 'reader-removed', name: `MİLKO${RTL}` });
	await io.said(/reader-removed.*MİLKO/);
	service.say({ kind: 'service-down', failure: 'stopped', detail: 'gone' });
	await io.said(/"state":"down"/);

	const events = eventsIn(io.out);
	const ofReader = events.flatMap((event) =>
		'reader' in event && event.reader.isVirtual ? [event.reader.state] : [],
	);
	expect(ofReader.filter((state, index) => state === ofReader[index - 1])).toEqual([]);
	expect(events[0]).toMatchObject({ event: 'reader-added', reader: { name: 'DENEME' } });
	expect(events.find((event) => 'reader' in event && event.reader.state === 'seal')).toMatchObject({
		reader: { card: { holder: { isSandbox: true }, certificates: [{ use: 'SIGN0' }, { use: 'ENCR0' }] } },
	});
	expect(events.filter(({ event }) => event === 'service-changed')).toMatchObject([
		{ service: { state: 'running', failure: null } },
		{ service: { state: 'down', failure: 'stopped' } },
	]);
	expect(io.out).not.toContain(RTL);
	expect(io.err).toBe('');
});

it.each(['tr', 'en'] as const)('tells a person the same in lines, in %s', async (language) => {
	const { card, commands, details, sandboxBadge } = textsOf(language);
	await using stage = await watching(false, language);
	const { slot, service, io } = stage;
	const says = (line: string) =>
		io.said(new RegExp(`^15:00:00  ${line.replaceAll(/[().]/gu, '\\$&')}$`, 'm'));
	const { holder } = stage;
	await says(
		`DENEME: AKİS v1.0, ${card.slotWord.seal}, ${holder.title}, ${card.taxNumber(holder.holderNumber)}, ${sandboxBadge}`,
	);
	slot.remove();
	await says(`DENEME: ${card.slotWord.empty}`);
	service.say({ kind: 'service-up' });
	await says(commands.watch.fact(details.service, details.serviceStates.running));
	service.say({ kind: 'reader-added', reader: new FakeReader('MİLKO') });
	await says(`MİLKO: ${card.slotWord.empty}`);
	service.say({ kind: 'reader-removed', name: 'MİLKO' });
	await says(commands.watch.readerRemoved('MİLKO'));
});
