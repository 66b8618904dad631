import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Ink loads React's developer tools where they are installed; they have no place in a build. */
export const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup(context) {
		context.onResolve({ filter: /^\.\/devtools\.js$/ }, ({ importer }) =>
			importer.includes('/node_modules/ink/') ? { path: 'devtools', namespace: 'empty' } : undefined,
		);
		context.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }));
	},
};

/**
 * Yoga's machine code is a data address in its own source, which it would fetch: that loads all of Node's HTTP client
 * before the first frame. Without a `fetch` it decodes the address itself.
 */
export const yogaWithoutFetch: Plugin = {
	name: 'yoga-without-fetch',
	setup(context) {
		context.onLoad({ filter: /\/yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
			contents: `const fetch = undefined;\n${readFileSync(path, 'utf8')}`,
		}));
	},
};

/** `string-width` is loaded when a text needs it: most texts of the program are one cell for each character. */
export const lateStringWidth: Plugin = {
	name: 'late-string-width',
	setup(context) {
		context.onResolve({ filter: /^string-width$/ }, ({ namespace }) =>
			namespace === 'late' ? undefined : { path: 'string-width', namespace: 'late', sideEffects: false },
		);
		context.onLoad({ filter: /.*/, namespace: 'late' }, () => ({
			resolveDir: import.meta.dirname,
			contents: `
				import { isOneCellEach } from ${JSON.stringify(join(import.meta.dirname, 'one-cell-each.ts'))};
				export default function stringWidth(text, options) {
					if (typeof text === 'string' && options?.ambiguousIsNarrow !== false && isOneCellEach(text)) return text.length;
					return require('string-width').default(text, options);
				}`,
		}));
	},
};

/**
 * Node's own modules, reached without an `import` statement: for one, Node makes an ES module of the whole built-in
 * and reads each of its exports, which loads parts that nobody uses.
 */
export const builtinsUnwrapped: Plugin = {
	name: 'builtins-unwrapped',
	setup(context) {
		context.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
			kind === 'import-statement' ? { path, namespace: 'builtin', sideEffects: false } : undefined,
		);
		context.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
			contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
		}));
	},
};

/** Asks other programs for the size of a terminal that does not tell it; only then it has to be loaded. */
export const lateTerminalSize: Plugin = {
	name: 'late-terminal-size',
	setup(context) {
		context.onResolve({ filter: /^terminal-size$/ }, ({ namespace }) =>
			namespace === 'late-size'
				? undefined
				: { path: 'terminal-size', namespace: 'late-size', sideEffects: false },
		);
		context.onLoad({ filter: /.*/, namespace: 'late-size' }, () => ({
			resolveDir: import.meta.dirname,
			contents: "export default () => require('terminal-size').default();",
		}));
	},
};

/** `signal-exit` checks one argument with Node's whole `assert`, which takes longer to load than all of Ink's own code. */
export const signalExitWithoutAssert: Plugin = {
	name: 'signal-exit-without-assert',
	setup(context) {
		context.onResolve({ filter: /^assert$/ }, ({ importer }) =>
			importer.includes('/node_modules/signal-exit/')
				? { path: 'assert', namespace: 'small-assert' }
				: undefined,
		);
		context.onLoad({ filter: /.*/, namespace: 'small-assert' }, () => ({
			contents:
				'exports.equal = (actual, expected, message) => { if (actual != expected) throw new TypeError(message); };',
		}));
	},
};

/**
 * Ink keeps what it measured and wrapped by the whole text, up to 8,191 texts each. All rows of a frame are one text here, so
 * these were frames: 32 MB of them at 80x24, and one that showed a PIN stayed in memory long after it was hidden. A frame is
 * measured more than once before the next one comes, and never again after it.
 */
export const inkKeepsFewTexts: Plugin = {
	name: 'ink-keeps-few-texts',
	setup(context) {
		context.onLoad({ filter: /\/ink\/build\/(?:measure-text|wrap-text)\.js$/ }, ({ path }) => ({
			contents: withFewTexts(readFileSync(path, 'utf8')),
		}));
	},
};

const INK_CACHE = 'new QuickLRU({ maxSize: 4096 })';
/** Texts of one frame with a menu, twice. */
const TEXTS_KEPT = 16;

/** @throws Error where Ink has no such cache any more: what it keeps has to be looked at again */
export function withFewTexts(source: string): string {
	if (source.split(INK_CACHE).length !== 2) {
		throw new Error(`Ink has no ${INK_CACHE} here any more; see inkKeepsFewTexts`);
	}
	return source.replace(INK_CACHE, `new QuickLRU({ maxSize: ${TEXTS_KEPT} })`);
}
