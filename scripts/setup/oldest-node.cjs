/**
 * Ends a set-up that an old Node began, with the command that brings a newer one.
 *
 * `node -r` loads it before anything else, so it is written in the JavaScript and with the modules that Node 8 has.
 */
'use strict';
// biome-ignore lint/style/useNodejsImportProtocol: Node 12 and older know no `node:`
const { spawnSync } = require('child_process');
// biome-ignore lint/style/useNodejsImportProtocol: as above
const { writeSync } = require('fs');
// biome-ignore lint/style/useNodejsImportProtocol: as above
const { join } = require('path');

/** What npm 11 needs, and what set-up is tried with. */
const OLDEST_NODE = 20;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
	const found = process.versions.node;
	const command = spawnSync('/bin/sh', [join(__dirname, 'how-to-get-node.sh')], { encoding: 'utf8' });
	const lines = [
		`! Node ${found} çok eski; Node ${OLDEST_NODE} veya yenisi gerekir. Şunu yazın, sonra komutu yineleyin:`,
		`  Node ${found} is too old; Node ${OLDEST_NODE} or newer is needed. Type this, then the command again:`,
		'',
		`    ${String(command.stdout).trim()}`,
		'',
	];
	writeSync(1, `${lines.join('\n')}\n`);
	process.exit(1);
}
