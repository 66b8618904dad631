/**
 * Writes a question and reads one line, which the terminal shows as it is typed; true where the line is one of
 * `yes`, in whatever case. False without a terminal: there is nobody to ask.
 */
export function askAtTerminal(
	question: string,
	yes: readonly string[],
	{ stdin, stderr }: { readonly stdin: NodeJS.ReadStream; readonly stderr: NodeJS.WriteStream },
): Promise<boolean> {
	if (stdin.isTTY !== true) {
		return Promise.resolve(false);
	}
	stderr.write(`${question} `);
	const answered = Promise.withResolvers<boolean>();
	const finish = (line: string): void => {
		stdin.off('data', onData);
		stdin.off('end', onEnd);
		stdin.pause();
		answered.resolve(yes.includes(line.trim().toLocaleLowerCase('tr')));
	};
	// In its usual mode a terminal gives a whole line at once.
	const onData = (chunk: Buffer): void => finish(chunk.toString('utf8'));
	const onEnd = (): void => finish('');
	stdin.on('data', onData);
	stdin.on('end', onEnd);
	stdin.resume();
	return answered.promise;
}
