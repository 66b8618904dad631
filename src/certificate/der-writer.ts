/** One DER element made of parts. */
export function derElement(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
	const content = Buffer.concat(contents);
	return Buffer.concat([Uint8Array.from([tag, ...lengthOctets(content.length)]), content]);
}

function lengthOctets(length: number): readonly number[] {
	if (length < 0x80) {
		return [length];
	}
	const octets: number[] = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
		octets.unshift(rest % 256);
	}
	return [0x80 | octets.length, ...octets];
}

/** `dotted`: at least two numbers. */
export function derObjectIdentifier(dotted: string): Uint8Array {
	const [root = 0, second = 0, ...others] = dotted.split('.').map(Number);
	const octets = [root * 40 + second, ...others].flatMap((number) => {
		const groups = [number % 128];
		for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) {
			groups.unshift((rest % 128) | 0x80);
		}
		return groups;
	});
	return derElement(0x06, Uint8Array.from(octets));
}
