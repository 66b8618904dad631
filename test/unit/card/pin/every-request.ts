import type { PinOutcome, SignOutcome } from '#card';
import { SecretText } from '#text';
import { NEW_PIN, scriptedCard, scriptedDesk } from './scripted-card.ts';

const card = scriptedCard();
const sandboxCard = scriptedCard({
	certificates: card.certificates.map(({ fileId, certificate }) => ({
		fileId,
		certificate: { ...certificate, isSandbox: true },
	})),
});

/** Every way in which a secret could be sent, each with this one in each of its places; the script is kept. */
export async function everyRequestWith(secret: SecretText): Promise<readonly (PinOutcome | SignOutcome)[]> {
	const { desk, reader, request } = scriptedDesk([], sandboxCard);
	const [certificate] = card.certificates;
	if (certificate === undefined) {
		throw new Error('the scripted card has no certificate');
	}
	const good = SecretText.of(NEW_PIN);
	const unblock = { ...request, puk: good, newPin: good, isSupervised: true };
	const signing = { certificate, hash: 'sha256', digest: new Uint8Array(32) } as const;
	const outcomes = [
		await desk.verifyPin({ ...request, pin: secret }),
		await desk.changePin({ ...request, pin: secret, newPin: good }),
		await desk.changePin({ ...request, newPin: secret }),
		await desk.unblockPin({ ...unblock, puk: secret }),
		await desk.unblockPin({ ...unblock, newPin: secret }),
		await desk.sign({ ...request, ...signing, pin: secret }),
	];
	reader.assertKept();
	return outcomes;
}
