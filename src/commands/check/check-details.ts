/** Personal details that the result of `muhurdar check` has only where the person asked for them. */
export const CHECK_DETAILS = ['holder', 'serial', 'reader'] as const;
export type CheckDetail = (typeof CHECK_DETAILS)[number];
