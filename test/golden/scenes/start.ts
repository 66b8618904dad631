import { atMenu, atShownPins, ready, started } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

export const START_GALLERY: Gallery = {
	name: 'start',
	scenes: [
		{ name: 'nothing known yet', walk: started },
		{
			name: 'nothing known yet, portal of the network',
			walk: (options) => started({ ...options, portal: 'http' }),
		},
		{ name: 'card in, portal reached', walk: ready },
		{
			name: 'logged in',
			walk: (options) => {
				const program = atMenu(options);
				program.command('back');
				return program;
			},
		},
		{
			name: 'the PIN was seen',
			walk: (options) => {
				const program = atShownPins(options);
				program.command('back', 'back');
				return program;
			},
		},
	],
};
