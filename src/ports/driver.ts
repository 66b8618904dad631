import type { DriverPort } from '#app';
import type { VendorModule, VendorModuleOptions } from '#card';

/** The vendor's module of this run. */
export interface LateDriver {
	readonly port: DriverPort;
	/** The same one for looks and PINs, so that they wait for one another. */
	module(): Promise<VendorModule>;
}

/** A look may have to wait for a PIN or a signature to end. */
const LOOK_WAIT_MS = 10_000;

/** What a command waits for the whole of a look: a card with its two certificates takes a module some seconds. */
const COMMAND_LOOK_MS = 10_000;

/** The module as options and settings name it. */
export type NamedModule = Pick<VendorModuleOptions, 'path' | 'environment'>;

/** For a command, which looks once at most and must end whatever the module does. */
export function driverOfCommand(module: NamedModule): DriverPort {
	const limits = { reading: COMMAND_LOOK_MS, pin: 0, signing: 0, whole: COMMAND_LOOK_MS };
	return lateDriver({ ...module, trust: 'any-owner', limits }).port;
}

/** Nothing is loaded before it is asked for. */
export function lateDriver(options: VendorModuleOptions): LateDriver {
	let made: Promise<VendorModule> | undefined;
	const module = (): Promise<VendorModule> => {
		made ??= import('#card').then(({ VendorModule }) => new VendorModule(options));
		return made;
	};
	return {
		module,
		port: {
			async look(signal) {
				const [{ readDriverReport }, vendor] = await Promise.all([import('#card'), module()]);
				return readDriverReport(vendor, { signal, waitMs: LOOK_WAIT_MS });
			},
		},
	};
}
