import { describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');
const COPY = /\u{1B}\]52;c;([A-Za-z0-9+/=]*)\u{7}/gu;

async function atCertificate(...args: Parameters<typeof MuhurdarSession.start>): Promise<MuhurdarSession> {
	const muhurdar = MuhurdarSession.start(...args);
	await muhurdar.ticks(1, 2, 3);
	muhurdar.pty.type('1');
	await muhurdar.says(texts.card.slot.seal);
	muhurdar.pty.type('s');
	await muhurdar.pty.shows(new RegExp(texts.certificate.labels.serial));
	return muhurdar;
}

describe('the clipboard of the terminal', () => {
	it('is asked once to take the serial number that is on the screen, and only after the key for it', async () => {
		const muhurdar = await atCertificate({ rows: 43 });
		expect(muhurdar.pty.raw).not.toContain('\u{1B}]');
		muhurdar.pty.type('y');
		const [, serial = ''] = await muhurdar.pty.shows(/konması istendi: ([0-9A-F]+)\./);
		const copied = [...muhurdar.pty.raw.matchAll(COPY)].map(([, base64 = '']) =>
			Buffer.from(base64, 'base64').toString(),
		);
		expect(copied).toEqual([serial]);
		muhurdar.pty.type('q');
		expect((await muhurdar.endsClean()).exitCode).toBe(0);
		expect(muhurdar.pty.raw.match(/\u{1B}\]/gu)).toHaveLength(1);
	});
});
