/** The same stream in everything but that what is written as text goes through `transform`. */
export function writingThrough(
	stdout: NodeJS.WriteStream,
	transform: (chunk: string) => string,
): NodeJS.WriteStream {
	const write = (
		chunk: Uint8Array | string,
		encodingOrCallback?: BufferEncoding | ((error?: Error | null) => void),
		callback?: (error?: Error | null) => void,
	): boolean => {
		const changed = typeof chunk === 'string' ? transform(chunk) : chunk;
		return typeof encodingOrCallback === 'string'
			? stdout.write(changed, encodingOrCallback, callback)
			: stdout.write(changed, encodingOrCallback ?? callback);
	};
	// A proxy and not a stream of its own: a second buffer would lose the last frame when the process exits, and
	// size, resize events and terminal methods stay those of the real one.
	return new Proxy(stdout, {
		get: (target, property) => (property === 'write' ? write : Reflect.get(target, property)),
	});
}
