/* Part of the contract that others script against. */

export const EXIT_DONE = 0;
export const EXIT_FAILED = 1;
export const EXIT_WRONG_USE = 2;
/** No reader, or no card that could be an AKİS card. */
export const EXIT_NO_CARD = 3;
/** The portal cannot be reached. */
export const EXIT_NO_PORTAL = 4;
/** A card is in and could not be read, or not all of it: whether it is a seal, and which, is not known. */
export const EXIT_CARD_NOT_READ = 6;

/*
 * Of `inspect`: what is known of the certificates. They begin at 10, beyond the codes that every command has, and rise with
 * how grave it is; of several certificates the gravest counts.
 */

/** In date, and nobody was asked about revocation. */
export const EXIT_NOT_ASKED = 10;
/** It was asked for, and could not be found out. */
export const EXIT_NOT_KNOWN = 11;
export const EXIT_NOT_YET_VALID = 12;
export const EXIT_EXPIRED = 13;
/** The chain does not lead to a root of Kamu SM. */
export const EXIT_UNTRUSTED = 14;
export const EXIT_SUSPENDED = 15;
export const EXIT_REVOKED = 16;

/* Of `expiring`, which speaks as monitoring plug-ins do. */

export const EXIT_WARNING = 1;
export const EXIT_CRITICAL = 2;
export const EXIT_UNKNOWN = 3;
