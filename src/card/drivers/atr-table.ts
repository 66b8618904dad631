import type { AkisGeneration } from '#card-model';
import { atrHex, historicalBytes } from './answer-to-reset.ts';

/** What the table knows of a card before a byte was sent to it. */
export interface AtrIdentity {
	readonly product: string;
	readonly generation: AkisGeneration;
	/** Maker of the chip; undefined where no public list names it, or the ATR stands for several. */
	readonly chip: Chip | undefined;
	/** Where the row comes from, see docs/card.md. */
	readonly source: AtrSource;
}

export type Chip = 'Infineon' | 'NXP' | 'YITAL' | 'HNEC' | 'SMIC';

/** Public places that list AKİS ATRs. */
export type AtrSource =
	/** OpenSC's `card-akis.c`. */
	| 'opensc'
	/** `smartcard_list.txt` of pcsc-tools. */
	| 'pcsc-tools'
	/** `AkisTemplate` of TÜBİTAK's own MA3 signature library. */
	| 'ma3';

interface AtrRow extends AtrIdentity {
	/** The whole ATR, upper-case hexadecimal. */
	readonly atr: string;
}

interface AtrPattern extends AtrIdentity {
	/** All historical bytes, upper-case hexadecimal; a dot stands for any digit. */
	readonly historical: string;
}

/**
 * AKİS cards by their exact ATR. The national identity card runs the same system and shows the same ATRs: that
 * a card is a *seal* is told by its certificates, never here.
 */
export const ATR_ROWS: readonly AtrRow[] = [
	v10('3BBA11008131FE4D55454B41452056312E30AE', 'AKİS v1.0', 'opensc', 'Infineon'),
	v1x('3B9F968131FE45806755454B41451112318073B3A180E9', 'AKİS v1.1', 'pcsc-tools'),
	v1x('3B9F968131FE45806755454B41451212318073B3A180EA', 'AKİS v1.2', 'pcsc-tools', 'NXP'),
	v1x('3B9F968131FE45806755454B41451213318073B3A180EB', 'AKİS v1.2', 'pcsc-tools'),
	v1x('3B9F968131FE45806755454B41451221318073B3A180D9', 'AKİS v1.2.1', 'ma3'),
	v1x('3B9F158131FE45806755454B41451221318073B3A1805A', 'AKİS v1.2.1', 'ma3'),
	v1x('3B9F138131FE45806755454B41451221318073B3A1805C', 'AKİS v1.2.1', 'ma3'),
	v1x('3B9F968131FE45806755454B41451252318073B3A180AA', 'AKİS v1.2.1', 'pcsc-tools', 'Infineon'),
	v1x('3B9F968131FE45806755454B41451253318073B3A180AB', 'AKİS v1.2.1', 'pcsc-tools', 'NXP'),
	v1x('3B9F968131FE45806755454B41451261318073B3A18099', 'AKİS v1.2', 'ma3'),
	v1x('3B9F158131FE45806755454B41451261318073B3A1801A', 'AKİS v1.2', 'ma3'),
	v1x('3B9F138131FE45806755454B41451261318073B3A1801C', 'AKİS v1.2', 'ma3', 'YITAL'),
	v1x('3B9F138131FE45806755454B41451264318073B3A18019', 'UKiS v1.2.1', 'pcsc-tools', 'HNEC'),
	v1x('3B9F138131FE45806755454B41451265318073B3A18018', 'UKiS v1.2.1', 'pcsc-tools', 'SMIC'),
	v1x('3B9F968131FE45806755454B41451292318073B3A1806A', 'AKİS v1.2.2', 'pcsc-tools', 'Infineon'),
	v1x('3B9F968131FE45806755454B41451293318073B3A1806B', 'AKİS v1.2.2', 'pcsc-tools'),
	v1x('3B9F968131FE45806755454B414512A4318073B3A1805C', 'AKİS v1.2', 'ma3'),
	v1x('3B9F968131FE45806755454B414512A5318073B3A1805D', 'AKİS v1.2', 'ma3'),
	v1x('3B9F968131FE45806755454B41451312318073B3A180EB', 'AKİS v1.3', 'pcsc-tools'),
	v2x('3B9F968131FE458065544320201231C073F621808105B3', 'AKİS v2.0', 'ma3'),
	v2x('3B9F978131FE458065544312210031C073F62180810593', 'AKİS v2.x', 'ma3'),
	v2x('3B9F978131FE458065544312210731C073F62180810594', 'AKİS v2.x', 'ma3'),
	v2x('3B9F978131FE4580655443D2210831C073F6218081055B', 'AKİS v2.2.8', 'ma3'),
	v2x('3B9F978131FE4580655443E4210831C073F6218081056D', 'AKİS v2.2.8', 'ma3'),
	v2x('3B9F968131FE4580655443D3210831C073F6218081055B', 'AKİS v2.2.8', 'ma3'),
	v2x('3B9F968131FE4580655443D2210831C073F6218081055A', 'AKİS v2.2.8', 'ma3'),
	v2x('3B9F978131FE4580655443D2210831C073F6218081015F', 'AKİS v2.2.8', 'ma3'),
	v2x('3B9F978131FE458065544312210831C073F6218081059B', 'AKİS v2.2.8', 'ma3'),
	v2x('3B9F978131FE458065544312210831C073F6218081019F', 'AKİS v2.2.8', 'ma3'),
	v2x('3B9F978131FE458065544353228231C073F62180810553', 'AKİS v2.5.2', 'ma3'),
];

/** Families, for cards whose exact ATR nobody has published; the whole of the historical bytes must fit. */
export const ATR_PATTERNS: readonly AtrPattern[] = [
	{
		historical: '806755454B4145....318073B3A180',
		product: 'AKİS v1.x',
		generation: 'v1.x',
		chip: undefined,
		source: 'ma3',
	},
	{
		historical: '80655443......31C073F6218081..',
		product: 'AKİS v2.x',
		generation: 'v2.x',
		chip: undefined,
		source: 'ma3',
	},
	{
		historical: '8066683209......31958105',
		product: 'AKİS v3',
		generation: 'v3',
		chip: undefined,
		source: 'ma3',
	},
	{
		historical: '8066683249......31958105',
		product: 'AKİS v3',
		generation: 'v3',
		chip: undefined,
		source: 'ma3',
	},
];

/** The row of an AKİS card, exact ATR before family; undefined for every other card. */
export function identifyAtr(atr: Uint8Array): AtrIdentity | undefined {
	const text = atrHex(atr);
	const row = ATR_ROWS.find((candidate) => candidate.atr === text);
	if (row !== undefined) {
		return row;
	}
	const historical = historicalBytes(atr);
	if (historical === undefined) {
		return undefined;
	}
	const historicalText = atrHex(historical);
	return ATR_PATTERNS.find(
		(pattern) =>
			pattern.historical.length === historicalText.length &&
			Array.from(pattern.historical).every(
				(digit, index) => digit === '.' || digit === historicalText[index],
			),
	);
}

function v10(atr: string, product: string, source: AtrSource, chip?: Chip): AtrRow {
	return { atr, product, generation: 'v1.0', chip, source };
}

function v1x(atr: string, product: string, source: AtrSource, chip?: Chip): AtrRow {
	return { atr, product, generation: 'v1.x', chip, source };
}

function v2x(atr: string, product: string, source: AtrSource): AtrRow {
	return { atr, product, generation: 'v2.x', chip: undefined, source };
}
