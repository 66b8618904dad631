import { enCurrent } from './current-flow-en.ts';
import { trCurrent } from './current-flow-tr.ts';
import { en } from './en.ts';
import { type Texts, tr } from './tr.ts';

export { textsForVisitors } from './visitor-texts.ts';
export type { Texts };

/** The texts of a language; everything a person reads on the screen comes from here. */
export function textsOf(language: 'tr' | 'en', flow: PortalFlow = 'guide-2014'): Texts {
	const ofGuide = flow === 'guide-2014';
	return language === 'tr' ? (ofGuide ? tr : trCurrent) : ofGuide ? en : enCurrent;
}

/** The portal's ways, as the contract names them: labels and some sentences differ. */
type PortalFlow = 'guide-2014' | 'current';
