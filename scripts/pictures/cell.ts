/** A cell of a picture, in its units. Whole numbers, so that a cell begins where a pixel does. */
export const CELL = { width: 9, height: 18, baseline: 14 } as const;

/** Around the cells. */
export const MARGIN = 12;
