export { type AppProps, appTree } from './app.tsx';
export { drawFrame, type Frame, type PictureSpace } from './frame.ts';
export { LineMode, type LineModeOptions } from './line/line-mode.ts';
