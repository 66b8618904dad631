import type { SignatureLoginOutcome } from '#app';
import type { AkisCard, CardSnapshot, SlotState, TriesLeft } from '#card';
import { SecretText } from '#text';
import type { CalledOff } from '../../../src/app/ports.ts';
import { answerTries, read } from './card-pin-walk.ts';
import type { Program, ProgramOptions } from './program.ts';
import { answerPortal, certificateOf, HOLDER, ok, ready, SEAL_CARD, SEAL_SLOT, SERVICE } from './walk.ts';

/* E-İmzalı Giriş walked by messages, up to each of its stages. Persons and PINs are invented. */

export const SIGNATORY_PIN = '640173';
export const SIGNATORY_PRINT = '5e'.repeat(32);
export const SIGNATORY = certificateOf({
	fingerprint: SIGNATORY_PRINT,
	title: 'Gülşen Işık',
	holderNumber: '10000000146',
	isSeal: false,
});

/** Each call describes another insertion. */
export function signatorySlot(patch: Partial<AkisCard> = {}): Extract<SlotState, { kind: 'akis' }> {
	return {
		kind: 'akis',
		card: {
			...SEAL_CARD,
			product: 'AKİS v1.0',
			generation: 'v1.0',
			certificates: [{ fileId: '2F10', certificate: SIGNATORY }],
			...patch,
		},
	};
}

/** The seal in one reader, and this in others. */
export function besideSeal(...slots: readonly SlotState[]): CardSnapshot {
	return {
		service: { kind: 'running' },
		readers: [SEAL_SLOT, ...slots].map((slot, place) => ({
			name: `okuyucu ${place}`,
			isVirtual: false,
			slot,
		})),
	};
}

/** The form, the seal in and what is in beside it. */
export function atSignatureForm(
	options?: ProgramOptions,
	slots: readonly SlotState[] = [signatorySlot()],
): Program {
	const program = ready(options);
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program, ok({ ...SERVICE, operations: ['password-login', 'e-signature-login'] }));
	program.send({ type: 'card-changed', snapshot: besideSeal(...slots) });
	program.command('step-4', 'down', 'continue');
	if (program.asked('plug-signatory') > 0) {
		const { request } = program.question('plug-signatory');
		program.send({ type: 'signatory-plugged', request, pin: SecretText.of(SIGNATORY_PIN) });
	}
	return program;
}

export function atSignaturePin(options?: ProgramOptions, slot?: SlotState, tries?: TriesLeft): Program {
	const program = atSignatureForm(options, slot === undefined ? undefined : [slot]);
	program.types(HOLDER.holderNumber);
	program.command('continue');
	answerTries(program, read(tries, undefined));
	return program;
}

/** Portal and card have it. */
export function atSigning(options?: ProgramOptions, slot?: SlotState): Program {
	const program = atSignaturePin(options, slot);
	program.types(SIGNATORY_PIN);
	program.command('continue');
	return program;
}

export function answerSigning(
	program: Program,
	outcome: SignatureLoginOutcome | CalledOff,
): ReturnType<Program['send']> {
	const { request } = program.question('log-in-by-signature');
	return program.send({ type: 'signature-login-ended', request, outcome });
}

export function atLoginTold(options: ProgramOptions, outcome: SignatureLoginOutcome): Program {
	const program = atSigning(options);
	answerSigning(program, outcome);
	return program;
}
