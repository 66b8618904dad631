import type { SettingsProblem } from '#config';
import type { Texts } from '#i18n';
import { cleanText } from '#text';

/** Which settings file is not gone by, and why. */
export function settingsProblemSentence({ code, path }: SettingsProblem, texts: Texts): string {
	return texts.commands.config.problems[code](cleanText(path));
}
