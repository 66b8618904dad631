/** Kart PIN işlemleri. What became of an act is told in three parts: what happened, what is certain, what to do now. */
export const trCardPin = {
	title: 'Kart PIN işlemleri',
	acts: {
		'verify-pin': 'PIN doğrula',
		'change-pin': 'PIN değiştir',
		'unblock-pin': 'PIN kilidini aç',
		sign: 'Mührü sına',
	},
	explained: {
		'verify-pin': 'PIN’i karta bir kez sorar; kartta bir şey değişmez. Yanlış PIN bir hak götürür.',
		'change-pin': 'Eski PIN’in yerine yeni bir PIN koyar. Yanlış eski PIN bir hak götürür.',
		'unblock-pin': 'Kilitlenen PIN’i PUK ile açar, yeni PIN koyar. Kartın sorumlusu yanınızda olmalıdır.',
		sign: 'Kart rastgele bir özeti imzalar, imza doğrulanır. Hiçbir belge imzalanmaz; PIN bir kez sorulur.',
	},
	/** By which way an act goes. */
	ways: {
		apdu: 'karta doğrudan (APDU)',
		'vendor-module': 'AKİS sürücüsüyle',
		no: 'yapılamıyor',
	},
	/** By the driver, which says who it is. */
	wayOfModule: (module: string) => `AKİS sürücüsüyle (${module})`,
	notNow: 'şimdi yapılamıyor',
	notLookedAt: 'Sürücüye henüz bakılmadı.',
	/** Who does which acts, and why they or why nobody. */
	serviceLine: (acts: string, way: string, why: string) => `${acts}: ${way}. ${why}`,
	/** Why it goes that way. */
	reasons: {
		'readable-without-pin': 'Sertifikalar her kartta PIN’siz okunur.',
		'commands-public': 'Bu kartın komutları herkese açık.',
		'commands-not-public': 'Bu kartın PIN komutları herkese açık değil; onları AKİS sürücüsü bilir.',
		'unblock-not-public': 'Bu kartın kilidinin hangi komutla açıldığı herkese açık değil.',
		'sandbox-own': 'Deneme kartının kendi komutu.',
		'key-not-rsa': 'Kartın bu anahtarı RSA değil.',
		'key-kind-unknown': 'Bu program bu tür bir anahtarla imza attırmıyor.',
		'key-not-named': 'Kart, bu sertifikanın anahtarını adlandırmıyor.',
		'pin-form-unknown': 'Kart, PIN’i bilinmeyen bir biçimde istiyor.',
	},
	holder: (title: string, product: string) => `${title} · ${product}`,
	pinTries: 'PIN hakkı',
	pukTries: 'PUK hakkı',
	looking: (seconds: number) => `Karta bakılıyor (${seconds} sn).`,
	tries: {
		unknown: 'bilinmiyor',
		'at-most': (count: number) => `en çok ${count}`,
		exactly: (count: number) => `${count}`,
		'last-try': 'son deneme',
		blocked: 'kalmadı, kilitli',
	},
	/** Why the tries are not known. */
	untold: {
		'other-card': 'okuyucuda başka bir kart var',
		'in-use': 'bilinmiyor; kartı başka bir program kullanıyor',
		'not-supported': 'bilinmiyor; bu karta bakılamıyor',
		'not-read': 'bilinmiyor; karta bakılamadı',
	},
	sandboxHint: 'Deneme kartının PIN ve PUK’u: 6. Adım, PIN / PUK Bilgisi.',

	fields: {
		pin: 'PIN',
		'old-pin': 'Eski PIN',
		puk: 'PUK',
		'new-pin': 'Yeni PIN',
		repeat: 'Yeni PIN, yine',
	},
	digits: (min: number, max: number) => `Yalnız rakam, ${min}-${max} hane; yapıştırılamaz.`,
	signAsk:
		'Rastgele bir özet SIGN0 anahtarıyla imzalanır, imza karttaki sertifikayla doğrulanır. Hiçbir belge imzalanmaz.',
	once: 'Enter’dan sonra karta bir kez gönderilir, kendiliğinden yinelenmez.',
	lastTryAhead: 'Son deneme: gönderilmeden önce bir onay daha istenir.',
	faults: {
		empty: 'Boş bırakılamaz.',
		'too-short': (min: number) => `En az ${min} hane olmalı.`,
		'too-long': (max: number) => `En çok ${max} hane olabilir.`,
		'not-digits': 'Yalnız rakam olmalı.',
		ascending: 'Sıralı rakamlardan PIN olmaz; başka bir PIN seçin.',
		descending: 'Geriye sıralı rakamlardan PIN olmaz; başka bir PIN seçin.',
		'all-same': 'Hep aynı rakamdan PIN olmaz; başka bir PIN seçin.',
		'part-of-holder-number': 'VKN ya da T.C. no ile örtüşüyor; başka bir PIN seçin.',
		'same-as-old': 'Yeni PIN eskisiyle aynı; başka bir PIN seçin.',
		'repeat-differs': 'İki yazış birbirini tutmadı; yeniden yazın.',
	},

	/** Before a PIN can be typed for the card of another holder than the one that the person works with. */
	otherHolder: {
		what: 'Okuyucudaki kart başka bir sahibin. PIN bu karta gönderilecek.',
		chosen: { session: 'Oturum', 'looked-at': 'Son bakılan mühür' },
		here: 'Okuyucudaki kart',
		reader: 'Okuyucu',
		safe: 'Henüz PIN girilmedi, karta bir şey gönderilmedi. Yanlış kartın PIN’i denenirse o kartın deneme hakkı eksilir.',
		now: 'Bu kartın PIN’ini girecekseniz F8’e basın. Vazgeçmek için Esc’ye basın ve doğru kartı takın.',
	},
	word: 'Onay',
	lastTryTitle: 'Son deneme',
	lastTry: (word: string) => `Son deneme. Yanlış girerseniz kart kilitlenir. Devam etmek için ${word} yazın.`,
	lastTryUnknown: (word: string) =>
		`Kalan hak bilinmiyor, bu son deneme olabilir. Yanlış girerseniz kart kilitlenir. Devam etmek için ${word} yazın.`,
	lastTryFacts:
		'PIN henüz gönderilmedi. Emin değilseniz Esc ile vazgeçin, kart olduğu gibi kalır. PIN bilgisi portalda görülür: 6. Adım.',
	lastTryOrBlocked: 'Kart, kilitlendikten sonra da "son deneme" diyebilir.',
	supervisorTitle: 'Kartın sorumlusu yanınızda mı?',
	supervisor:
		'PUK 3 kez yanlış girilirse kart bir daha açılmaz, yenisi ücretlidir. PUK’u yalnız kartın sorumlusu girer. Son PUK denemesi hiç gönderilmez.',
	supervisorAsk: (word: string) => `Kartın sorumlusu devam etmek için ${word} yazsın. Vazgeçmek için Esc.`,

	running: {
		'verify-pin': (seconds: number) => `PIN karta soruluyor, yanıt bekleniyor (${seconds} sn).`,
		'change-pin': (seconds: number) => `PIN değiştiriliyor, kartın yanıtı bekleniyor (${seconds} sn).`,
		'unblock-pin': (seconds: number) => `PIN kilidi açılıyor, kartın yanıtı bekleniyor (${seconds} sn).`,
		sign: (seconds: number) => `Mühür sınanıyor, kartın imzası bekleniyor (${seconds} sn).`,
	},
	runningSince: (clock: string) => `Başlangıç ${clock}. Kartı çıkarmayın.`,
	runningLong: 'Kartı başka bir program kullanıyor olabilir; bırakması birkaç saniye beklenir.',
	runningEscape: 'Vazgeçmek için Esc: PIN gönderilmediyse artık gönderilmez.',
	calledOff: 'Vazgeçiliyor. PIN gönderilmişse kartın yanıtı yine de beklenir.',

	/** Behind a right PIN. */
	afterwards: {
		reset: 'Kart sıfırlandı, PIN açık kalmadı.',
		open: 'Kart sıfırlanamadı: PIN açık kalmış olabilir. Kartı şimdi okuyucudan çıkarın.',
	},
	done: {
		'verify-pin': {
			what: 'PIN doğru.',
			safe: 'Kartta bir şey değişmedi.',
			now: 'Bu PIN kartla kullanılabilir.',
		},
		'change-pin': {
			what: 'PIN değişti.',
			safe: 'Bundan sonra yalnız yeni PIN geçer.',
			now: 'Yeni PIN’i güvenli bir yerde saklayın.',
		},
		'unblock-pin': {
			what: 'PIN kilidi açıldı, yeni PIN kondu.',
			safe: 'Bundan sonra yalnız yeni PIN geçer.',
			now: 'Yeni PIN’i güvenli bir yerde saklayın.',
		},
	},
	signed: {
		what: 'Kart imzaladı, imza doğrulandı.',
		safe: 'PIN doğru. Rastgele bir özet SIGN0 anahtarıyla imzalandı; imza karttaki sertifikayla uyuşuyor. Hiçbir belge imzalanmadı.',
		now: 'Yalnız kart ve anahtar sınandı; sertifikanın süresine ve iptaline bakılmadı.',
	},
	notSigned: {
		what: 'PIN doğru, geçerli bir imza çıkmadı.',
		safe: 'Hak gitmedi, hiçbir belge imzalanmadı.',
		now: 'Kartı çıkarıp takın ve yeniden sınayın. Sürerse çağrı merkezini arayın: 444 5 576.',
	},
	portalKeepsOld: 'Deneme portalı, kartta değişen PIN’i bilmez; eskisini göstermeyi sürdürür.',
	wrong: {
		pin: {
			what: 'PIN yanlış.',
			safe: 'Bir hak gitti; kartta başka bir şey değişmedi.',
			now: 'Emin olmadan yeniden denemeyin. PIN bilgisi portalda görülür: 6. Adım, PIN / PUK Bilgisi.',
		},
		puk: {
			what: 'PUK yanlış.',
			safe: 'Bir PUK hakkı gitti; PIN olduğu gibi.',
			now: 'PUK’u kesin bilmeden yeniden denemeyin. Kilit portaldan da çözülür: 6. Adım, Kilit Çözme.',
		},
	},
	blocked: {
		pin: {
			what: 'PIN kilitli, hak kalmadı.',
			safe: 'Sertifikalar kartta duruyor. Bu karta artık PIN sorulmaz.',
			now: 'Kilidi çözmek için: 6. Adım, Kilit Çözme.',
		},
		puk: {
			what: 'PUK kilitli, hak kalmadı.',
			safe: 'Sertifikalar kartta duruyor, PIN olduğu gibi. PUK ile artık bir şey yapılamaz.',
			now: 'Çağrı merkezini arayın: 444 5 576.',
		},
	},
	inUse: {
		what: 'Kartı başka bir program kullanıyor.',
		safe: 'Karta PIN gönderilmedi, hak gitmedi.',
		now: 'O programı kapatın ya da bitmesini bekleyin, sonra yeniden deneyin.',
	},
	notSupported: {
		what: 'Bu işlem bu kartta yapılamıyor.',
		safe: 'Karta bir şey gönderilmedi, hak gitmedi.',
		now: 'Kilit ve PIN için: 6. Adım, Sertifika işlemleri.',
	},
	refused: {
		'not-sandbox-card': {
			what: 'Deneme portalının söylediği PIN gerçek karta gönderilmez.',
			safe: 'Karta bir şey gönderilmedi, hak gitmedi.',
			now: 'Deneme kartını takın.',
		},
		'other-card': {
			what: 'Okuyucudaki kart, işlemin başladığı kart değil.',
			safe: 'Karta PIN gönderilmedi, hak gitmedi.',
			now: 'Doğru kartı takın ve yeniden başlayın.',
		},
		'supervisor-needed': {
			what: 'PUK için kartın sorumlusu gerekir.',
			safe: 'Karta PUK gönderilmedi, hak gitmedi.',
			now: 'Sorumluyla birlikte yeniden başlayın.',
		},
		'last-puk-try': {
			what: 'Tek PUK hakkı kalmış.',
			safe: 'PUK gönderilmedi: yanlış olsaydı kart bir daha açılmazdı.',
			now: 'Kilidi portaldan çözün: 6. Adım, Kilit Çözme.',
		},
		'puk-tries-unknown': {
			what: 'Kart, kalan PUK hakkını söylemiyor.',
			safe: 'PUK gönderilmedi: son hak olabilirdi.',
			now: 'Kilidi portaldan çözün: 6. Adım, Kilit Çözme.',
		},
	},
	/** Where the card itself is for another length than the usual one. */
	cardLength: {
		'too-short': 'Bu kart daha uzun bir PIN istiyor.',
		'too-long': 'Bu kart daha kısa bir PIN istiyor.',
	},
	refusedRule: {
		what: 'Yazılan bir kurala uymuyor.',
		safe: 'Karta bir şey gönderilmedi, hak gitmedi.',
		now: 'Geri dönüp yeniden yazın.',
	},
	declined: {
		what: 'Kart bunu yapmadı.',
		safe: 'Kart, PIN’in yanlış olduğunu söylemedi. Kartın söylediğine göre bir şey değişmedi.',
		now: 'Yeni PIN yazdıysanız başka bir PIN seçin. Sürerse yöneticiye bildirin.',
	},
	/** What the card gave as its reason. */
	declinedBecause: {
		'pin-unusable': 'Karta göre PIN kullanılamaz durumda.',
		'security-condition': 'Karta göre güvenlik koşulu sağlanmıyor.',
		'use-condition': 'Karta göre kullanım koşulu sağlanmıyor.',
		'no-current-file': 'Karta göre seçili dosya yok.',
		'wrong-length': 'Karta göre uzunluk yanlış.',
		'wrong-parameters': 'Karta göre yazılan değer uygun değil.',
		'offset-outside-file': 'Karta göre istenen yer dosyanın dışında.',
		'file-not-found': 'Karta göre dosya yok.',
		'record-not-found': 'Karta göre kayıt yok.',
		'reference-not-found': 'Karta göre böyle bir PIN yok.',
		'no-memory': 'Kartın belleği yetmiyor.',
		'instruction-unknown': 'Kart bu komutu bilmiyor.',
		'class-unknown': 'Kart bu komut sınıfını bilmiyor.',
		'pin-characters': 'Sürücüye göre PIN’de olamayacak bir işaret var.',
		'pin-length': 'Sürücüye göre PIN’in uzunluğu uygun değil.',
		'pin-expired': 'Sürücüye göre PIN’in süresi dolmuş.',
		'pin-not-set': 'Sürücüye göre bu karta hiç PIN konmamış.',
		'not-in-module': 'Sürücüde bu işlem yok.',
	},
	/** The vendor's driver is not there, or did not come as far as the PIN. */
	moduleTrouble: {
		what: 'AKİS sürücüsüyle yapılamadı.',
		safe: 'Karta PIN gönderilmedi, hak gitmedi.',
		now: 'Sürücü için 2. Adım, sonra yeniden deneyin.',
		missing: 'AKİS sürücüsü bu bilgisayarda bulunamadı.',
		refused: 'Sürücü dosyası yüklenmedi.',
	},
	journal: {
		what: 'İşlem günlüğüne yazılamadı, bu yüzden yapılmadı.',
		safe: 'Karta PIN gönderilmedi, hak gitmedi.',
		now: 'Nedeni giderip yeniden deneyin.',
	},
	goneBefore: {
		what: 'PIN gönderilmeden karta ulaşılamaz oldu.',
		safe: 'Karta PIN gönderilmedi: hak gitmedi, PIN eskisi gibi.',
		now: 'Kartı ve okuyucuyu denetleyin, sonra yeniden deneyin.',
	},
	unknown: {
		'verify-pin': {
			what: 'PIN gönderildi, yanıtı alınamadı.',
			safe: 'PIN’in doğru olup olmadığı bilinmiyor. Kesin olan: PIN değişmedi.',
			now: 'Aynı PIN kendiliğinden gönderilmez. Kartı takın, kalan hakka bakın, sonra PIN doğrula ile yeniden sorun.',
		},
		'change-pin': {
			what: 'Eski ve yeni PIN gönderildi, yanıtı alınamadı.',
			safe: 'PIN değişmiş de olabilir, eskisi kalmış da olabilir. Kesin olan: karta yalnız bir kez gönderildi.',
			now: 'Kartı takın, PIN doğrula ile yeni PIN’i sorun; yanlış çıkarsa bir hak gider ve eskisi geçerlidir.',
		},
		'unblock-pin': {
			what: 'PUK ve yeni PIN gönderildi, yanıtı alınamadı.',
			safe: 'Kilit açılmış da olabilir, kalmış da olabilir. Kesin olan: karta yalnız bir kez gönderildi.',
			now: 'PUK’u yeniden göndermeyin. Kartı takın, PIN doğrula ile yeni PIN’i sorun; kilit kapalıysa hak gitmez.',
		},
		sign: {
			what: 'PIN gönderildi, yanıtı alınamadı.',
			safe: 'PIN’in doğru olup olmadığı bilinmiyor. Kesin olan: PIN değişmedi, bir şey imzalanmadı.',
			now: 'Aynı PIN kendiliğinden gönderilmez. Kartı takın, kalan hakka bakın, sonra yeniden sınayın.',
		},
	},
	/** What was found when the card was looked at after a lost answer. */
	reread: {
		pin: (tries: string) => `Sonra karta bakıldı: PIN hakkı ${tries}.`,
		both: (pin: string, puk: string) => `Sonra karta bakıldı: PIN hakkı ${pin}, PUK hakkı ${puk}.`,
		spent: 'Bir hak gitmiş.',
		notSpent: 'Hak gitmemiş.',
		spentUnseen: 'Bir hak gidip gitmediği görülemiyor.',
		'other-card': 'Sonra bakıldığında okuyucuda başka bir kart vardı.',
		'not-read': 'Sonra karta bakılamadı.',
	},
	/** What went wrong with the card. */
	errors: {
		'no-card': 'Okuyucuda kart yok.',
		'card-removed': 'Kart çıkarıldı.',
		'card-lost': 'Kartla bağlantı koptu.',
		'card-reset': 'Kartı başka bir program sıfırladı.',
		'unresponsive-card': 'Kart yanıt vermiyor.',
		'sharing-violation': 'Kartı başka bir program kullanıyor.',
		'access-denied': 'Okuyucu bu kullanıcıya izin vermiyor.',
		timeout: 'Kart zamanında yanıt vermedi.',
		'service-lost': 'Kart okuyucu hizmeti (pcscd) durdu.',
		'unexpected-status': 'Kart beklenmeyen bir yanıt verdi.',
		'malformed-answer': 'Kartın yanıtı anlaşılamadı.',
		terminated: 'Kart kalıcı olarak kullanıma kapatılmış.',
		'limit-exceeded': 'Kartın yanıtı bitmedi.',
		'binding-missing': 'PKCS#11 eklentisi bu bilgisayarda yok.',
		'process-failed': 'AKİS sürücüsünün süreci başlatılamadı.',
		'not-loadable': 'AKİS sürücüsü yüklenemedi.',
		'no-entry-point': 'Sürücü dosyası bir PKCS#11 sürücüsü değil.',
		'not-started': 'AKİS sürücüsü başlamadı.',
		crashed: 'AKİS sürücüsü çöktü.',
		'no-answer': 'AKİS sürücüsü zamanında yanıt vermedi.',
		garbled: 'AKİS sürücüsünün yanıtı anlaşılamadı.',
		'not-confirmed': 'İmzayı sertifika doğrulamadı.',
		'several-tokens': 'Sürücü bu sertifikayı birden çok kartta görüyor.',
		'no-token': 'AKİS sürücüsü kartı görmüyor.',
		'call-failed': 'AKİS sürücüsü istenen işi yapamadı.',
	},
	goOn: 'Devam  ↵',
};
