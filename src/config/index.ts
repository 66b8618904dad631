export { parseClockHosts } from './clock-hosts.ts';
export { parseModuleEnvironment } from './module-environment.ts';
export { hashOperatorCode, isOperatorCode, OPERATOR_CODE_LENGTH } from './operator-code.ts';
export { type NamedReader, parseReaderNames } from './reader-names.ts';
export {
	FORMER_SETTING_NAMES,
	isSettingKey,
	SANDBOX,
	SECRET_SETTING,
	SETTING_KEYS,
	type SettingKey,
	type Settings,
	type SettingValue,
} from './settings.ts';
export { cacheDirectory, dataDirectory, settingsDirectory } from './settings-directory.ts';
export { settingVariable } from './settings-environment.ts';
export {
	parseSetting,
	readSettings,
	type SettingsProblem,
	type SettingsReading,
	SettingsWriteError,
	settingsPath,
	writeSetting,
} from './settings-file.ts';
export {
	type LayeredSettings,
	readLayers,
	type SettingOrigin,
	SYSTEM_SETTINGS_DIRECTORY,
} from './settings-layers.ts';
export { type StartDecision, type StartWish, startDecision } from './start.ts';
