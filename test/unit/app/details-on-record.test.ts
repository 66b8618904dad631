import { expect, test } from 'vitest';
import { answerDetails, atEmptyDetails } from './operations.ts';
import { ok } from './walk.ts';

test('an e-mail on record that no edit would take stays, and the address beside it can be changed', () => {
	const program = atEmptyDetails();
	const details = {
		title: 'Şeker Çiçeği Sanayi A.Ş.',
		holderNumber: '4540536920',
		maskedPhone: '+90 5•• ••• •• 17',
		email: 'muhasebe@şeker',
		address: 'Eski Mah. 1',
		authorisedPerson: '',
	};
	answerDetails(program, ok({ details, entityTag: 'first' }));
	program.command('next-field', 'clear-field');
	program.types('Yeni Mah. 2');
	program.command('next-field', 'next-field', 'continue');
	expect(program.state.operation).toMatchObject({ step: { name: 'review' }, faults: {} });
	program.command('continue');
	expect(program.question('make-change').change).toMatchObject({ edit: { address: 'Yeni Mah. 2' } });
});
