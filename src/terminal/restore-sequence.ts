/**
 * Leaves the alternate screen, shows the cursor, ends bracketed paste, resets colours: all that a full-screen run
 * may have switched on. Written once more even after an orderly end, where it changes nothing.
 */
export const restoreSequence = '\u{1B}[?1049l\u{1B}[?25h\u{1B}[?2004l\u{1B}[0m';
