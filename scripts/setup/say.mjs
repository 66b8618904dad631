/**
 * What set-up says: Turkish and English beside each other, because nobody has chosen a language yet.
 * Nothing is said while there is nothing to do.
 */

/** @typedef {{ readonly tr: string, readonly en: string }} Words */

/**
 * @typedef {object} Step
 * @property {(howFar: string) => void} tell shows how far it is: `12/230`, `45%`
 * @property {(outcome: 'done' | 'failed') => void} end to be called once
 */

/** How many steps there are; each has its number for the whole life of set-up. */
const STEPS = 4;

/** @param {string} text */
export function line(text) {
	process.stdout.write(`${text}\n`);
}

/**
 * What is wrong and what to do, each in both languages; `command` is the line to type, if there is one.
 *
 * @param {Words} wrong
 * @param {Words} [remedy]
 * @param {string} [command]
 */
export function problem(wrong, remedy, command) {
	line(`! ${wrong.tr}${remedy ? ` ${remedy.tr}` : ''}`);
	line(`  ${wrong.en}${remedy ? ` ${remedy.en}` : ''}`);
	if (command !== undefined) line(`\n    ${command}\n`);
}

/**
 * Says that a step has begun. On a terminal how far it is and the seconds run behind it, so that nobody thinks it hangs.
 *
 * @param {number} number 1-based
 * @param {Words} words
 * @returns {Step}
 */
export function beginStep(number, words) {
	const text = `[${number}/${STEPS}] ${words.tr} · ${words.en}`;
	const startedAt = performance.now();
	const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
	if (!process.stdout.isTTY) {
		line(`${text} ...`);
		return {
			tell() {},
			end: (outcome) => line(`[${number}/${STEPS}] ${outcome === 'done' ? '✓' : '✗'} ${seconds()}`),
		};
	}
	let howFar = '';
	const redraw = () => {
		const tail = ` … ${howFar}${seconds()}`;
		// A line that the terminal wraps could not be drawn over.
		const room = Math.max(0, process.stdout.columns - 1 - tail.length);
		process.stdout.write(`\r\u001B[K${text.slice(0, room)}${tail}`);
	};
	redraw();
	const timer = setInterval(redraw, 1000);
	return {
		tell(now) {
			howFar = `${now} · `;
			redraw();
		},
		end(outcome) {
			clearInterval(timer);
			line(`\r\u001B[K${text} ${outcome === 'done' ? '✓' : '✗'} ${seconds()}`);
		},
	};
}
