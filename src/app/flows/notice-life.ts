import type { Command } from '../command.ts';
import type { Message, StampedMessage } from '../messages.ts';
import { withNotice } from '../next.ts';
import type { Refusal } from '../notice.ts';
import { type Places, typedField } from '../open-place.ts';
import { PORTAL_GONE } from '../portal-gone.ts';
import type { RefusedKey } from '../refused-key.ts';
import { isTooSmall } from '../size.ts';
import type { AppState } from '../state.ts';

/*
 * How long a notice stays. The next key ends each; a refusal ends as well when its reason is gone, which is looked at after every
 * message. The reason is not written down a second time: the same key is tried again on the new state, where nothing comes of it.
 */

/** What else has a reason that can be looked at. */
const HOLDS: { readonly [refusal in Refusal]?: (state: AppState) => boolean } = {
	'operator-wait': ({ now, operator }) => now < operator.openAt,
	'screen-too-small': ({ size }) => isTooSmall(size),
};

/** They copy a secret, and a copy that is made only to look would stay in memory. */
const EDITING: readonly Command[] = ['erase', 'erase-forward', 'clear-field'];

/** @param retry what the key would come to now */
export function withNoticeLife(
	places: Places,
	before: AppState,
	message: StampedMessage,
	after: AppState,
	retry: (state: AppState, key: Exclude<RefusedKey, { readonly type: 'typing' }>) => AppState,
): AppState {
	const { notice } = after;
	if (notice === undefined) {
		return after.refusedKey === undefined ? after : { ...after, refusedKey: undefined };
	}
	const isRefused = (key: RefusedKey, refusal: Refusal): boolean => {
		if (key.type === 'typing') {
			return typedField(places, after)?.isAwaited === true;
		}
		const retried = retry(withNotice(after, undefined), key).notice;
		return retried?.kind === 'refused' && retried.refusal === refusal;
	};
	if (notice !== before.notice) {
		const key = notice.kind === 'refused' ? keyOf(message) : undefined;
		const canBeTried = notice.kind === 'refused' && key !== undefined && isRefused(key, notice.refusal);
		return { ...after, refusedKey: canBeTried ? key : undefined };
	}
	switch (notice.kind) {
		case 'refused': {
			const { refusal } = notice;
			const holds =
				after.refusedKey === undefined
					? (HOLDS[refusal]?.(after) ?? placeOf(after) === placeOf(before))
					: isRefused(after.refusedKey, refusal);
			return holds ? after : { ...withNotice(after, undefined), refusedKey: undefined };
		}
		case 'problem': {
			const isBack = PORTAL_GONE.has(notice.problem.code) && message.type === 'portal-answered';
			return isBack && message.result.ok ? withNotice(after, undefined) : after;
		}
		default:
			return after;
	}
}

function keyOf(message: Message): RefusedKey | undefined {
	switch (message.type) {
		case 'command':
			return EDITING.includes(message.command) ? { type: 'typing' } : message;
		case 'palette-chosen':
			return { type: message.type, choice: message.choice };
		case 'refused':
			return message.key;
		case 'text':
		case 'paste':
			return { type: 'typing' };
		default:
			return undefined;
	}
}

/** The same as long as the person is at the same question. */
function placeOf({ screen, overlay, login, operation, cardPin, guided }: AppState): string {
	return [
		screen,
		overlay?.kind,
		login.stage,
		operation.kind,
		'step' in operation ? operation.step.name : '',
		cardPin?.stage.stage,
		guided.act?.stage.name,
	].join('/');
}
