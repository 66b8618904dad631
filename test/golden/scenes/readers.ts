import type { Command } from '#app';
import type { ReaderSnapshot } from '#card';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { atReaders, EVERY_READER, readerWith, sees, TWO_READERS } from '../../unit/app/readers-walk.ts';
import { SEAL_SLOT } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

function readers(
	list: readonly ReaderSnapshot[],
	...commands: readonly Command[]
): (options: ProgramOptions) => Program {
	return (options) => {
		const program = atReaders(list, options);
		program.command(...commands);
		return program;
	};
}

export const READERS_GALLERY: Gallery = {
	name: 'readers',
	scenes: [
		{ name: 'none', walk: readers([]) },
		{ name: 'two seals', walk: readers(TWO_READERS) },
		{ name: 'one in every state, the first', walk: readers(EVERY_READER) },
		{
			name: 'one in every state, the fifth',
			walk: readers(EVERY_READER, 'down', 'down', 'down', 'down'),
		},
		{
			name: 'one in every state, the last',
			walk: readers(EVERY_READER, ...EVERY_READER.map((): Command => 'down')),
		},
		{
			name: 'the reader under the cursor is gone',
			walk: (options) => {
				const program = readers(TWO_READERS, 'down')(options);
				sees(program, TWO_READERS.slice(0, 1));
				program.command('continue');
				return program;
			},
		},
		{
			name: 'a long name, and more certificates than two',
			walk: readers([
				readerWith('Gemalto PC Twin Reader (A1B2C3D4) Contact Interface 00 00', {
					...SEAL_SLOT,
					...(SEAL_SLOT.kind === 'seal'
						? {
								holder: {
									...SEAL_SLOT.holder,
									title: 'Gülçiçek Öğretmenoğulları Isıtma Soğutma İnşaat Taahhüt Sanayi Limited Şirketi',
								},
								card: {
									...SEAL_SLOT.card,
									certificates: [...SEAL_SLOT.card.certificates, ...SEAL_SLOT.card.certificates],
								},
							}
						: {}),
				}),
			]),
		},
	],
};
