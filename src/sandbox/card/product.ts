/** The AKİS products the sandbox can be; the names are those of the table of ATRs. */
export type VirtualCardProduct = 'v1.0' | 'v2.2.8';

/** What is publicly known of a product, and so what the virtual card does. */
export interface ProductProfile {
	readonly atr: Uint8Array;
	/** Most bytes of data in one answer; what is longer waits for GET RESPONSE. */
	readonly maxTransferBytes: number;
	/**
	 * `full`: every command of OpenSC's AKİS driver, PKCS#15 structures, tag 90 in the FCI.
	 * `reading`: selecting and reading the certificate files, which is all that is public of the later cards.
	 */
	readonly commandSet: 'full' | 'reading';
}

export function productProfile(product: VirtualCardProduct): ProductProfile {
	switch (product) {
		case 'v1.0':
			return {
				atr: atr('3BBA11008131FE4D55454B41452056312E30AE'),
				maxTransferBytes: 0xf4,
				commandSet: 'full',
			};
		case 'v2.2.8':
			return {
				atr: atr('3B9F978131FE4580655443D2210831C073F6218081055B'),
				maxTransferBytes: 0x100,
				commandSet: 'reading',
			};
	}
}

function atr(hex: string): Uint8Array {
	return new Uint8Array(Buffer.from(hex, 'hex'));
}
