import { expect, test } from 'vitest';
import { locateAkisModule } from '#card';

test('the first place that has the module is told', async () => {
	const there = ['/usr/local/lib/libakisp11.so', '/opt/akis/lib/libakisp11.so'];
	expect(await locateAkisModule({ platform: 'linux', exists: async (path) => there.includes(path) })).toEqual(
		{
			kind: 'found',
			path: '/usr/local/lib/libakisp11.so',
		},
	);
});

test.each([
	['linux', '/usr/lib/libakisp11.so'],
	['darwin', '/usr/local/lib/libakisp11.dylib'],
	['win32', 'C:\\Windows\\System32\\akisp11.dll'],
] as const)('on %s every place that was searched is told, in order', async (platform, first) => {
	const asked: string[] = [];
	const status = await locateAkisModule({
		platform,
		exists: async (path) => {
			asked.push(path);
			return false;
		},
	});
	expect(status).toEqual({ kind: 'missing', searched: asked });
	expect(asked[0]).toBe(first);
});
