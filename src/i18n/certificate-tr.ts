import { daysAndClock, isEndless } from './time-left.ts';

/** What is said of a certificate, in commands and on its screen. */
export const certificateTr = {
	/** What it is, in plain words. */
	kinds: {
		seal: 'Mali mühür',
		'e-signature': 'Nitelikli elektronik imza: bir kişinindir, mali mühür değildir',
		'e-seal': 'Elektronik mühür: bir kurumundur, mali mühür değildir',
		tls: 'Sunucu (TLS) sertifikası: mali mühür değildir',
		authority: 'Sertifika yayıncısı: mali mühür değildir',
		other: 'Mali mühür değildir; ne için olduğu anlaşılmadı',
	},
	pinnedRoot: 'Kamu SM kurumsal kökü: programda sabittir',
	generation: (version: number) => `Sürüm ${version}`,
	uses: { SIGN0: 'İmza (SIGN0): bununla mühürlenir', ENCR0: 'Şifreleme (ENCR0): bununla mühürlenmez' },
	number: { vkn: 'VKN', tckn: 'T.C. kimlik no', unknown: 'Numara' },
	remarks: {
		'check-digit': 'denetim hanesi tutmuyor (deneme sertifikalarında olur)',
		length: 'VKN 10, T.C. kimlik no 11 hanedir',
		'not-digits': 'yalnız rakam olmalıydı',
	},
	/** One word or two; the sentence below says what it rests on. */
	states: {
		'not-yet-valid': 'henüz geçerli değil',
		valid: 'geçerli',
		expiring: 'süresi yaklaşıyor',
		suspended: 'askıda',
		revoked: 'iptal',
		expired: 'süresi dolmuş',
		unknown: 'bilinmiyor',
	},
	/** In place of "geçerli" while dates alone were looked at. */
	/** Said before anything that rests on dates. */
	clockDoubt: {
		behind: (date: string) =>
			`Bilgisayarın tarihi ${date} görünüyor; program bile bundan yeni. Önce tarihi denetleyin: yanlış tarihle sertifikanın süresi anlaşılmaz.`,
		ahead: (date: string) =>
			`Bilgisayarın tarihi ${date} görünüyor; buna göre sertifikanın süresi yıllar önce dolmuş. Önce tarihi denetleyin.`,
	},
	datesOnlyWord: 'süresi var',
	startsIn(seconds: number) {
		const { days, clock } = daysAndClock(seconds);
		return `başlamasına ${days === 0 ? clock : `${days} gün ${clock}`}`;
	},
	/** In the place of a date, where the certificate says 9999. */
	noEnd: 'belli değil (9999)',
	daysLeft: (days: number) =>
		isEndless(days) ? 'bitiş belli değil (9999)' : days === 0 ? 'son gün' : `${days} gün kaldı`,
	since: (moment: string) => `tarih ${moment}`,
	reasons: {
		unspecified: 'neden belirtilmemiş',
		keyCompromise: 'anahtar ele geçmiş ya da geçmiş olabilir',
		cACompromise: 'yayıncının anahtarı ele geçmiş',
		affiliationChanged: 'unvan ya da bilgiler değişmiş',
		superseded: 'yerine yenisi verilmiş',
		cessationOfOperation: 'kullanımı bırakılmış',
		certificateHold: 'askıya alınmış',
		removeFromCRL: 'listede duruyor; yazılan neden (removeFromCRL) yalnız değişiklik listelerine uyar',
		privilegeWithdrawn: 'yetki geri alınmış',
		aACompromise: 'yetkilendirenin anahtarı ele geçmiş',
	},
	unknownWhy: {
		'chain-incomplete': 'yayıncı sertifikası burada yok; köke kadar zincir kurulamadı',
		'chain-untrusted': 'zincir Kamu SM kurumsal köklerine güvenle çıkmıyor',
		'authority-revoked': 'yayıncının sertifikası iptal edilmiş; altındaki hiçbir sertifikaya güvenilemez',
		'authority-suspended': 'yayıncının sertifikası askıda; altındaki sertifikalara şu an güvenilemez',
		'not-asked': 'iptal durumu sorulamadı: sertifika bir adres vermiyor',
		offline: 'çevrimdışı: iptal hizmetlerine ulaşılamadı',
		'no-evidence': 'yanıtlar geldi, hiçbiri bir şey kanıtlamıyor',
		'unknown-to-responder': 'OCSP yanıtlayıcısı bu sertifikayı tanımıyor',
		sandbox: 'deneme sertifikası: gerçek yayıncısı ve iptal hizmeti yok',
	},
	/** What was looked at, one after another. */
	judgedBy: { dates: 'tarihler', chain: 'zincir', ocsp: 'OCSP', crl: 'iptal listesi' },
	judged: (what: string) => `bakılan: ${what}`,
	onlyDates: 'yalnız tarihlere bakıldı; zincir ve iptal durumu bilinmiyor',
	/** Which certificate of the chain decides. */
	decider: {
		subject: 'sorulan sertifikanın kendisi',
		authority: (title: string, why: string) => `${title}: ${why}`,
		/** The issuer of this one is not at hand. */
		missing: (title: string) => `${title}: yayıncı sertifikası burada yok`,
	},
	/** What was learnt in this run of a certificate that is over: how it stands, who said so, when. */
	ended: {
		revoked: 'iptal',
		suspended: 'askıda',
		untrusted: 'güvenilmez',
	},
	endedBy: {
		portal: 'portalın listesine göre',
		change: 'bu programdan yapılan işlemle',
		check: 'zincir ve iptal denetimine göre',
	},
	decidedBy: (decider: string) => `belirleyen ${decider}`,
	/** The revocation of an authority of the chain. */
	authorityRevocation: (title: string, said: string) => `${title}: ${said}`,
	notAsked: {
		'not-wanted': 'sorulmadı',
		'no-issuer': 'sorulamadı: doğrulanmış yayıncı sertifikası yok',
		'no-source': 'sorulamadı: sertifika bir adres vermiyor',
		sandbox: 'sorulmadı: deneme sertifikasının iptal hizmeti yok',
	},
	revocation: {
		good: 'iptal değil',
		revoked: (reason: string, moment: string) => `iptal: ${reason}, ${moment}`,
		suspended: (moment: string) => `askıda, ${moment}`,
		unknown: 'öğrenilemedi',
	},
	evidence: {
		ocsp: (signer: string, moment: string) => `OCSP yanıtı, imzalayan ${signer}, ${moment}`,
		crl: (signer: string, moment: string) => `iptal listesi, imzalayan ${signer}, ${moment}`,
		until: (moment: string) => `en geç ${moment} tarihine kadar geçerli`,
		openEnded: 'geçerlilik sonu belirtilmemiş',
		kept: (moment: string) => `${moment} tarihinde gelmiş, saklanmış yanıt`,
		noNonce: 'yanıt sorulan sayıyı yinelemiyor',
	},
	failures: {
		'bad-address': 'adres kullanılamaz',
		offline: 'ulaşılamadı',
		'proxy-failed': 'vekil sunucudan geçilemedi (proxy ayarı)',
		timeout: 'zamanında yanıt gelmedi',
		'redirected-away': 'başka bir yere yönlendirdi; gidilmedi',
		'too-large': 'yanıt çok büyük; alınmadı',
		'bad-answer': 'yanıt HTTP değil ya da sonu gelmiyor',
		'http-status': 'sunucu hata verdi',
		cancelled: 'vazgeçildi',
		malformed: 'yanıt anlaşılmadı',
		unreadable: 'dosya okunamadı',
		'bad-signature': 'imzası tutmuyor',
		'unsupported-algorithm': 'imza yöntemi desteklenmiyor',
		'weak-key': 'anahtarı çok kısa',
		'wrong-signer': 'imzalayan buna yetkili değil',
		stale: 'süresi geçmiş',
		'not-yet-valid': 'gelecekten geliyor; saatleri denetleyin',
		refused: 'yanıtlayıcı yanıt vermeyi reddetti',
		'unknown-certificate': 'bu sertifikayı tanımıyor',
		'other-certificate': 'başka bir sertifika için',
		'empty-answer': 'yanıt hiçbir sertifikadan söz etmiyor',
		'responder-revoked': 'yanıtlayıcının kendi sertifikası iptal edilmiş',
		'responder-unchecked': 'yanıtlayıcının kendi sertifikasının iptal listesi alınamadı',
		'wrong-nonce': 'sorulan sayı yerine başkası geldi; eski bir yanıt olabilir',
		'other-issuer': 'başka bir yayıncının listesi',
		delta: 'yalnız değişiklikleri içeren liste',
		'wrong-scope': 'bu sertifikayı kapsamayan liste',
		'unknown-critical-extension': 'anlaşılmayan zorunlu bir ek içeriyor',
		'no-address': 'sertifika bir adres vermiyor',
		'not-the-issuer': 'gelen, yayıncının sertifikası değil',
	},
	chain: {
		trusted: 'Kamu SM kurumsal köküne kadar doğrulandı',
		/** The n-th certificate above the one that is told of. */
		above: (place: number) => `${place}. üst`,
		missing: (issuer: string) => `yayıncı sertifikası burada yok: ${issuer}`,
		/** Beside it, where the issuer is a real one. */
		howToFetch: 'getirmek için: muhurdar authorities fetch',
		toldHow: (missing: string) => `${missing}; getirmek için: muhurdar authorities fetch`,
		sources: {
			subject: 'sorulan',
			given: 'karttan ya da dosyadan',
			kept: 'daha önce alınmış, saklanmış',
			fetched: 'ağdan alındı',
			pinned: 'programda sabit kök',
		},
		faults: {
			'bad-signature': 'alttakinin imzası bununla tutmuyor',
			'unsupported-algorithm': 'imza yöntemi desteklenmiyor',
			'weak-key': 'anahtarı çok kısa',
			'not-an-authority': 'yayıncı değil',
			'may-not-issue': 'sertifika imzalamaya yetkili değil',
			'path-too-long': 'üstündeki yayıncının izin verdiğinden fazla yayıncı var',
			'issuer-expired': 'süresi dolmuş',
			'issuer-not-yet-valid': 'henüz geçerli değil',
			'unknown-critical-extension': 'anlaşılmayan zorunlu bir ek var',
			'name-not-permitted': 'adı, üstündeki yayıncıya izin verilen adlar arasında değil',
			'no-valid-policy': 'üstündeki yayıncının şart koştuğu ilke zincirin tamamında geçerli değil',
			'malformed-extension': 'eklerinden biri okunamıyor',
			'unreadable-key': 'açık anahtarı okunamıyor',
			'not-pinned': 'kök, programdaki Kamu SM köklerinden biri değil',
			'chain-too-long': 'zincir çok uzun',
			'too-many-candidates': 'aynı adı taşıyan çok fazla sertifika var; arama durduruldu',
		},
	},
	labels: {
		file: 'Dosya',
		kind: 'Tür',
		use: 'Kullanım',
		title: 'Unvan',
		issuer: 'Yayıncı',
		serial: 'Seri no',
		starts: 'Başlangıç',
		ends: 'Bitiş',
		state: 'Durum',
		basis: 'Dayanak',
		decider: 'Belirleyen',
		chain: 'Zincir',
		revocation: 'İptal',
		evidence: 'Kanıt',
		key: 'Anahtar',
		signature: 'İmza yöntemi',
		policy: 'İlke',
		notice: 'İlke notu',
		fingerprint: 'SHA-256',
		problem: 'Sorun',
	},
	/** The screen of a certificate. */
	screen: {
		title: (label: string, index: number, count: number) =>
			count > 1 ? `Sertifika · ${label} (${index}/${count})` : `Sertifika · ${label}`,
		gone: 'Kart okuyucuda değil; sertifikası gösterilmiyor. Kartı takın ya da Esc ile dönün.',
		asking: (seconds: number) => `Zincir ve iptal durumu soruluyor (${seconds} sn). Vazgeçmek için Esc.`,
		looking: 'Zincire bakılıyor.',
		howToAsk: 'Zinciri tamamlamak ve iptal durumunu sormak için r.',
		judgedAt: (moment: string) => `sorulduğu an ${moment}`,
		learnt: 'bu çalışmada öğrenildi',
		missing: 'yayıncı sertifikası burada yok',
		naming: 'Yer belirleniyor.',
		willWrite: (path: string) => `Şuraya yazılacak: ${path}`,
		writeOrNot: 'Enter yazar, Esc vazgeçer. Var olan hiçbir dosyanın üzerine yazılmaz.',
		writing: 'Yazılıyor.',
		saved: (path: string) => `Yazıldı: ${path}`,
		notSaved: {
			exists: (path: string) => `Yazılmadı: bu adla bir dosya var, ona dokunulmadı: ${path}`,
			'not-writable': (path: string) =>
				`Yazılamadı; yarım dosya kalmadı. Yer ve izinleri denetleyin: ${path}`,
			'no-end': (_path: string) =>
				'Yazılmadı: sertifikanın bitişi belli değil (9999), takvime yazılacak bir gün yok.',
			'no-place': (_path: string) =>
				'Yazılacak klasör bilinmiyor. HOME tanımlayıp programı yeniden başlatın.',
		},
		goOn: 'Enter ile devam edin.',
	},
	/** What a calendar says. */
	calendar: {
		ends: (label: string) => `Mali mühür ${label}: son gün`,
		reminder: (label: string, days: number) => `Mali mühür ${label}: ${days} gün kaldı`,
		about: (title: string, end: string) =>
			`${title}: bitiş ${end}. Yenileme başvurusu ve teslim günler sürer; süresi dolan mühürle imzalanamaz.`,
	},
	/** What a file gave in place of a certificate. */
	unreadable: {
		'not-readable': 'dosya okunamadı',
		'no-certificate': 'dosyada PEM ya da DER biçiminde sertifika yok',
		'too-large': 'çok büyük; okunmadı',
		'too-many': 'dosyada 64 sertifikadan fazlası var; okunmadı',
		malformed: 'X.509 sertifikası değil',
	},
};
