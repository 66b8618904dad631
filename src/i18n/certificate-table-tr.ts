/** The account's certificates as a table, and the way to one of them. */
export const certificateTableTr = {
	title: '6. Adım · Sertifikalar',
	search: 'Ara',
	searchHint: 'Aramak için / (seri no, kart no, kullanım, durum)',
	shown: (shown: number, all: number) => `${shown} / ${all} gösteriliyor`,
	only: (state: string) => `durum: ${state}`,
	everyState: 'durum: tümü',
	sortedBy: { state: 'sıra: durum', ends: 'sıra: bitiş', serial: 'sıra: seri no', use: 'sıra: kullanım' },
	ascending: 'artan',
	descending: 'azalan',
	none: 'Aranan sertifika yok. Aramayı silmek için Esc, süzgeç için f.',
	empty: 'Bu hesapta sertifika yok. Geri dönmek için Esc.',
	serial: (serial: string) => `Seri no ${serial}`,
	card: (cardSerial: string) => `Kart ${cardSerial}`,
	valid: (from: string, to: string) => `${from} – ${to}`,
	since: (state: string, date: string) => `${state}: ${date}`,
	/** Beside what was learnt elsewhere. */
	atPortal: (state: string) => `portalda: ${state}`,
	place: (first: number, last: number, count: number) => `${first}-${last} / ${count}  ↑↓ PgUp PgDn Home End`,
};
