import { readSealCertificate } from '../read-seal-certificate.ts';
import type { SealCertificate } from '../seal-certificate.ts';

/*
 * The two corporate roots of Kamu SM, under which the issuers of fiscal seals stand. They are public; what makes
 * them trusted here is that they are part of the program. The authority's depot is plain HTTP, so nothing that comes
 * from there is believed unless it leads to one of these. Fingerprints: docs/card.md.
 */

interface PinnedRoot {
	/** SHA-256 of the certificate, lower-case hexadecimal; what is below must have it. */
	readonly fingerprint: string;
	/** DER in Base64. */
	readonly certificate: string;
}

const PINNED: readonly PinnedRoot[] = [
	// KamuSM Kurumsal Kök Sertifika Hizmet Sağlayıcısı - Sürüm 1: RSA 2048, to 12 November 2030.
	{
		fingerprint: 'dc2c797ead271a061178fbf554f56a53bdbf8d54727d7c3a885e209a73d52aa8',
		certificate:
			'MIIFFzCCA/+gAwIBAgIBAjANBgkqhkiG9w0BAQsFADCCASsxCzAJBgNVBAYTAlRSMRgwFgYDVQQHDA9HZWJ6ZSAtIEtvY2FlbGkx' +
			'RzBFBgNVBAoMPlTDvHJraXllIEJpbGltc2VsIHZlIFRla25vbG9qaWsgQXJhxZ90xLFybWEgS3VydW11IC0gVMOcQsSwVEFLMUgw' +
			'RgYDVQQLDD9VbHVzYWwgRWxla3Ryb25payB2ZSBLcmlwdG9sb2ppIEFyYcWfdMSxcm1hIEVuc3RpdMO8c8O8IC0gVUVLQUUxIzAh' +
			'BgNVBAsMGkthbXUgU2VydGlmaWthc3lvbiBNZXJrZXppMUowSAYDVQQDDEFLYW11U00gS3VydW1zYWwgS8O2ayBTZXJ0aWZpa2Eg' +
			'SGl6bWV0IFNhxJ9sYXnEsWPEsXPEsSAtIFPDvHLDvG0gMTAeFw0wOTExMTIwOTI5MTRaFw0zMDExMTIwOTI5MTRaMIIBKzELMAkG' +
			'A1UEBhMCVFIxGDAWBgNVBAcMD0dlYnplIC0gS29jYWVsaTFHMEUGA1UECgw+VMO8cmtpeWUgQmlsaW1zZWwgdmUgVGVrbm9sb2pp' +
			'ayBBcmHFn3TEsXJtYSBLdXJ1bXUgLSBUw5xCxLBUQUsxSDBGBgNVBAsMP1VsdXNhbCBFbGVrdHJvbmlrIHZlIEtyaXB0b2xvamkg' +
			'QXJhxZ90xLFybWEgRW5zdGl0w7xzw7wgLSBVRUtBRTEjMCEGA1UECwwaS2FtdSBTZXJ0aWZpa2FzeW9uIE1lcmtlemkxSjBIBgNV' +
			'BAMMQUthbXVTTSBLdXJ1bXNhbCBLw7ZrIFNlcnRpZmlrYSBIaXptZXQgU2HEn2xhecSxY8Sxc8SxIC0gU8O8csO8bSAxMIIBIjAN' +
			'BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnPiXRiHbaxb+7AfXezYe8gZqRx31uMVUVy/ReSP2acL0LwmAmbj6nID/4feerlsU' +
			'ui08E4kMaE+zlhg7Oz1I3GLdArEsdIW3ZtHGyz3/Gu8DhIK12+lcStMOT8JQgFXIy4OVsBzo9a1K96zV0rvO7OgLEDMRnDbK2252' +
			'UK6Z4gxQPt+pAc7z2GUWfc9fhalM3DTApiVA6G9cYIC8B4W+U78LI0c+k37AUy1emjdWvEqBvp5C1jqFGtyJRHpm0K5H07Gr6v6a' +
			'S3791V1eHCGq0DdtZ8doNLsboWPxUlA9QYZjKV8SZogb+aM9idUB4ENq9YcGhkVSV+NcVBxlJmDCBQIDAQABo0IwQDAdBgNVHQ4E' +
			'FgQUgekPRhaaNlW9SEmlls+S+taJgjIwDgYDVR0PAQH/BAQDAgEGMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEB' +
			'ADXyjDCQR+B/IKsBy7IPvEBiKBSIRhVw3ZsH6+epfrlSGP99lOn4E9UA+X5884VeddSmLXWn6xGPK5yS/pnYiclm8+5ISfemgz95' +
			'VzWU396x5FYI4/OY0sR3ybXVnpjG3a7Sj1rV5cmpu632O378AGXdDB1leORryoVzZf31VGSw1wJ5psKEV9mkIaOE2Zmgi5A9A/aO' +
			'iCS29d7xuA7EfGB+90yvJCzDRr1aUpAiiMDgu4d21lm8NdB8a/EepItm7btg0rVtEaMNA4p6e74cLE2AgsTwyHoI4IC4IktZ2L/J' +
			'GpX0wbLInvq8HZ99De91jfEOhxD6jG3pwmZ6SokBttA=',
	},
	// KamuSM Kurumsal Kök Sertifika Hizmet Sağlayıcısı - Sürüm 2: EC P-384, to 11 August 2042.
	{
		fingerprint: '82f01501cd76672c343502e0835ee9f0dc8d9fdbecdc6955a4304659a331393b',
		certificate:
			'MIIDDjCCApSgAwIBAgIDAMMBMAoGCCqGSM49BAMDMIHOMQswCQYDVQQGEwJUUjEYMBYGA1UEBwwPR2ViemUgLSBLb2NhZWxpMUcw' +
			'RQYDVQQKDD5Uw7xya2l5ZSBCaWxpbXNlbCB2ZSBUZWtub2xvamlrIEFyYcWfdMSxcm1hIEt1cnVtdSAtIFTDnELEsFRBSzEQMA4G' +
			'A1UECwwHQsSwTEdFTTFKMEgGA1UEAwxBS2FtdVNNIEt1cnVtc2FsIEvDtmsgU2VydGlmaWthIEhpem1ldCBTYcSfbGF5xLFjxLFz' +
			'xLEgLSBTw7xyw7xtIDIwHhcNMjIwODExMDgzNTI0WhcNNDIwODExMDgzNTI0WjCBzjELMAkGA1UEBhMCVFIxGDAWBgNVBAcMD0dl' +
			'YnplIC0gS29jYWVsaTFHMEUGA1UECgw+VMO8cmtpeWUgQmlsaW1zZWwgdmUgVGVrbm9sb2ppayBBcmHFn3TEsXJtYSBLdXJ1bXUg' +
			'LSBUw5xCxLBUQUsxEDAOBgNVBAsMB0LEsExHRU0xSjBIBgNVBAMMQUthbXVTTSBLdXJ1bXNhbCBLw7ZrIFNlcnRpZmlrYSBIaXpt' +
			'ZXQgU2HEn2xhecSxY8Sxc8SxIC0gU8O8csO8bSAyMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEghf1CVbARhpHrgRfcdX6PxZfPZtW' +
			'CsmL7Tp/YtrYRQdstGlLBNUQHdAtWqAZCcTivkjNJsfg1RK4LRulJuBZeypl/4lDFTPx1I1hEUTkdiq75Su280yLsiaKtf5oWAut' +
			'o0IwQDAdBgNVHQ4EFgQUFAZbJ76YNRZhMMav3CUpMW7jyiAwDgYDVR0PAQH/BAQDAgEGMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI' +
			'zj0EAwMDaAAwZQIwGC/4y8bDiT7TRC57sxvaCrXdUxoHR7+A9wLorwOpvpwnDSxm/hj6G1/9RB63JPJ3AjEAiSyMTd5OOTv+OzHa' +
			'N84oAaR6kLK/zS0Q+tB/Jq1QKZB10I0Oz54jeuJkpQ3uPMCL',
	},
];

let roots: readonly SealCertificate[] | undefined;

/** The roots that end a trusted chain. Read at the first call. */
export function pinnedRoots(): readonly SealCertificate[] {
	roots ??= PINNED.map(readPinned);
	return roots;
}

function readPinned({ fingerprint, certificate }: PinnedRoot): SealCertificate {
	const read = readSealCertificate(Buffer.from(certificate, 'base64'));
	if (!read.ok || read.certificate.fingerprint !== fingerprint) {
		throw new TypeError(`a pinned root is damaged: ${fingerprint}`);
	}
	return read.certificate;
}
