/**
 * Bundles the program into `dist/`: `main.js`, the chunks that it loads when a room is needed, and the licences
 * of everything in them. Called by set-up, which also decides whether there is anything to build.
 */
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { collectLicences } from './bundle/licences.ts';
import {
	builtinsUnwrapped,
	inkKeepsFewTexts,
	lateStringWidth,
	lateTerminalSize,
	signalExitWithoutAssert,
	withoutDevtools,
	yogaWithoutFetch,
} from './bundle/plugins.ts';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT_FOLDER = join(ROOT, 'dist');

/** Native add-ons load their machine code from their own folder in `node_modules`. */
const NATIVE_ADDONS = ['pcsclite', 'pkcs11js'];

/** Read when a PDF is made. */
const DOCUMENT_FONT = 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf';

/** Bundled CommonJS packages still ask for Node's own modules by `require`, which ES modules do not have. */
const REQUIRE_FOR_COMMONJS =
	"import{createRequire as __createRequire}from'node:module';globalThis.require??=__createRequire(import.meta.url);";

const OPTIONS = {
	absWorkingDir: ROOT,
	// The second is the program of the process that holds the vendor's module.
	entryPoints: { main: 'src/main.ts', 'module-process': 'src/card/pkcs11/process/main.ts' },
	outdir: OUTPUT_FOLDER,
	chunkNames: 'chunk-[name]-[hash]',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node24',
	minify: true,
	legalComments: 'none',
	external: NATIVE_ADDONS,
	plugins: [
		inkKeepsFewTexts,
		withoutDevtools,
		yogaWithoutFetch,
		lateStringWidth,
		lateTerminalSize,
		signalExitWithoutAssert,
		builtinsUnwrapped,
	],
	define: { 'process.env.NODE_ENV': '"production"' },
	banner: { js: REQUIRE_FOR_COMMONJS },
	metafile: true,
	write: false,
	logLevel: 'warning',
} satisfies BuildOptions;

// esbuild has said by then what is wrong; its stack tells nobody anything.
const result = await build(OPTIONS).catch(() => process.exit(1));
mkdirSync(OUTPUT_FOLDER, { recursive: true });

// The entry comes last and at one stroke: a program started meanwhile finds a whole build, the old or the new.
const files = result.outputFiles.toSorted((a, b) => Number(isEntry(a.path)) - Number(isEntry(b.path)));
for (const file of files) {
	const unfinished = `${file.path}.new`;
	writeFileSync(unfinished, file.contents);
	renameSync(unfinished, file.path);
}
copyFileSync(join(ROOT, DOCUMENT_FONT), join(OUTPUT_FOLDER, basename(DOCUMENT_FONT)));
const inputs = [...Object.keys(result.metafile.inputs), DOCUMENT_FONT];
writeFileSync(join(OUTPUT_FOLDER, 'LICENSES'), collectLicences(ROOT, inputs));
removeOldChunks(files.map((file) => basename(file.path)));

function isEntry(path: string): boolean {
	return basename(path) === 'main.js';
}

/** Keeps those of the build before this one: a program that still runs from it loads them when it needs them. */
function removeOldChunks(current: readonly string[]): void {
	const listFile = join(OUTPUT_FOLDER, '.files');
	const previous = existsSync(listFile) ? readFileSync(listFile, 'utf8').split('\n') : [];
	for (const name of readdirSync(OUTPUT_FOLDER)) {
		const isCode = name.endsWith('.js') || name.endsWith('.new');
		if (isCode && !current.includes(name) && !previous.includes(name)) rmSync(join(OUTPUT_FOLDER, name));
	}
	writeFileSync(listFile, current.join('\n'));
}
