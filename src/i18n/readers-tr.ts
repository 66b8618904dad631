/** All readers at once. */
export const readersTr = {
	title: 'Okuyucular',
	inUse: 'seçili',
	pinTries: (tries: string) => `PIN hakkı: ${tries}`,
	pinTriesNotAsked: 'PIN hakkı: sorulmadı',
	more: (count: number) => `ve ${count} sertifika daha`,
	place: (first: number, last: number, count: number) => `${first}-${last} / ${count} okuyucu`,
	how: 'Enter seçer, Esc geri döner.',
};
