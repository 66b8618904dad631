/** The list of components (CycloneDX), as npm makes it, of what is in the package and nothing else. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Parcel } from './parcels.ts';

const component = z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() });

const document = z.looseObject({
	metadata: z.looseObject({ tools: z.unknown(), component }),
	components: z.array(component),
	dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});

/**
 * @param root the project's folder
 * @param parcels what the package holds
 * @param seconds of the release, since 1970 UTC
 * @throws Error where npm's list lacks a parcel
 */
export function sbomOf(root: string, parcels: readonly Parcel[], seconds: number): string {
	// Without --omit=dev, which also leaves out what the program itself needs where a development dependency has its name.
	const made = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--offline'], {
		// `production` is --omit=dev by another name.
		env: { ...process.env, NODE_ENV: undefined },
		cwd: root,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const { metadata, components, dependencies, ...rest } = document.parse(JSON.parse(made));
	const isIn = (name: string, version: string) =>
		parcels.some((parcel) => parcel.name === name && parcel.version === version);
	const kept = components.filter(({ name, version }) => isIn(name, version));
	const missing = parcels.find(
		({ name, version }) => !kept.some((one) => one.name === name && one.version === version),
	);
	if (missing !== undefined) {
		throw new Error(`npm's list of components lacks ${missing.name} ${missing.version}`);
	}
	const refs = new Set([metadata.component['bom-ref'], ...kept.map((one) => one['bom-ref'])]);
	const whole = {
		...rest,
		metadata: {
			...metadata,
			timestamp: new Date(seconds * 1000).toISOString(),
			// Which npm made the list changes nothing in the package, and would change its hash.
			tools: undefined,
			// npm names the project by its folder.
			component: { ...metadata.component, name: 'muhurdar', type: 'application' },
		},
		components: kept,
		dependencies: dependencies
			.filter(({ ref }) => refs.has(ref))
			.map((one) => ({ ...one, dependsOn: one.dependsOn?.filter((ref) => refs.has(ref)) })),
	};
	// npm takes a random number: the same contents have the same one here.
	const digest = createHash('sha256')
		.update(JSON.stringify({ ...whole, serialNumber: '' }))
		.digest('hex');
	const uuid = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
	return `${JSON.stringify({ ...whole, serialNumber: `urn:uuid:${uuid}` }, undefined, '\t')}\n`;
}
