/** The command `check`. */
export const trCheck = {
	title: 'Mühür denetimi: Mührüm çalışıyor mu?',
	takenAt: (moment: string) => `${moment} (Türkiye saati, bu bilgisayarın saatiyle)`,
	labels: {
		at: 'Zaman',
		program: 'Program',
		verdict: 'Sonuç',
		holder: 'Mühür sahibi',
		number: 'Numara',
		todo: 'Yapılacaklar',
	},
	verdicts: {
		ok: 'Mühür bu bilgisayarda çalışıyor; bakılan her halka iyi.',
		okUnsigned:
			'Bakılan her halka iyi. İmza denenmedi: karta imza attırıp doğrulamak için --sign seçeneğini yazın.',
		warning: 'Mühür kullanılabilir, ama dikkat edilecek bir şey var.',
		critical: 'Mühür bu bilgisayarda şu anda kullanılamaz.',
		unknown: 'Her şeye bakılamadı; mührün çalışıp çalışmadığı bilinmiyor.',
	},
	practice: 'DENEME ORTAMI kartı: bu sonuç gerçek bir mühür için geçerli değildir.',
	private:
		'Bu sayfada ad, vergi numarası ve seri numarası yoktur; uzun numaraların yalnız son 3 hanesi vardır.',
	includes: (details: string) => `Bu sayfada istenerek eklenen kişisel bilgiler var: ${details}.`,
	details: { holder: 'mühür sahibi', serial: 'seri numaraları', reader: 'okuyucunun tam adı' },
	links: {
		usb: 'USB okuyucu',
		service: 'PC/SC hizmeti',
		access: 'Erişim hakkı',
		reader: 'Okuyucu',
		card: 'Kart',
		driver: 'Sürücü',
		certificates: 'Sertifikalar',
		clock: 'Saat',
		chain: 'Zincir',
		revocation: 'İptal durumu',
		tries: 'PIN denemeleri',
		signature: 'İmza',
		neighbours: 'Programlar',
	},
	levels: {
		ok: 'iyi',
		warning: 'uyarı',
		critical: 'sorun var',
		unknown: 'bilinmiyor',
		'not-needed': 'gerekmez',
	},
	usb: {
		none: 'USB’de kart okuyucu görünmüyor',
		notAtUsb: 'PC/SC’nin gördüğü okuyucu USB’de değil (sanal ya da uzaktan)',
		driven: (reader: string, driver: string) => `${reader}: ${driver}`,
		undriven: (reader: string) => `${reader}: kurulu sürücülerin hiçbiri bu okuyucuyu tanımıyor`,
		install: (driverPackage: string) =>
			`Okuyucu takılı ama sürücüsü kurulu değil. Karta bir şey olmadı. Debian’da gereken paket: ${driverPackage}. Ne yapılacağını görmek için: muhurdar doctor --fix`,
	},
	access: {
		given: 'bu kullanıcı okuyucuyu kullanabiliyor',
		denied:
			'Kart okuyucu hizmeti çalışıyor ama bu kullanıcıya izin vermiyor (polkit). Karta dokunulmadı. Gereken izni ve geri almasını görmek için: muhurdar doctor --fix',
	},
	otherSeals: (count: number) => `başka sahiplerin ${count} mührü daha takılı; seçmek için --holder yazın`,
	certificateSerial: (use: string, serial: string) => `${use} seri no: ${serial}`,
	cardSerial: (serial: string) => `kart seri no: ${serial}`,
	readerName: (name: string) => `okuyucunun adı: ${name}`,
	clock: {
		same: (host: string) => `${host}: fark iki dakikadan az`,
		ahead: (host: string, difference: string) => `${host}: bilgisayarın saati ${difference} ileri`,
		behind: (host: string, difference: string) => `${host}: bilgisayarın saati ${difference} geri`,
		untold: (host: string, why: string) => `${host}: ${why}`,
		noDate: 'yanıtında saat yok',
		minutes: (minutes: number, seconds: number) => `${minutes} dk ${seconds} sn`,
		hours: (hours: number, minutes: number) => `${hours} sa ${minutes} dk`,
		days: (days: number) => `${days} gün`,
		judged: 'sertifikaların tarihlerine bu sunucuların saatiyle bakıldı',
		'clock-skewed':
			'Bilgisayarın saati yanlış görünüyor. Karta bir şey olmadı. Saati ve saat dilimini düzeltin; yanlış saatle imzalanan belgeyi alıcısı geri çevirebilir.',
		'clocks-disagree':
			'Sorulan sunucuların saatleri birbirini tutmuyor; hangisinin doğru olduğu bilinmiyor. Bilgisayarın saatini güvendiğiniz bir saatle karşılaştırın.',
		'no-clock':
			'Karşılaştırılacak bir saat alınamadı. Ağ bağlantısını denetleyin ya da sorulacak sunucuları ayarlayın: muhurdar config set check.clocks ADRES,ADRES',
	},
	chain: {
		good: (use: string) => `${use}: Kamu SM köküne kadar doğrulandı`,
		bad: (use: string, why: string) => `${use}: ${why}`,
		untrusted:
			'Sertifika zinciri güvenilir bir köke çıkmıyor; e-belge alıcıları bu imzayı kabul etmez. Karta bir şey olmadı. Bu sayfayı 444 5 576 çağrı merkezine gönderin.',
		incomplete:
			'Zincir tamamlanamadı. Karta bir şey olmadı. Ağ bağlantısını denetleyip komutu yeniden çalıştırın ya da: muhurdar authorities fetch',
	},
	revocation: {
		told: (use: string, what: string) => `${use}: ${what}`,
		answered: (what: string, source: string, from: string) => `${what} (${source}: ${from})`,
		failed: (from: string, why: string) => `${from}: ${why}`,
		authority: 'Yayıncı',
		sources: { ocsp: 'OCSP', crl: 'iptal listesi' },
		revoked:
			'Sertifika iptal edilmiş; bu mühürle imza atılmaz. Kart olduğu gibi duruyor. Yeni mühür için başvuru yapın; iptalden haberiniz yoksa 444 5 576 çağrı merkezini arayın.',
		suspended:
			'Sertifika askıda; askı kaldırılana kadar bu mühürle imza atılmaz. Kart olduğu gibi duruyor. Kullanıma Aç işlemi için Kamu SM’nin sitesine girin.',
		'authority-revoked':
			'Yayıncının sertifikası iptal edilmiş ya da askıda; altındaki hiçbir mühre güvenilmez. 444 5 576 çağrı merkezini arayın.',
		unknown:
			'İptal durumu öğrenilemedi. Karta bir şey olmadı. Ağ bağlantısını denetleyip komutu yeniden çalıştırın.',
	},
	tries: {
		none: 'PIN kilitli. Kart PIN sormadan okunmaya devam eder. Kilidi açmak için Kamu SM’nin sitesinde PIN Oluşturma / Kilit Çözme işlemini yapın; PUK denemeyin.',
		last: 'Son deneme: bir yanlış PIN daha kartı kilitler. PIN’den emin değilseniz denemeyin.',
		few: 'Karta yanlış PIN girilmiş. PIN’den emin değilseniz denemeyin.',
		unknown: 'Kart kaç deneme kaldığını söylemiyor. PIN’den emin değilseniz denemeyin.',
	},
	signature: {
		notAsked: '--sign yazılmadı, PIN sorulmadı',
		passed: 'kart imzaladı, imza sertifikayla doğrulandı',
		goesTo: (title: string, number: string, reader: string) =>
			`PIN şu karta gidecek: ${title} · ${number} · ${reader}`,
		ask: 'PIN (yazarken görünmez; vazgeçmek için Ctrl+C):',
		'given-up': 'PIN yazılmadı, karta bir şey gönderilmedi.',
		'several-holders':
			'Okuyucularda birden çok sahibin mührü var. PIN yanlış karta gitmesin diye sorulmadı. Hangi mühür olduğunu yazın: --holder NUMARA',
		'no-signing-certificate': 'Kartta imza sertifikası (SIGN0) yok; imza denenmedi.',
		'last-try':
			'Kalan son deneme olabileceği için PIN gönderilmedi; kart olduğu gibi duruyor. Denemek isterseniz programın ekranında Kart PIN işlemlerini kullanın.',
		'no-way': 'Bu kart burada imza atamıyor; PIN sorulmadı, deneme harcanmadı.',
		'called-off': 'İmza denemesi durduruldu. PIN gönderilmedi.',
	},
};
