import type { Texts } from '#i18n';
import type { CommandIo } from '../command-io.ts';
import type { SealsAct } from './act.ts';
import type { RegisterPlace } from './open.ts';

export interface SealsOptions extends RegisterPlace {
	readonly act: SealsAct;
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
}
