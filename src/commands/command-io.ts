/** Where a command's words go; each text ends with its own line break. */
export interface CommandIo {
	/** Results: what a script reads. */
	readonly stdout: (text: string) => void;
	/** Everything said to a person. */
	readonly stderr: (text: string) => void;
}

export interface CommandLineIo extends CommandIo {
	/** Of the program, for `--version`. */
	readonly version: string;
	/** Of help and refusals where `--lang` says nothing. */
	readonly language: 'tr' | 'en';
	/** Cells of a line of help; default 80. */
	readonly columns?: number | undefined;
}
