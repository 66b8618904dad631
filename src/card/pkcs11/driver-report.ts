import { type HostSystem, readHostSystem } from '../host/host-system.ts';
import { listUsbReaders, type UsbReader } from '../host/usb-readers.ts';
import type { WaitOptions } from '../session.ts';
import type { ModuleSight, VendorModule } from './vendor-module.ts';

/** Everything step 2 of the guide is about, found out now. */
export interface DriverReport {
	readonly system: HostSystem;
	/** `in-use`: another conversation with the module went on for too long. */
	readonly module: ModuleSight | { readonly kind: 'in-use' };
	/** At the USB ports; empty where the system does not show them. */
	readonly readers: readonly UsbReader[];
}

/** Never fails: a look that was called off has found the module in use. */
export async function readDriverReport(module: VendorModule, wait: WaitOptions): Promise<DriverReport> {
	const [system, readers, sight] = await Promise.all([
		readHostSystem(),
		listUsbReaders(),
		lookUnlessCalledOff(module, wait),
	]);
	return { system, module: sight, readers };
}

async function lookUnlessCalledOff(module: VendorModule, wait: WaitOptions): Promise<DriverReport['module']> {
	try {
		return await module.look(wait);
	} catch (error) {
		if (wait.signal.aborted) {
			return { kind: 'in-use' };
		}
		throw error;
	}
}
