export { type AppProps, appTree } from './app.tsx';
export { drawFrame, type Frame } from './frame.ts';
export { LineMode, type LineModeOptions } from './line/line-mode.ts';
export type { PictureSpace } from './view.ts';
