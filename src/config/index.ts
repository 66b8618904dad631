export { isSettingKey, SETTING_KEYS, type SettingKey, type Settings } from './settings.ts';
export { cacheDirectory, settingsDirectory } from './settings-directory.ts';
export {
	parseSetting,
	readSettings,
	type SettingsProblem,
	type SettingsReading,
	SettingsWriteError,
	settingsPath,
	writeSetting,
} from './settings-file.ts';
