import SelectInput from 'ink-select-input';
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react';
import { WidgetContext } from './widget-context.ts';
import type { ChoicesPart } from './widget-parts.ts';

/** Draws an entry with the pointer or without it; nothing where its rows have no room on the screen. */
export type DrawEntry = (entry: number, isPointedAt: boolean) => ReactNode;

const EntryContext = createContext<DrawEntry>(() => null);

/**
 * A short menu. The widget moves among the entries and chooses one; where the cursor stands, and whether an entry can be chosen,
 * is for the state to say. Keys come to it by the feed alone, which has no digits, and none that would lead over an end.
 */
export function Choices({
	choices: { names, cursor = 0 },
	isFocused,
	drawEntry,
}: {
	readonly choices: ChoicesPart;
	readonly isFocused: boolean;
	readonly drawEntry: DrawEntry;
}): ReactNode {
	const desk = useContext(WidgetContext);
	const [held, setHeld] = useState({ cursor, round: 0 });
	if (held.cursor !== cursor) {
		// The state put it elsewhere: the widget begins anew there.
		setHeld({ cursor, round: held.round + 1 });
	}
	const count = names.length;
	useLayoutEffect(() => {
		if (desk === undefined || !isFocused) {
			return;
		}
		const focused = { kind: 'choices', cursor, count } as const;
		desk.focused = focused;
		return () => {
			if (desk.focused === focused) {
				desk.focused = undefined;
			}
		};
	}, [desk, isFocused, cursor, count]);
	return (
		<EntryContext value={drawEntry}>
			<SelectInput
				key={held.round}
				items={names.map((name, entry) => ({ key: name, label: String(entry), value: entry }))}
				initialIndex={cursor}
				isFocused={isFocused}
				indicatorComponent={NoIndicator}
				itemComponent={Entry}
				onHighlight={({ value }) => {
					setHeld({ cursor: value, round: held.round });
					desk?.report({ type: 'command', command: value > cursor ? 'down' : 'up' });
				}}
				onSelect={({ value }) => {
					if (value === cursor) {
						desk?.report({ type: 'command', command: 'continue' });
					}
				}}
			/>
		</EntryContext>
	);
}

/** The pointer is drawn with the entry, which may have no row on the screen. */
function NoIndicator(): ReactNode {
	return null;
}

function Entry({
	label,
	isSelected = false,
}: {
	readonly label: string;
	readonly isSelected?: boolean;
}): ReactNode {
	return useContext(EntryContext)(Number(label), isSelected);
}
