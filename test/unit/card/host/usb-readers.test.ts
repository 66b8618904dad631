import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listUsbReaders } from '../../../../src/card/host/usb-readers.ts';

const folders: string[] = [];
afterAll(() => {
	for (const folder of folders) {
		rmSync(folder, { recursive: true, force: true });
	}
});

/** A tree of files as the kernel and reader drivers show them. */
function tree(files: Readonly<Record<string, string>>): {
	readonly devices: string;
	readonly driverFolders: string[];
} {
	const root = mkdtempSync(join(tmpdir(), 'muhurdar-usb-'));
	folders.push(root);
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(dirname(join(root, name)), { recursive: true });
		writeFileSync(join(root, name), content);
	}
	return { devices: join(root, 'devices'), driverFolders: [join(root, 'drivers')] };
}

function device(port: string, vendor: string, product: string, name: string, interfaceClass: string) {
	return {
		[`devices/${port}/idVendor`]: `${vendor}\n`,
		[`devices/${port}/idProduct`]: `${product}\n`,
		[`devices/${port}/product`]: `${name}\n`,
		[`devices/${port}:1.0/bInterfaceClass`]: `${interfaceClass}\n`,
	};
}

function driver(bundle: string, ...usbIds: readonly string[]) {
	const array = (index: 0 | 1): string =>
		usbIds.map((usbId) => `<string>0x${usbId.split(':')[index]}</string>`).join('\n');
	return {
		[`drivers/${bundle}/Contents/Info.plist`]: `<plist><dict>
			<key>ifdVendorID</key><array>${array(0)}</array>
			<key>ifdProductID</key><array>${array(1)}</array>
			<key>ifdFriendlyName</key><array><string>0x1234</string></array>
		</dict></plist>`,
	};
}

const ACR39T = device('1-2', '072f', 'b102', 'ACR39T ICC Reader', '0b');
const MILKO = device('1-3', '2a17', '0001', 'MILKO V1.', '0b');
const MOUSE = device('1-4', '046d', 'c077', 'USB Optical Mouse', '03');
const CCID = driver('ifd-ccid.bundle', '072F:90CC', '2A17:0001');
const ACS_CCID = driver('ifd-acsccid.bundle', '072f:90cc', '072f:b102');

describe('readers at the USB ports', () => {
	test('are told with the driver that lists them', async () => {
		expect(await listUsbReaders(tree({ ...ACR39T, ...MILKO, ...MOUSE, ...CCID, ...ACS_CCID }))).toEqual([
			{
				usbId: '072F:B102',
				product: 'ACR39T ICC Reader',
				driver: 'ifd-acsccid.bundle',
				package: 'libacsccid1',
			},
			{ usbId: '2A17:0001', product: 'MILKO V1.', driver: 'ifd-ccid.bundle', package: 'libccid' },
		]);
	});

	test('that no installed driver lists are told with the package that does', async () => {
		expect(await listUsbReaders(tree({ ...ACR39T, ...CCID }))).toMatchObject([
			{ usbId: '072F:B102', driver: undefined, package: 'libacsccid1' },
		]);
		expect(await listUsbReaders(tree(MILKO))).toMatchObject([
			{ usbId: '2A17:0001', driver: undefined, package: 'libccid' },
		]);
	});

	test('of the vendors that make nothing else are known without the class of readers', async () => {
		const old = device('2-1', '072f', '9000', 'ACR38U', '00');
		expect(await listUsbReaders(tree(old))).toMatchObject([{ usbId: '072F:9000', package: 'libacsccid1' }]);
	});

	test('are none where the system shows no ports, or nonsense', async () => {
		expect(await listUsbReaders({ devices: '/nowhere', driverFolders: ['/nowhere'] })).toEqual([]);
		const strange = device('1-1', 'xyzzy', '\u0000', 'nothing', '0b');
		expect(await listUsbReaders(tree(strange))).toEqual([]);
	});

	test('say nothing that moves the cursor', async () => {
		const hostile = device('1-1', '072f', '90cc', '\u001b[2JACR\u202e', '0b');
		const [reader] = await listUsbReaders(tree(hostile));
		expect(reader?.product).not.toMatch(/[\u001b\u202e]/u);
	});
});
