/* DER as a tree that can be changed and written again: for tests that need documents no issuer would make. */

export interface DerNode {
	tag: number;
	/** Of a constructed value, and of an OCTET STRING that holds DER; undefined: `content` counts. */
	children: DerNode[] | undefined;
	content: Uint8Array;
}

/** Undefined where the bytes are not DER from end to end. */
export function parseDer(bytes: Uint8Array): DerNode[] | undefined {
	const nodes: DerNode[] = [];
	let at = 0;
	while (at < bytes.length) {
		const tag = bytes[at] ?? 0;
		let length = bytes[at + 1] ?? -1;
		let start = at + 2;
		if (length >= 0x80) {
			const octets = length & 0x7f;
			if (octets === 0 || octets > 3) {
				return undefined;
			}
			length = bytes.subarray(start, start + octets).reduce((sum, octet) => sum * 256 + octet, 0);
			start += octets;
		}
		if (length < 0 || start + length > bytes.length || (tag & 0x1f) === 0x1f) {
			return undefined;
		}
		const content = bytes.slice(start, start + length);
		const isConstructed = (tag & 0x20) !== 0;
		const children = isConstructed || tag === 0x04 ? parseDer(content) : undefined;
		if (isConstructed && children === undefined) {
			return undefined;
		}
		nodes.push({ tag, content, children: content.length === 0 && tag === 0x04 ? undefined : children });
		at = start + length;
	}
	return nodes;
}

export function encodeDer(node: DerNode): Uint8Array {
	const content = node.children === undefined ? node.content : Buffer.concat(node.children.map(encodeDer));
	const { length } = content;
	const header =
		length < 0x80
			? [node.tag, length]
			: length < 0x100
				? [node.tag, 0x81, length]
				: length < 0x10000
					? [node.tag, 0x82, length >> 8, length & 0xff]
					: [node.tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
	return Buffer.concat([Uint8Array.from(header), content]);
}

export function copyOf(node: DerNode): DerNode {
	return { ...node, content: Uint8Array.from(node.content), children: node.children?.map(copyOf) };
}
