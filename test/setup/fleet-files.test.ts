import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingsSchema } from '../../src/config/settings-schema.ts';

const ROLE = 'deploy/ansible/roles/muhurdar';

const defaults = z.object({
	muhurdar_settings: z.record(z.string(), z.unknown()),
	muhurdar_consoles: z.array(z.string()),
	muhurdar_keys: z.array(z.string()),
});

function yamlOf(path: string): unknown {
	return parse(readFileSync(join(ROLE, path), 'utf8'));
}

it("the role's own settings are settings of the program", () => {
	const { muhurdar_settings } = defaults.parse(yamlOf('defaults/main.yml'));
	expect(settingsSchema.safeParse(muhurdar_settings).success).toBe(true);
});

it('every variable of the role has a default, and every template that it uses is there', () => {
	const known = Object.keys(z.record(z.string(), z.unknown()).parse(yamlOf('defaults/main.yml')));
	const texts = [
		'tasks/main.yml',
		'handlers/main.yml',
		'templates/authorized_keys.j2',
		'templates/rsyslog.conf.j2',
	].map((path) => readFileSync(join(ROLE, path), 'utf8'));
	const used = texts.flatMap((text) => text.match(/\bmuhurdar_\w+/g) ?? []);
	expect([...new Set(used)].filter((name) => !known.includes(name))).toEqual([]);
	for (const [, template = ''] of texts.join('\n').matchAll(/src: (\S+\.j2)/g)) {
		expect(existsSync(join(ROLE, 'templates', template))).toBe(true);
	}
});

it('a key of the role gets a terminal and nothing else', () => {
	expect(readFileSync(join(ROLE, 'templates/authorized_keys.j2'), 'utf8')).toContain(
		'\nrestrict,pty {{ key }}\n',
	);
});

it.each(['kiosk.conf', 'collector.conf'])(
	'rsyslog sends and takes records by RELP with TLS and named peers: %s',
	(name) => {
		const text = readFileSync(join('deploy/rsyslog', name), 'utf8');
		expect(text).toMatch(/type="(?:im|om)relp"/);
		expect(text).toMatch(/^\s+tls="on"$/m);
		expect(text).toMatch(/^\s+tls\.authMode="name"$/m);
		expect(text).toMatch(/^\s+tls\.permittedPeer=\[/m);
		if (name === 'kiosk.conf') {
			// On the disk, one after the other, and never given up.
			expect(text).toMatch(/queue\.filename="\S+"/);
			expect(text).toMatch(/queue\.workerThreads="1"/);
			expect(text).toMatch(/action\.resumeRetryCount="-1"/);
		}
	},
);
