/** Below this the screens cannot say what they must; the state is kept until there is room again. */
export const SMALLEST_SIZE = { columns: 60, rows: 20 } as const;

export function isTooSmall(size: { readonly columns: number; readonly rows: number }): boolean {
	return size.columns < SMALLEST_SIZE.columns || size.rows < SMALLEST_SIZE.rows;
}
