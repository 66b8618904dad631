import type { CommandLineIo } from '#commands';

/** Keeps what a command says. */
export interface CapturedIo extends CommandLineIo {
	/** Everything on stdout so far. */
	readonly out: string;
	/** Everything on stderr so far. */
	readonly err: string;
	/** Resolves with the match once stdout and stderr together hold it. */
	said(pattern: RegExp): Promise<RegExpExecArray>;
}

export function capturedIo(): CapturedIo {
	let out = '';
	let err = '';
	const waiting = new Set<() => void>();
	const changed = (): void => {
		for (const look of [...waiting]) {
			look();
		}
	};
	return {
		version: '1.2.3',
		language: 'tr',
		stdout(text) {
			out += text;
			changed();
		},
		stderr(text) {
			err += text;
			changed();
		},
		get out() {
			return out;
		},
		get err() {
			return err;
		},
		said(pattern) {
			return new Promise((resolve) => {
				const look = (): void => {
					const match = pattern.exec(out + err);
					if (match !== null) {
						waiting.delete(look);
						resolve(match);
					}
				};
				waiting.add(look);
				look();
			});
		},
	};
}
