/* Part of the contract that others script against. */

export const EXIT_DONE = 0;
export const EXIT_FAILED = 1;
export const EXIT_WRONG_USE = 2;
/** No reader, or no card that could be an AKİS card. */
export const EXIT_NO_CARD = 3;
/** The portal cannot be reached. */
export const EXIT_NO_PORTAL = 4;

/* Of `expiring`, which speaks as monitoring plug-ins do. */

export const EXIT_WARNING = 1;
export const EXIT_CRITICAL = 2;
export const EXIT_UNKNOWN = 3;
