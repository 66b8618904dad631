import type { Texts } from '#i18n';
import { dim, field, type Part, row, toned } from '#ui';

export interface Search {
	readonly query: string;
	readonly isTyping: boolean;
}

/** What a list is searched for; before that, by which key. */
export function searchField({ certificateTable }: Texts, { query, isTyping }: Search, hint: string): Part {
	return !isTyping && query === ''
		? row(dim(hint))
		: field({
				name: 'search',
				label: certificateTable.search,
				isHere: isTyping,
				value: query,
				layout: { labelCells: 10, isAlone: true },
			});
}

/** What a list is searched for and how much of it is left; before that, by which key. */
export function searchParts(
	texts: Texts,
	search: Search,
	shown: string,
	hint: string = texts.certificateTable.searchHint,
): readonly Part[] {
	const isSearched = search.isTyping || search.query !== '';
	return [searchField(texts, search, hint), ...(isSearched ? [row(toned('care', shown))] : [])];
}
