/**
 * Version of the portal's contract. Lifetimes are seconds from the answer, never clock times, so that a wrong
 * clock on either side changes nothing. Every text is bounded. A change that an older client cannot read gets
 * a new version and a new path; fields may be added to answers under the same one.
 */
export const CONTRACT_VERSION = 1;
