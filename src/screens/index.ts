export { type AppProps, appTree } from './app.tsx';
export { drawFrame, type Frame } from './frame.ts';
export type { PictureSpace } from './view.ts';
