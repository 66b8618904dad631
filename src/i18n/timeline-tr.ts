/** What happened to one card. Sentences about acts and their outcomes stand where those are told. */
export const timelineTr = {
	title: '1. Adım · Kartta ne oldu',
	searchHint: 'Aramak için / (tarih, ne olduğu, sonuç, işlem no, seri no)',
	shown: (shown: number, all: number) => `${shown} / ${all} kayıt`,
	loading: (seconds: number) => `İşlem günlüğü okunuyor (${seconds} sn). Vazgeçmek için Esc.`,
	none: 'Aranan kayıt yok. Aramayı silmek için Esc.',
	empty: 'Bu kart için kayıt yok.',
	place: (first: number, last: number, count: number) => `${first}-${last} / ${count}  ↑↓ PgUp PgDn Home End`,
	isMore: (count: number) => `Günlüğün en yeni ${count} kaydı (tümü: muhurdar audit show).`,
	/** What is to be known of the journal itself. */
	trouble: {
		missing: 'İşlem günlüğü yok: henüz bir şey yazılmamış ya da dosya kaldırılmış.',
		'not-readable':
			'İşlem günlüğü okunamıyor. Yalnız bu çalıştırmada görülenler var; dosyanın izinlerine bakın.',
		spoiled: (count: number) => `Günlükte yazıldığı gibi olmayan satır: ${count} (muhurdar audit verify).`,
		torn: 'Günlüğün son satırı yarım: yazılıyor ya da yazılırken kesilmiş.',
		unmarked:
			'Günlüğün anahtarı okunamıyor: kart ve oturum kayıtları tanınmadı, yalnız seri noyla yazılanlar var.',
	},
	/** Without a session. */
	cardUnknown: 'Portalın kart no’suyla yazılanlar giriş yapınca görünür.',
	inserted: 'Kart takıldı',
	removed: 'Kart çıkarıldı',
	read: (certificates: number) => `Kart okundu: ${certificates} sertifika`,
	slotTrouble: (word: string) => `Kart: ${word}`,
	sessionBegun: (way: string) => `Oturum açıldı: ${way}`,
	pinsGiven: 'PIN / PUK Bilgisi görüntülendi',
	documentGiven: 'Parolalarımı Kaydet: PDF alındı',
	onSite: (task: string) => `Sitede: ${task}`,
	noOutcome: 'Sonucu yazılmamış: ne olduğu bilinmiyor.',
	unknown: 'sonuç bilinmiyor',
	cardRefused: 'Kart kabul etmedi.',
	notBegun: 'Yapılmadı; karta bir şey gönderilmedi.',
	triesLeft: (tries: string) => `Sonra PIN hakkı: ${tries}.`,
	ended: (when: string) => `Sonuç ${when}`,
	record: (seq: number) => `Günlük kaydı ${seq}`,
	sealEnded: (end: string) => `Mühür: ${end}`,
	checked: (label: string) => `${label}: zincir ve iptal durumu soruldu`,
	thisRun: 'Bu çalıştırmada görüldü; günlükte yazmaz.',
	ofAccount: 'Hesap için; yalnız bu karta özgü değil.',
};
