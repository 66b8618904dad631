/** The last failure, behind its own key: what happened, what is safe, what to do now. */

const again = 'Biraz sonra yeniden deneyin.';
const tellOperator = 'Sürerse yöneticiye bildirin.';
const fields = 'Yeniden yazıp gönderin.';
const refresh = 'Listeyi yenileyin.';
const logIn = 'Yeniden giriş yapın.';
const address = 'Adresi denetleyin.';
const begin = 'Yeniden başlayın.';
const refused = { what: 'Portal isteği kabul etmedi.', now: tellOperator };

export const failureTr = {
	title: 'Son hata',
	none: 'Program açıldığından beri bir hata olmadı.',
	labels: { what: 'Ne oldu', safe: 'Kesin olan', now: 'Şimdi', at: 'Ne zaman', asked: 'İstenen' },
	/** The operator's part. */
	technical: { title: 'Teknik neden', code: 'Kod', detail: 'Ayrıntı', status: 'Kartın sözü' },
	asked: {
		'write-guided': 'kayıt defterine yazma',
		'check-portal': 'portala ulaşmak',
		'new-captcha': 'yeni resim',
		'start-login': 'giriş',
		'start-word-reset': 'güvenlik sözcüğünü yenilemek',
		'send-code': 'SMS kodu göndermek',
		'confirm-code': 'SMS kodunu onaylatmak',
		'start-elsewhere-login': 'başka sitede giriş için kod',
		'poll-elsewhere-login': 'öteki sitedeki onayı sormak',
		'load-certificates': 'sertifika listesi',
		'load-revocation-terms': 'iptal koşulları',
		'load-details': 'kayıttaki bilgiler',
		'start-phone-change': 'yeni telefona kod göndermek',
		'load-unlocks': 'yarım kalan kilit çözmeler',
		'load-unlock-secrets': 'kilit çözme bilgisi',
		'save-pins': 'PIN bilgisini PDF olarak kaydetmek',
		'load-pin-cards': 'PIN bilgisi olan kartlar',
		'load-pins': 'PIN bilgisi',
		'make-change': 'portalda bir değişiklik',
		'log-out': 'oturumu kapatmak',
		'unlock-card': 'kartın kilidini çözmek',
		'save-certificate': 'sertifikayı kaydetmek',
		'print-file': 'PDF’i yazdırmak',
		'read-card': 'kartı okumak',
		'reach-service': 'kart okuyucu hizmeti',
		'verify-pin': 'PIN doğrulamak',
		'change-pin': 'PIN değiştirmek',
		'unblock-pin': 'PIN kilidini açmak',
		sign: 'mührü sınamak',
		'log-in': 'E-İmzalı Giriş',
	},
	/** Of a problem at the portal; what is safe depends on what was asked. */
	problems: {
		'captcha-wrong': { what: 'Resimdeki yazı tutmadı.', now: 'Yeni resmi ve sözcüğü yazın.' },
		'captcha-expired': { what: 'Resmin süresi doldu.', now: 'Yeni resmi ve sözcüğü yazın.' },
		'credentials-wrong': {
			what: 'Numara ile güvenlik sözcüğü birbirini tutmadı.',
			now: 'İkisini denetleyip yeniden yazın.',
		},
		'login-locked': { what: 'Çok sayıda yanlış deneme oldu, giriş kapalı.', now: again },
		'login-expired': { what: 'Giriş işleminin süresi doldu.', now: begin },
		'code-wrong': { what: 'Kod tutmadı.', now: 'Son gelen mesajdaki kodu yazın.' },
		'code-expired': { what: 'Kodun süresi doldu.', now: 'F7 ile yeni kod isteyin.' },
		'resend-too-early': { what: 'Yeni kod için erken.', now: again },
		'session-expired': { what: 'Oturumun süresi doldu.', now: logIn },
		'session-replaced': { what: 'Başka bir yerden giriş yapıldı, bu oturum bitti.', now: logIn },
		'signature-wrong': { what: 'Portal imzayı doğrulayamadı.', now: 'Kartı denetleyip yeniden deneyin.' },
		'signatory-unknown': {
			what: 'İmza geçerli, ama bu kişi kurumun yetkilisi görünmüyor.',
			now: 'Şifreli Giriş ile girin.',
		},
		'not-suspended': { what: 'Sertifika askıda değil.', now: refresh },
		'already-revoked': { what: 'Sertifika zaten iptal edilmiş.', now: refresh },
		'certificate-expired': { what: 'Sertifikanın süresi dolmuş.', now: 'Yenileme başvurusu yapın.' },
		'details-changed': { what: 'Bilgiler başka yerden değişti.', now: 'Yeni hâline bakıp karar verin.' },
		'word-unchanged': { what: 'Yeni güvenlik sözcüğü eskisiyle aynı.', now: 'Başka bir sözcük yazın.' },
		'phone-unchanged': { what: 'Bu numara zaten kayıtlı.', now: 'Başka bir numara yazın.' },
		'pins-withheld': {
			what: 'Portal bu kartın PIN bilgisini vermiyor.',
			now: 'Nedeni PIN / PUK Bilgisi ekranında yazar.',
		},
		'unlock-open': { what: 'Yarım kalmış bir kilit çözme var.', now: 'Yarım kalanı sürdürün.' },
		'unlock-over': { what: 'Bu kilit çözme işlemi bitmiş.', now: begin },
		'key-missing': refused,
		'key-reused': refused,
		'operation-withdrawn': { what: 'İşlem portala varmadan geri çekildi.', now: begin },
		'operation-unknown': { what: 'Portal bu işlemi tanımıyor.', now: begin },
		'precondition-missing': refused,
		'request-invalid': { what: 'Portal isteği kabul etmedi.', now: fields },
		'not-offered': { what: 'Bu portal bunu yapmıyor.', now: 'Geri dönün.' },
		'not-found': { what: 'Portal bunu bulamadı.', now: 'Geri dönüp yeniden deneyin.' },
		'server-error': { what: 'Portalda bir hata oldu.', now: again },
		unreachable: { what: 'Portala ulaşılamadı.', now: 'Bağlantıyı denetleyin, sonra yeniden deneyin.' },
		'tls-untrusted': { what: 'Portalın sertifikasını güvenilen bir kuruluş vermemiş.', now: address },
		'tls-self-signed': { what: 'Portalın sertifikası kendi kendini imzalamış.', now: address },
		'tls-dates': {
			what: 'Portalın sertifikası bugün geçerli değil.',
			now: 'Bilgisayarın saatini denetleyin.',
		},
		'tls-other-host': { what: 'Portalın sertifikası başka bir sunucunun.', now: address },
		'tls-no-host-name': {
			what: 'Portalın sertifikasında sunucu adı (SAN) yok.',
			now: 'Portalın yöneticisine bildirin.',
		},
		'authorities-unusable': {
			what: 'portal.authorities dosyası okunamadı ya da PEM sertifikası değil.',
			now: 'Ayarı düzeltin: muhurdar config set portal.authorities',
		},
		'proxy-unreachable': {
			what: 'Vekil sunucuya (proxy ayarı) ulaşılamadı ya da yanıt vermedi.',
			now: 'Ayarı denetleyin: muhurdar config get proxy',
		},
		'proxy-login': {
			what: 'Vekil sunucu (proxy ayarı) ad ve parola istiyor.',
			now: 'Ağ yöneticisine bildirin; program vekil sunucuya parola vermez.',
		},
		'proxy-refused': {
			what: 'Vekil sunucu (proxy ayarı) portala yol açmadı.',
			now: 'Ağ yöneticisine bildirin.',
		},
		'tls-not-agreed': { what: 'Portalla güvenli bağlantı kurulamadı.', now: address },
		timeout: { what: 'Portal zamanında yanıt vermedi.', now: again },
		'flow-unknown': {
			what: 'Portal, bu programın bilmediği bir yoldan çalışıyor.',
			now: 'Programın yeni sürümünü kurun.',
		},
		'bad-answer': { what: 'Portalın yanıtı anlaşılamadı; kullanılmadı.', now: tellOperator },
		'too-many-requests': { what: 'Portal çok sık istek aldığını söyledi.', now: again },
		'other-portal': {
			what: 'İstek başka bir portala gönderilmiş ya da portalın kayıtları silinmiş.',
			now: 'Sonucu denetleyip kaydı elle kapatın: muhurdar audit settle',
		},
		'journal-disk-full': {
			what: 'İşlem günlüğüne yazılamadı: disk dolu. PIN verilmedi.',
			now: 'Yer açıp yeniden deneyin.',
		},
		'journal-not-writable': {
			what: 'İşlem günlüğüne yazılamadı: yazma izni yok. PIN verilmedi.',
			now: 'Yöneticiye bildirin.',
		},
		'journal-damaged': {
			what: 'İşlem günlüğü bozuk. PIN verilmedi.',
			now: 'Yöneticiye bildirin: muhurdar audit verify',
		},
		'journal-busy': { what: 'İşlem günlüğünü başka bir program tutuyor. PIN verilmedi.', now: again },
		cancelled: { what: 'Beklemekten vazgeçildi.', now: begin },
	},
	presentWord: { what: 'Şimdiki güvenlik sözcüğü tutmadı.', now: 'Üç alanı yeniden yazın.' },
	safe: {
		read: 'Yalnız bilgi istenmişti. Portalda ve kartta bir şey değişmedi.',
		login: 'Oturum açılmadı. Kartta ve portaldaki kayıtlarda bir şey değişmedi.',
		'not-done': 'Portalda bir şey değişmedi.',
		/** Of several changes of one act. */
		doneBefore: (what: string) => `Bundan önce yapılanlar yapıldı, geri alınmadı: ${what}.`,
		'this-not-done': 'Bu değişiklik yapılmadı.',
		'uncertain-for-good': 'İstek bir kez gönderildi, yinelenmez. Sonucu bilinmiyor.',
		uncertain: 'İstek bir kez gönderildi, kendiliğinden yinelenmez. Sonucu bilinmiyor; portala soruluyor.',
		'log-out': 'Burada oturum kapandı, bilgiler silindi. Portalda süresi dolunca kapanır.',
		file: 'Var olan hiçbir dosyaya dokunulmadı, yarım dosya bırakılmadı.',
		print: 'PDF yerinde duruyor.',
		journal: 'Hiçbir şey gönderilmedi.',
		reading: 'Kart yalnız okunuyordu; kartta bir şey değişmedi, hak gitmedi.',
		service: 'Kartlara bir şey olmadı. Hizmet gelince kendiliğinden bağlanılır.',
	},
	journal: {
		'disk-full': { what: 'İşlem günlüğüne yazılamadı: disk dolu.', now: 'Yer açıp yeniden deneyin.' },
		'not-writable': { what: 'İşlem günlüğüne yazılamadı: yazma izni yok.', now: 'Yöneticiye bildirin.' },
		damaged: { what: 'İşlem günlüğü bozuk.', now: 'Yöneticiye bildirin: muhurdar audit verify' },
		busy: { what: 'İşlem günlüğünü başka bir program tutuyor.', now: again },
	},
	file: {
		'no-path': { what: 'Dosyanın adı yoktu.', now: 'Bir dosya adı yazın.' },
		exists: { what: 'Bu adda bir dosya var; üzerine yazılmadı.', now: 'Başka bir ad yazın.' },
		'no-folder': { what: 'Böyle bir klasör yok.', now: 'Başka bir yer yazın.' },
		'not-writable': { what: 'Oraya yazılamıyor.', now: 'Başka bir yer yazın.' },
		'disk-full': { what: 'Disk dolu.', now: 'Yer açın ya da başka bir yer yazın.' },
		'hidden-name': { what: 'Dosyanın ya da klasörün adı noktayla başlıyordu.', now: 'Başka bir ad yazın.' },
		'not-pdf': { what: 'Dosyanın adı .pdf ile bitmiyordu.', now: 'Adı düzeltin.' },
		'outside-folder': {
			what: 'Orası belge klasörünün dışında.',
			now: 'Önerilen klasörde bir ad yazın ya da klasörü değiştirin: muhurdar config set documents.folder',
		},
		'no-stick': { what: 'Takılı bir USB bellek bulunamadı.', now: 'Belleği takıp yeniden deneyin.' },
		'not-on-stick': { what: 'Orası takılı USB bellek değil.', now: 'Önerilen yere kaydedin.' },
	},
	print: {
		absent: { what: 'Bu bilgisayarda yazdırma hizmeti yok.', now: 'PDF’i başka bir yerde yazdırın.' },
		'service-down': { what: 'Yazdırma hizmeti (CUPS) çalışmıyor.', now: 'Hizmeti başlatıp yeniden deneyin.' },
		failed: { what: 'Yazdırma hizmeti kabul etmedi.', now: 'Yazıcıyı denetleyip yeniden deneyin.' },
	},
	unlock: {
		unknown: {
			what: 'PUK ve yeni PIN karta gönderildi, yanıtı alınamadı.',
			safe: 'Karta yalnız bir kez gönderildi. Yapılıp yapılmadığı bilinmiyor.',
			now: 'Kartı takıp kilit çözmeyi sürdürün; önce yeni PIN denenir, PUK körlemesine yinelenmez.',
		},
		'puk-refused-before': {
			what: 'Kart, portalın verdiği PUK’u daha önce kabul etmemişti.',
			safe: 'PUK yeniden gönderilmedi; kart olduğu gibi duruyor.',
			now: 'Çağrı merkezini arayın: 444 5 576.',
		},
		'puk-unclear': {
			what: 'Daha önce gönderilen PUK’u kartın kabul edip etmediği öğrenilemedi.',
			safe: 'PUK yeniden gönderilmedi; kart olduğu gibi duruyor.',
			now: 'Çağrı merkezini arayın: 444 5 576.',
		},
		'not-checked': {
			what: 'Karta yazılıp yazılmadığı öğrenilemedi.',
			safe: 'PUK gönderilmedi; kart olduğu gibi duruyor.',
			now: 'Kartı takıp kilit çözmeyi sürdürün.',
		},
	},
	reading: { what: 'Kart okunamadı.', now: 'Kartı çıkarıp yeniden takın.' },
	terminated: {
		what: 'Kart kalıcı olarak kullanıma kapatılmış.',
		now: 'Yeni kart için çağrı merkezini arayın: 444 5 576.',
	},
	service: {
		'binding-missing': {
			what: 'Kart okuyucu bileşeni kurulu değil.',
			now: '"npm start" komutunu yönetici olarak bir kez çalıştırın.',
		},
		'not-running': {
			what: 'Kart okuyucu hizmeti çalışmıyor.',
			now: 'Hizmeti başlatın: sudo systemctl start pcscd',
		},
		stopped: { what: 'Kart okuyucu hizmeti durdu.', now: 'Hizmetin gelmesini bekleyin.' },
		'access-denied': {
			what: 'Kart okuyucu hizmeti bu kullanıcıya izin vermiyor.',
			now: 'Yöneticinizden okuyucu izni isteyin.',
		},
		failed: { what: 'Kart okuyucu hizmetiyle konuşulamadı.', now: tellOperator },
	},
};
