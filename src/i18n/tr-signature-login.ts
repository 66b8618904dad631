/** E-İmzalı Giriş. What became of it is told in three parts: what happened, what is certain, what to do now. */
export const trSignatureLogin = {
	/** In the list of steps, in place of the other way's name. */
	step: 'E-İmzalı Giriş',
	title: '5. Adım · E-İmzalı Giriş',
	certificates: 'İmza yetkilisinin e-imzası:',
	certificate: (title: string, end: string) => `${title} · bitiş ${end}`,
	none: 'Okuyucularda e-imza sertifikası yok. İmza yetkilisinin AKİS kartını takın; ekran kendiliğinden değişir.',
	readingNow: 'Bir kart okunuyor.',
	submit: 'PIN’e geç  ↵',
	hint: (holderNumber: string) => `Deneme kurumu: ${holderNumber}`,
	pinHint: (pin: string) => `Deneme e-imzasının ilk PIN’i: ${pin}`,
	signer: (title: string, holderNumber: string) => `${title} imzalar, ${holderNumber} için oturum açılır.`,
	whatIsSigned:
		'Kart, portalın adresini, numarayı ve bir kerelik bir kodu imzalar. Başka bir belge imzalanmaz.',
	about: [
		'E-imza, kurumun imza yetkilisinin kendi kartındadır; mali mühür kurumun kendisidir, onun yerine geçmez.',
		'PIN karta yazılır, portala gitmez. Portal yalnız imzayı ve sertifikayı alır.',
		'E-imza PIN’ini portal bilmez; e-imzayı veren kuruluştan gelmiştir.',
	],
	running: (seconds: number) => `Portaldan kod alınıyor, kart imzalıyor, yanıt bekleniyor (${seconds} sn).`,
	runningLong: 'Portal ya da kart beklenir; kartı başka bir program kullanıyor olabilir.',
	lastTryFacts: 'PIN henüz gönderilmedi. Emin değilseniz Esc ile vazgeçin, kart olduğu gibi kalır.',
	wrong: {
		what: 'PIN yanlış.',
		safe: 'Bir hak gitti; kart bir şey imzalamadı, oturum açılmadı.',
		now: 'Emin olmadan yeniden denemeyin. Şifreli Giriş ile de girilir: 4. Adım.',
	},
	blocked: {
		what: 'E-imza kartının PIN’i kilitli, hak kalmadı.',
		safe: 'Oturum açılmadı. Bu karta artık PIN sorulmaz; mali mühür kartınıza bir şey olmadı.',
		now: 'Kilidi e-imzayı veren kuruluş çözer. Şimdi Şifreli Giriş ile girin: 4. Adım.',
	},
	notSigned: {
		what: 'PIN doğru, geçerli bir imza çıkmadı.',
		safe: 'Hak gitmedi, oturum açılmadı.',
		now: 'Kartı çıkarıp takın ve yeniden deneyin. Şifreli Giriş ile de girilir: 4. Adım.',
	},
	notSupported: {
		what: 'Bu kartla imzalanamıyor.',
		safe: 'Karta bir şey gönderilmedi, hak gitmedi.',
		now: 'Şifreli Giriş ile girin: 4. Adım.',
	},
	/** The portal said no, or nothing, before the card was asked. */
	portalBefore: {
		what: 'Portal girişi başlatmadı.',
		safe: 'Karta PIN gönderilmedi, hak gitmedi.',
		now: 'Enter ile dönüp yeniden deneyin.',
	},
	/** The card had signed by then. */
	/** The signature was on its way, and what the portal did with it is not known. */
	portalSilent: {
		what: 'Kart imzaladı, portalın yanıtı alınamadı.',
		safe: 'PIN doğru, hak gitmedi. Burada oturum yok; portal açtıysa orada kullanılmaz, süresi dolunca kapanır. İmza bir daha kullanılamaz.',
		now: 'Yeniden denerseniz yeni bir kod imzalanır ve PIN yeniden sorulur.',
	},
	portalAfter: {
		what: 'Kart imzaladı, oturum açılmadı.',
		safe: 'PIN doğru, hak gitmedi. İmza yalnız bu portal ve bu giriş içindi; bir daha kullanılamaz.',
		now: 'Yeniden denerseniz yeni bir kod imzalanır ve PIN yeniden sorulur.',
	},
	journal: {
		what: 'İşlem günlüğüne yazılamadı, bu yüzden imzalanmadı.',
		safe: 'Karta PIN gönderilmedi, hak gitmedi.',
		now: 'Nedeni giderip yeniden deneyin. Şifreli Giriş ile de girilir: 4. Adım.',
	},
	unknown: {
		what: 'PIN gönderildi, kartın yanıtı alınamadı.',
		safe: 'PIN’in doğru olup olmadığı bilinmiyor. Kesin olan: PIN değişmedi, portala imza gitmedi, oturum açılmadı.',
		now: 'PIN kendiliğinden gönderilmez. Kartı takın, kalan hakka bakın, sonra yeniden deneyin.',
	},
};
