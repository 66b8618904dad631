/* Part of the contract that others script against. */

export const EXIT_DONE = 0;
export const EXIT_FAILED = 1;
export const EXIT_WRONG_USE = 2;
/** No reader, or no card that could be an AKİS card. */
export const EXIT_NO_CARD = 3;
