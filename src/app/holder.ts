/** An organisation, or a natural person, by its VKN or T.C. number. */
export interface Holder {
	readonly title: string;
	readonly number: string;
}

/** Whose seal the person works with, whose card is in the reader that the screens speak of, and how the former is known. */
export interface OtherHolder {
	readonly by: 'session' | 'looked-at';
	readonly chosen: Holder;
	readonly here: Holder;
	readonly reader: string;
}
