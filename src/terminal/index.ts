export { askAtTerminal } from './ask-at-terminal.ts';
export {
	alignInkColours,
	type CapabilitySources,
	type ColourLevel,
	detectCapabilities,
	type GraphicsProtocol,
	type TerminalCapabilities,
} from './capabilities.ts';
export { copySequence, type Multiplexer, multiplexerOf } from './clipboard.ts';
export type { CellRectangle, PixelPicture } from './graphics/picture.ts';
export type { PicturePlacement, Pictures } from './graphics/picture-output.ts';
export {
	attachKeyboard,
	type Keyboard,
	type KeyboardOptions,
	type KeyboardTimers,
} from './keyboard/attach-keyboard.ts';
export { createKeyDecoder, type KeyDecoder, type PendingInput } from './keyboard/key-decoder.ts';
export type { KeyEvent, KeyModifiers, KeyName } from './keyboard/key-event.ts';
export { createWidgetInput, type WidgetInput } from './keyboard/widget-input.ts';
export { holdTerminal, type TerminalLife, type TerminalLifeOptions, type TerminalScreen } from './life.ts';
export { readSecretLine, type TypedSecret } from './read-secret-line.ts';
export { ancestorNames, type Recorder } from './recorder.ts';
export { restoreSequence } from './restore-sequence.ts';
export { createScreenOutput } from './screen-output.ts';
