/** Every text by its path; a function gives what it makes of three values. */
export function leaves(value: unknown, path = ''): readonly (readonly [path: string, text: unknown])[] {
	if (typeof value === 'function') {
		return [[`${path}()`, Reflect.apply(value, undefined, ['7', '90', '500'])]];
	}
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([key, inner]) =>
			leaves(inner, path === '' ? key : `${path}.${key}`),
		);
	}
	return [[path, value]];
}
