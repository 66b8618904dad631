import { expectTypeOf, test } from 'vitest';
import type { PortalProblemCode } from '#api';
import type { JournalEvent } from '#audit';

test('a change can be refused in the journal by every problem that the client tells, and by no other', () => {
	type Written = NonNullable<Extract<JournalEvent, { readonly event: 'change-settled' }>['problem']>;
	// Held by the compiler: one list that has a word more or less is a type error here.
	expectTypeOf<Written>().toEqualTypeOf<PortalProblemCode>();
});
