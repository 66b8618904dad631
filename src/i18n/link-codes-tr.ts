/** Codes by which `doctor`, `status` and `expiring` say what is wrong between the reader and the terminal. */
export const linkCodesTr = {
	slot: {
		'time-up': {
			what: 'Okuyucular ve kartlar süresi içinde öğrenilemedi.',
			now: 'Komutu yeniden çalıştırın; sürerse kartı çıkarıp takın.',
		},
		'no-reader': {
			what: 'Okuyucu görünmüyor.',
			now: 'Okuyucuyu bir USB girişine takın; takılıysa başka bir girişi deneyin.',
		},
		empty: {
			what: 'Okuyucuda kart yok.',
			now: 'Kartı, çipi üste ve içeri gelecek biçimde takın.',
		},
		unresponsive: {
			what: 'Kart takılı, yanıt vermiyor.',
			now: 'Kartı çıkarın, çipini kuru bir bezle silip yeniden takın.',
		},
		'in-use': {
			what: 'Kartı başka bir program kullanıyor.',
			now: 'O programı kapatın ya da bitmesini bekleyin.',
		},
		reading: { what: 'Kartın okunması bitmemişti.', now: 'Komutu yeniden çalıştırın.' },
		foreign: { what: 'Takılı kart bir AKİS kartı değil.', now: 'Mali mühür kartını takın.' },
		failed: { what: 'Kart okunamadı.', now: 'Kartı çıkarıp yeniden takın.' },
	},
	seal: {
		'no-seal': { what: 'AKİS kartında mali mühür sertifikası yok.', now: 'Mali mühür kartını takın.' },
		unreadable: {
			what: 'Kart eksik okundu: sertifika dosyalarından biri okunamadı.',
			now: 'Kartı çıkarıp takın; sürerse çağrı merkezini arayın: 444 5 576.',
		},
		'one-certificate': {
			what: 'Mührün iki sertifikasından biri kartta yok.',
			now: 'Kartı çıkarıp takın; sürerse çağrı merkezini arayın: 444 5 576.',
		},
		expired: {
			what: 'Mührün süresi dolmuş.',
			now: 'Bilgisayarın tarihini denetleyin; doğruysa yenileme başvurusu yapın.',
		},
		'not-yet-valid': {
			what: 'Mührün süresi henüz başlamadı.',
			now: 'Bilgisayarın tarihini denetleyin; doğruysa o günü bekleyin.',
		},
		expiring: { what: 'Mührün süresi yakında doluyor.', now: 'Yenileme başvurusu yapın.' },
	},
	terminal: {
		settings: {
			what: 'Portalın adresi ayarlardan okunamadı.',
			now: 'Ayar dosyasını düzeltin: muhurdar config path',
		},
		'no-terminal': {
			what: 'Komut bir terminalde çalışmıyor.',
			now: 'Ekran için programı bir terminalde açın.',
		},
		'no-cursor': {
			what: 'Terminalde imleç yönetilemiyor (TERM).',
			now: 'Başka bir terminal kullanın ya da programı --plain ile açın.',
		},
		'too-small': { what: 'Terminal penceresi küçük.', now: 'Pencereyi büyütün.' },
	},
};
