import { explainCheckTr } from './explain-check-tr.ts';
import { linkCodesTr } from './link-codes-tr.ts';

/** What a help desk says of a code: what is safe and what to tell the caller, by where the code belongs. */
export const explainTr = {
	title: 'Hata kodları',
	intro:
		'Ekranda d ya da h ile, komutların çıktısında ve günlüklerde görülen kodlar. Bir kodun tek başına anlatımı: muhurdar explain KOD.',
	labels: { what: 'Ne oldu', safe: 'Kesin olan', now: 'Ne yapılır', caller: 'Arayana söyleyin' },
	unknown: (code: string, nearest: string | undefined) =>
		nearest === undefined
			? `Böyle bir kod yok: ${code}. Kodların hepsi: docs/errors.md`
			: `Böyle bir kod yok: ${code}. Bunu mu demek istediniz: ${nearest}`,
	areas: {
		portal: {
			title: 'Portal',
			safe: 'Bilgi ya da giriş istenmişse hiçbir şey değişmedi. Bir değişiklik istenmişse bir kez gönderildi, yinelenmez; sonucu bilinmiyorsa portala sorulur.',
			caller: 'Kartınıza bir şey olmadı. Ekranda yazanı yapın; sürerse bu kodu ve saati bize söyleyin.',
		},
		journal: {
			title: 'İşlem günlüğü',
			safe: 'Günlüğe yazılamayan iş hiç gönderilmedi. Kart ve portal olduğu gibi duruyor.',
			caller: 'İşleminiz başlamadı, bir şey kaybolmadı. Bilgisayarın yöneticisi bakmalı.',
		},
		register: {
			title: 'Mühür defteri',
			safe: 'Defterde ne varsa duruyor; yarım kalan bir kayıt yok. Kartlara dokunulmadı.',
			caller: 'Kartınıza ve mührünüze bir şey olmadı; yalnız bilgisayardaki liste yazılamadı.',
		},
		file: {
			title: 'Dosyaya kaydetme',
			safe: 'Var olan hiçbir dosyaya dokunulmadı, yarım dosya bırakılmadı.',
			caller: 'Bilgi portalda duruyor, yeniden kaydedebilirsiniz.',
		},
		print: {
			title: 'Yazdırma',
			safe: 'Belge yerinde duruyor.',
			caller: 'Belgeniz duruyor; yazıcı hazır olunca yeniden yazdırın.',
		},
		unlock: {
			title: 'Kilit çözme',
			safe: 'Kart olduğu gibi duruyor.',
			caller:
				'Kartı çıkarmadan ekrandaki adımı izleyin. Kendiniz PUK denemeyin: üç yanlışta kart kalıcı olarak kilitlenir.',
		},
		service: {
			title: 'Kart okuyucu hizmeti',
			safe: 'Kartlara bir şey olmadı.',
			caller:
				'Kartınıza bir şey olmadı; bilgisayarın kart okuyucu hizmeti düzelince kendiliğinden bağlanılır.',
		},
		check: {
			title: 'Mühür denetimi (muhurdar check)',
			safe: 'Denetim kartta bir şey değiştirmez; PIN yalnız --sign ile ve bir kez gönderilir.',
			caller: 'Kartınıza bir şey olmadı. Denetim sayfasındaki kodu okuyun, yazanı birlikte yapalım.',
		},
		card: {
			title: 'Kartın durum sözcükleri (ISO 7816)',
			safe: 'Okuma ise kartta bir şey değişmedi. PIN ya da PUK gönderildiyse kalan deneme hakkı ekranda yazar.',
			caller: 'PIN’i art arda denemeyin: üç yanlışta kilitlenir.',
		},
		module: {
			title: 'Kart sürücüsünün kodları (PKCS#11)',
			safe: 'PIN gönderilmediyse kartta bir şey değişmedi. Gönderildiyse kalan deneme hakkı ekranda yazar.',
			caller: 'PIN’i art arda denemeyin: üç yanlışta kilitlenir. Ekranda yazanı yapın.',
		},
		slot: {
			title: 'Okuyucu ve kart',
			safe: 'Kart en çok okundu; kartta bir şey değişmedi, PIN gönderilmedi.',
			caller: 'Kartınıza bir şey olmadı. Kartı çıkarıp takmak zarar vermez; PIN denemek gerekmez.',
		},
		driver: {
			title: 'AKİS sürücüsü',
			safe: 'Sürücü ayrı bir süreçte çalışır; program ve kart zarar görmez.',
			caller: 'Kartınıza bir şey olmadı. Sürücü düzelene kadar PIN işlemi yapmayın.',
		},
		seal: {
			title: 'Kartın sertifikaları',
			safe: 'Kart yalnız okundu; kartta bir şey değişmedi.',
			caller: 'Kartınızda bir şey bozulmadı. Ekrandaki tarihi bize okuyun; ne yapılacağına birlikte bakalım.',
		},
		terminal: {
			title: 'Ayarlar ve terminal',
			safe: 'Hiçbir şey gönderilmedi; kart ve portal olduğu gibi duruyor.',
			caller: 'Kartınızla ilgili bir sorun değil; bilgisayarın yöneticisi düzeltir.',
		},
		files: {
			title: 'Okunan dosyalar ve kartlar (expiring, inspect, status)',
			safe: 'Dosya ve kart yalnız okundu.',
			caller: 'Mührünüzde bir sorun olduğu anlamına gelmez; yalnız bakılamadı.',
		},
		evidence: {
			title: 'Zincir ve iptal sorgusu',
			safe: 'Yalnız soruldu. Kanıt gelmedikçe mühür için ne geçerli ne iptal denir.',
			caller: 'Bu, mührünüzün iptal edildiği anlamına gelmez; yalnız kanıtlanamadı.',
		},
	},
	/** Between the reader and the terminal. */
	links: linkCodesTr,
	/** What can be done where a file or a card could not be looked at. */
	filesNow: 'Dosyayı ya da kartı denetleyip komutu yeniden çalıştırın.',
	/** What can be done where nothing proves a certificate's state. */
	evidenceNow: 'Ağ bağlantısını ve bilgisayarın saatini denetleyip yeniden sorun.',
	/** What a caller with one of these problems has to know beyond what holds for all of the portal. */
	callers: {
		'captcha-wrong':
			'Kartınıza bir şey olmadı. Yeni resimdeki yazıyı yazın; okunmuyorsa F5 başka bir resim getirir.',
		'captcha-expired':
			'Kartınıza bir şey olmadı. Yeni resimdeki yazıyı yazın; okunmuyorsa F5 başka bir resim getirir.',
		'credentials-wrong':
			'Kartınıza bir şey olmadı. Numarayı ve güvenlik sözcüğünü birlikte denetleyin. Sözcük unutulduysa art arda denemeyin; F6 ile yenisi alınır.',
		'login-locked':
			'Kartınıza ve mührünüze bir şey olmadı; yalnız giriş bir süre kapalı. Ekrandaki süre dolmadan denemeyin.',
		'code-wrong': 'Son gelen mesajdaki kodu yazın; önceki kodlar geçmez.',
		'code-expired': 'Yeni kod isteyin. Mesaj gelmiyorsa kayıtlı telefonun sizde olup olmadığına bakın.',
		'session-replaced':
			'Aynı numarayla başka bir yerden girilmiş. Giren siz değilseniz güvenlik sözcüğünü değiştirin.',
		'already-revoked':
			'Bu sertifika daha önce iptal edilmiş ve iptal geri alınmaz. Yeni mühür başvurusu yapın.',
		'certificate-expired': 'Mührün süresi dolmuş. Kartta bir bozukluk yok; yenileme başvurusu yapın.',
		unreachable:
			'Kartınızda ve mührünüzde sorun yok; bu bilgisayar portala ulaşamıyor. Ekrandaki adresi bize okuyun.',
		'too-many-requests': 'Kartınıza bir şey olmadı. Ekrandaki süre dolunca bir kez deneyin.',
		'unlock-open': 'Kartı çıkarmayın ve kendiniz PUK denemeyin. Yarım kalan kilit çözmeyi ekrandan sürdürün.',
		'other-portal': 'Aynı işlemi yeniden başlatmayın. Önce sonucunu birlikte denetleyelim.',
		'operation-unknown': 'Aynı işlemi yeniden başlatmadan önce durumu ekranda denetleyin.',
	},
	checkCodes: explainCheckTr,
	/** Codes of cards, and what can be done. X stands for a digit. */
	statusWords: {
		'9000': { what: 'Kart isteği yerine getirdi.', now: 'Bir şey yapmak gerekmiyor.' },
		'63CX': {
			what: 'PIN ya da PUK yanlış; X kalan deneme hakkıdır.',
			now: 'PIN’i bulup yeniden deneyin; emin değilseniz denemeyin.',
		},
		'6285': {
			what: 'Kart kalıcı olarak kullanıma kapatılmış.',
			now: 'Yeni kart için çağrı merkezini arayın: 444 5 576.',
		},
		'6982': { what: 'Önce PIN doğrulanmalı.', now: 'İşlemi programdan başlatın; PIN orada sorulur.' },
		'6983': { what: 'PIN kilitli.', now: 'Portalda kartın kilidini çözün.' },
		'6984': { what: 'PIN kullanıma kapalı.', now: 'Portalda kartın kilidini çözüp yeni PIN verin.' },
		'6985': {
			what: 'Kart bu durumda bu isteği kabul etmiyor.',
			now: 'Kartı çıkarıp takın, yeniden deneyin.',
		},
		'6A82': {
			what: 'Kartta böyle bir dosya yok.',
			now: 'Kartı çıkarıp takın; sürerse çağrı merkezini arayın.',
		},
		'6D00': { what: 'Kart bu komutu bilmiyor.', now: 'Kart bir AKİS kartı olmayabilir; kartı denetleyin.' },
	},
	/** Of the vendor’s driver (PKCS#11), as the screens show them. */
	moduleCodes: {
		'CKR 0x05': {
			what: 'Kartın sürücüsü genel bir hata verdi.',
			now: 'Kartı çıkarıp takın; başka bir program kartı kullanıyorsa kapatın.',
		},
		'CKR 0x06': {
			what: 'Kartın sürücüsü isteği yerine getiremedi.',
			now: 'Kartı çıkarıp takın; başka bir program kartı kullanıyorsa kapatın.',
		},
		'CKR 0x30': {
			what: 'Okuyucu ya da kart hata verdi.',
			now: 'Kartı çıkarıp takın; sürerse okuyucuyu başka bir USB girişinde deneyin.',
		},
		'CKR 0x31': {
			what: 'Kartın belleği yetmedi.',
			now: 'Kartı çıkarıp takın; sürerse çağrı merkezini arayın: 444 5 576.',
		},
		'CKR 0x32': {
			what: 'Kart işlem sırasında çıkarıldı.',
			now: 'Kartı takın; işlemin sonucunu programdan denetleyin.',
		},
		'CKR 0x54': {
			what: 'Kartın sürücüsü bu işlemi yapmıyor.',
			now: 'AKİS sürücüsünün güncel sürümünü kurun.',
		},
		'CKR 0xa0': { what: 'PIN yanlış.', now: 'PIN’i bulup yeniden deneyin; emin değilseniz denemeyin.' },
		'CKR 0xa1': {
			what: 'PIN’de kartın kabul etmediği bir karakter var.',
			now: 'PIN’i yalnız rakamlarla yazın.',
		},
		'CKR 0xa2': {
			what: 'PIN’in uzunluğunu kart kabul etmiyor.',
			now: 'PIN’in kaç haneli olduğunu denetleyin.',
		},
		'CKR 0xa3': { what: 'PIN’in süresi dolmuş.', now: 'Kart PIN’ini değiştirin.' },
		'CKR 0xa4': { what: 'PIN kilitli.', now: 'Portalda kartın kilidini çözün.' },
		'CKR 0xe0': { what: 'Okuyucuda kart yok.', now: 'Kartı takın.' },
		'CKR 0xe1': {
			what: 'Sürücü bu kartı tanımıyor.',
			now: 'Kartı denetleyin; AKİS sürücüsünün güncel sürümünü kurun.',
		},
		'CKR 0x102': { what: 'Kartta PIN belirlenmemiş.', now: 'Çağrı merkezini arayın: 444 5 576.' },
	},
};
