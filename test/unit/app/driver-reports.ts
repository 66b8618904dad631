import type { AkisCard, DriverReport, ModuleSight, ModuleToken, UsbReader } from '#card';
import { USUAL_PIN_LENGTH } from '#card-rules';

const UNTOUCHED = { isLow: false, isFinalTry: false, isLocked: false };

/** What a look at the driver could have told on a usual computer. */
export function driverReport(
	module: ModuleSight | { readonly kind: 'in-use' },
	readers: readonly UsbReader[] = [],
): DriverReport {
	return {
		system: { kind: 'debian', name: 'Debian GNU/Linux 12 (bookworm)', machine: 'x64' },
		module,
		readers,
	};
}

export const DRIVER_MISSING: DriverReport = driverReport({
	kind: 'missing',
	searched: ['/usr/lib/libakisp11.so'],
});

/** A module that works and sees these cards. */
export function driverThatSees(...cards: readonly AkisCard[]): DriverReport {
	return driverReport({
		kind: 'works',
		path: '/usr/lib/libakisp11.so',
		facts: {
			description: 'AKIS PKCS#11 Library',
			manufacturer: 'TUBITAK BILGEM',
			libraryVersion: '1.6',
			cryptokiVersion: '2.20',
			nameVersion: undefined,
			machine: 'x64',
		},
		tokens: cards.map(tokenOf),
	});
}

function tokenOf({ certificates }: AkisCard): ModuleToken {
	return {
		label: 'AKIS',
		manufacturer: 'TUBITAK BILGEM',
		model: 'AKIS',
		serialNumber: '0123456789ABCDEF',
		slotDescription: 'ACS ACR39U 00 00',
		pin: UNTOUCHED,
		puk: UNTOUCHED,
		pinLength: USUAL_PIN_LENGTH,
		certificates: certificates.map(({ certificate }, index) => ({
			label: `${certificate.holderNumber ?? ''}${certificate.use ?? ''}`,
			id: `0${index + 1}`,
			certificate,
		})),
	};
}
