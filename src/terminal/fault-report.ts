import { cleanText } from '#text';

const MAX_CAUSES = 5;
const MAX_FRAMES = 12;
const MESSAGE_MAX_CODE_POINTS = 1000;

/**
 * A fault as lines for stderr: name, code, message and stack of an error and of its causes, nothing else of it.
 * Other properties (a request's options, a response's body) and thrown values that are no errors may hold
 * secrets and are never shown.
 */
export function faultReport(fault: unknown): readonly string[] {
	const lines: string[] = [];
	let current = fault;
	for (let depth = 0; depth < MAX_CAUSES && (depth === 0 || current !== undefined); depth += 1) {
		const prefix = depth === 0 ? '' : 'Caused by ';
		if (!(current instanceof Error)) {
			return [...lines, `${prefix}a thrown value of type ${typeof current}`];
		}
		lines.push(`${prefix}${headline(current)}`, ...stackFrames(current));
		current = current.cause;
	}
	return lines;
}

function headline(error: Error): string {
	const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : '';
	return cleanText(`${error.name}${code}: ${error.message}`, MESSAGE_MAX_CODE_POINTS);
}

function stackFrames(error: Error): readonly string[] {
	// The stack starts with the message, which may have lines of its own; frames alone are taken.
	return (error.stack ?? '')
		.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.slice(0, MAX_FRAMES)
		.map((line) => cleanText(line, MESSAGE_MAX_CODE_POINTS));
}
