import type { SettingsProblem } from '#config';
import type { Texts } from '#i18n';
import { cleanText } from '#text';

/** Which settings file is not gone by, why, and where its contents are now. */
export function settingsProblemSentence({ code, path, keptAs }: SettingsProblem, texts: Texts): string {
	const sentence = texts.commands.config.problems[code](cleanText(path));
	return keptAs === undefined ? sentence : `${sentence} ${texts.commands.config.keptAs(cleanText(keptAs))}`;
}
