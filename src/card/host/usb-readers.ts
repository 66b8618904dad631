import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanText } from '#text';

/** Debian's package of a reader driver. */
export type ReaderPackage = 'libccid' | 'libacsccid1';

/** A card reader at a USB port, whether the PC/SC service shows it or not. */
export interface UsbReader {
	/** Vendor and product in upper-case hexadecimal, `072F:B102`. */
	readonly usbId: string;
	/** As the device names itself, cleaned for drawing; may be empty. */
	readonly product: string;
	/** The bundle of the driver that lists this very device, or undefined where none that is installed does. */
	readonly driver: string | undefined;
	/** The package that has a driver for it. */
	readonly package: ReaderPackage;
}

export interface UsbReadersOptions {
	/** Default: `/sys/bus/usb/devices`. */
	readonly devices?: string;
	/** Where drivers' bundles are. Default: the places that pcscd has on Linux. */
	readonly driverFolders?: readonly string[];
}

const DEVICES = '/sys/bus/usb/devices';
const DRIVER_FOLDERS = ['/usr/lib/pcsc/drivers', '/usr/lib64/pcsc/drivers', '/usr/local/lib/pcsc/drivers'];

/** bInterfaceClass of card readers. */
const READER_CLASS = '0b';
/** Vendors of readers that are sold with seals; older ones do not say the class. */
const ACS = '072F';
const MILKO = '2A17';
/**
 * Contact readers that the vendor's driver lists and libccid does not: ACR38U, ACR39K, ACR39T, ACR39F and others of the
 * family (libccid 1.5.2 and libacsccid1 1.1.8 compared).
 */
const ACS_OWN_DRIVER: readonly string[] = [
	...['9000', '90CF', 'B101', 'B102', 'B103', 'B104', 'B10C', 'B113', 'B114'].map(
		(product) => `${ACS}:${product}`,
	),
];

const MAX_ENTRIES = 512;
const MAX_FACT_BYTES = 256;
const MAX_LIST_BYTES = 262_144;
const MAX_NAME_CODE_POINTS = 60;

/** The readers at this computer's USB ports. Empty where the system shows no ports; never fails. */
export async function listUsbReaders(options: UsbReadersOptions = {}): Promise<readonly UsbReader[]> {
	const { devices = DEVICES, driverFolders = DRIVER_FOLDERS } = options;
	const names = await listFolder(devices);
	const found: Omit<UsbReader, 'driver'>[] = [];
	for (const name of names.filter((entry) => !entry.includes(':'))) {
		const vendor = await usbNumber(join(devices, name, 'idVendor'));
		const product = await usbNumber(join(devices, name, 'idProduct'));
		if (vendor === undefined || product === undefined) {
			continue;
		}
		const interfaces = names.filter((entry) => entry.startsWith(`${name}:`));
		if (!(await isReader(devices, vendor, interfaces))) {
			continue;
		}
		const usbId = `${vendor}:${product}`;
		found.push({
			usbId,
			product: cleanText((await readFact(join(devices, name, 'product'))).trim(), MAX_NAME_CODE_POINTS),
			package: ACS_OWN_DRIVER.includes(usbId) ? 'libacsccid1' : 'libccid',
		});
	}
	if (found.length === 0) {
		return [];
	}
	const drivers = await listDrivers(driverFolders);
	return found.map((reader) => ({
		...reader,
		driver: drivers.find(({ usbIds }) => usbIds.has(reader.usbId))?.bundle,
	}));
}

async function isReader(devices: string, vendor: string, interfaces: readonly string[]): Promise<boolean> {
	if (vendor === MILKO) {
		return true;
	}
	const classes = await Promise.all(
		interfaces.map(async (name) => (await readFact(join(devices, name, 'bInterfaceClass'))).trim()),
	);
	// ACS makes nothing but readers; its older ones have a class of their own.
	return classes.includes(READER_CLASS) || (vendor === ACS && classes.length > 0);
}

interface InstalledDriver {
	readonly bundle: string;
	/** Every device in its `Info.plist`, by which pcscd chooses. */
	readonly usbIds: ReadonlySet<string>;
}

async function listDrivers(folders: readonly string[]): Promise<readonly InstalledDriver[]> {
	const drivers: InstalledDriver[] = [];
	for (const folder of folders) {
		for (const bundle of (await listFolder(folder)).filter((name) => name.endsWith('.bundle'))) {
			const list = await readFact(join(folder, bundle, 'Contents', 'Info.plist'), MAX_LIST_BYTES);
			const products = plistArray(list, 'ifdProductID');
			const usbIds = plistArray(list, 'ifdVendorID').map(
				(vendor, index) => `${vendor}:${products[index] ?? ''}`,
			);
			drivers.push({ bundle: cleanText(bundle, MAX_NAME_CODE_POINTS), usbIds: new Set(usbIds) });
		}
	}
	return drivers;
}

/** Numbers of four hexadecimal digits in the array of a property list that stands behind `key`. */
function plistArray(list: string, key: string): readonly string[] {
	const [, array = ''] = list.split(`<key>${key}</key>`, 2);
	return Array.from(
		array.slice(0, Math.max(0, array.indexOf('</array>'))).matchAll(/0x([0-9A-Fa-f]{4})</g),
		(match) => (match[1] ?? '').toUpperCase(),
	);
}

async function usbNumber(path: string): Promise<string | undefined> {
	const text = (await readFact(path)).trim();
	// ASCII hexadecimal, no locale involved.
	return /^[0-9a-f]{4}$/i.test(text) ? text.toUpperCase() : undefined;
}

async function listFolder(path: string): Promise<readonly string[]> {
	try {
		return (await readdir(path)).slice(0, MAX_ENTRIES).sort();
	} catch {
		// Absent on other systems, and in containers.
		return [];
	}
}

/** The beginning of a file; empty where there is none. */
async function readFact(path: string, limit = MAX_FACT_BYTES): Promise<string> {
	try {
		await using file = await open(path);
		const bytes = Buffer.alloc(limit);
		const { bytesRead } = await file.read(bytes, 0, limit, 0);
		return bytes.toString('utf8', 0, bytesRead);
	} catch {
		return '';
	}
}
