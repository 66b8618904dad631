import TextInput from 'ink-text-input';
import { type ReactNode, useContext, useLayoutEffect, useState } from 'react';
import type { Message } from '#app';
import { WidgetContext } from './widget-context.ts';

interface FieldProps {
	/** All that stands before the cursor. */
	readonly value: string;
	readonly isFocused: boolean;
}

/**
 * A field that is shown as it is typed. The widget holds what stands before the cursor, so that its own cursor, which nobody can
 * set, is always at its end; what it makes of a key is reported as that edit, and the state decides what stands there next.
 */
export function Field({ value, isFocused }: FieldProps): ReactNode {
	return <HeldInput value={value} isFocused={isFocused} heldAfter={(reported) => reported} />;
}

/** A field of a secret: the widget holds stand-ins, one character for each place, and never the secret. */
export function SecretField({
	count,
	mask,
	isFocused,
}: {
	/** Characters before the cursor. */
	readonly count: number;
	/** Drawn for each. */
	readonly mask: string;
	readonly isFocused: boolean;
}): ReactNode {
	return (
		<HeldInput
			value={standIns(count)}
			mask={mask}
			isFocused={isFocused}
			// The widget counts units of UTF-16: after a character of two of them it begins anew.
			heldAfter={(reported) => standIns(reported.length)}
		/>
	);
}

/** Characters for private use: what is reported of them tells a place, and nobody types them. */
const FIRST_STAND_IN = 0xe000;

function standIns(count: number): string {
	return Array.from({ length: count }, (_, place) => String.fromCharCode(FIRST_STAND_IN + place)).join('');
}

function HeldInput({
	value,
	mask,
	isFocused,
	heldAfter,
}: FieldProps & {
	readonly mask?: string;
	/** What the widget believes to hold after it reported this; no character of a secret. */
	readonly heldAfter: (reported: string) => string;
}): ReactNode {
	const desk = useContext(WidgetContext);
	const [held, setHeld] = useState({ value, round: 0 });
	if (held.value !== value) {
		// The state made something else of it: the widget begins anew, with its cursor behind what stands there.
		setHeld({ value, round: held.round + 1 });
	}
	const isEmpty = value === '';
	useLayoutEffect(() => {
		if (desk === undefined || !isFocused) {
			return;
		}
		const focused = { kind: 'field', isEmpty } as const;
		desk.focused = focused;
		return () => {
			if (desk.focused === focused) {
				desk.focused = undefined;
			}
		};
	}, [desk, isFocused, isEmpty]);
	return (
		<TextInput
			key={held.round}
			value={value}
			focus={isFocused}
			showCursor={false}
			{...(mask === undefined ? {} : { mask })}
			onChange={(reported) => {
				setHeld({ value: heldAfter(reported), round: held.round });
				const message = editOf(value, reported);
				if (message !== undefined) {
					desk?.report(message);
				}
			}}
		/>
	);
}

/** What was typed or erased at the end of what the widget held. */
export function editOf(held: string, reported: string): Message | undefined {
	if (reported.startsWith(held)) {
		return { type: 'text', text: reported.slice(held.length) };
	}
	return held.startsWith(reported) ? { type: 'command', command: 'erase' } : undefined;
}
