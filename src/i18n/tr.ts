import { accountsTr } from './accounts-tr.ts';
import { certificateTableTr } from './certificate-table-tr.ts';
import { certificateTr } from './certificate-tr.ts';
import { trCheck } from './check-tr.ts';
import { commandExamplesTr } from './command-examples-tr.ts';
import { trDoctor } from './doctor-tr.ts';
import { trDriver } from './driver-tr.ts';
import { elsewhereTr } from './elsewhere-tr.ts';
import { explainTr } from './explain-tr.ts';
import { failureTr } from './failure-tr.ts';
import { trFix } from './fix-tr.ts';
import { guidedTr } from './guided-tr.ts';
import { paletteAliasesTr } from './palette-tr.ts';
import { portalCheckTr } from './portal-check-tr.ts';
import { readersTr } from './readers-tr.ts';
import { sealsTr } from './seals-tr.ts';
import { timelineTr } from './timeline-tr.ts';
import { trCardPin } from './tr-card-pin.ts';
import { trSignatureLogin } from './tr-signature-login.ts';

/*
 * Turkish, the source of truth: the guide's own labels, short sentences, polite imperative. `en.ts` must have
 * the same shape. Sentences are whole; values are put in by functions, never glued by the caller.
 */

/** "Kalan hak" at the end of a sentence, or nothing where the portal did not tell. */
function triesLeft(count: number | undefined): string {
	if (count === undefined) {
		return '';
	}
	return count === 0 ? ' Deneme hakkınız kalmadı.' : ` ${count} deneme hakkınız kaldı.`;
}

function duration(seconds: number | undefined): string {
	if (seconds === undefined) {
		return 'bir süre';
	}
	return seconds < 90 ? `${seconds} saniye` : `${Math.ceil(seconds / 60)} dakika`;
}

/** As short as it is exact, for what is counted down. */
function timeLeft(seconds: number): string {
	if (seconds < 100) {
		return `${seconds} sn`;
	}
	const minutes = Math.floor(seconds / 60);
	return minutes < 100
		? `${minutes} dk ${seconds % 60} sn`
		: `${Math.floor(minutes / 60)} sa ${minutes % 60} dk`;
}

/** What is missing on a card that was read. */
type CardGap =
	| {
			readonly kind: 'unreadable';
			readonly fileIds: readonly string[];
			readonly missing: keyof typeof GAP_USES | undefined;
	  }
	| { readonly kind: 'one-certificate'; readonly missing: keyof typeof GAP_USES };

const GAP_USES = { SIGN0: 'imza (SIGN0)', ENCR0: 'şifreleme (ENCR0)' } as const;

/** The use of a missing certificate between its punctuation, where it is known. */
function named(use: keyof typeof GAP_USES | undefined, before: string, after: string): string {
	return use === undefined ? '' : `${before}${GAP_USES[use]}${after}`;
}

export const tr = {
	language: 'TR',
	product: 'Mühürdar',
	sandboxBadge: 'DENEME ORTAMI',
	phoneStrip: (clock: string, text: string) => `☎ deneme telefonu  ${clock}  ${text}`,
	closedField: (keys: number): string =>
		keys === 0
			? 'Alan kapandı, tuşlar işlemiyor. Devam etmek için Esc.'
			: `Alan kapandı, ${keys} tuş işlenmedi. Devam etmek için Esc.`,
	phoneSilent: '☎ deneme telefonu  henüz mesaj yok',

	stepsTitle: 'Adımlar',
	stepOf: (step: number) => `Adım ${step}/6`,
	steps: {
		1: { short: 'Kart ve okuyucu', title: '1. Adım · Kart ve okuyucu' },
		2: { short: 'AKİS sürücüsü', title: '2. Adım · AKİS sürücüsü' },
		3: { short: 'Online İşlemler', title: '3. Adım · Online İşlemler' },
		4: { short: 'Giriş', title: '4. Adım · Kullanıcı doğrulama' },
		5: { short: 'Şifreli Giriş', title: '5. Adım · Şifreli Giriş' },
		6: { short: 'Sertifika işlemleri', title: '6. Adım · Sertifika işlemleri' },
	},

	start: {
		title: 'Mali mührünüzü kullanıma alın',
		intro: 'Altı adım var. Bir adım, koşulu sağlanınca kendiliğinden işaretlenir.',
		sandbox: 'Bu bir deneme ortamıdır: kart ve portal sanaldır, Kamu SM’de hiçbir işlem yapılmaz.',
		goOn: (title: string) => `Enter: ${title}`,
		hints: {
			card: (holder: string) => holder,
			cardEnded: {
				revoked: 'Mühür iptal edilmiş',
				suspended: 'Mühür askıda',
				untrusted: 'Mühre güvenilemiyor',
			},
			cardMissing: 'kartı okuyucuya takın',
			cardGap: { unreadable: 'kart eksik okundu', 'one-certificate': 'kartta bir sertifika eksik' },
			cardNotRead: 'kart okunamadı; r ile yeniden okuyun',
			driver: 'kurulu',
			driverNotNeeded: 'bu kart için gerekmiyor',
			driverOpen: {
				installed: 'kurulu değil',
				loads: 'kurulu, yüklenmiyor',
				'sees-card': 'kurulu, kartı görmüyor',
			},
			driverSearching: 'aranıyor',
			portal: 'portala ulaşıldı',
			onSite: 'Kamu SM’nin sitesinde',
			seenDone: 'buradan görüldü',
			toldDone: 'yapıldı dediniz',
			portalChecking: 'portala ulaşılıyor',
			portalLost: 'portala ulaşılamıyor',
			loginOpen: 'giriş başladı',
			login: 'giriş yöntemini seçin',
			session: (clock: string) => `oturum ${clock} itibarıyla açık`,
			noSession: 'numara, resim, sözcük, SMS',
			pinsSeen: 'PIN bilgisi görüntülendi',
			pins: 'PIN burada görüntülenir',
		},
	},

	/** Line mode (`--plain`): lines below each other, for those who listen. */
	lineMode: {
		/** In place of signs. */
		done: 'tamam',
		wrong: 'yanlış',
		/** Of a field: nothing is typed; what is typed is not shown; how much of it there is. */
		empty: 'boş',
		/** Of what a person said and nobody saw. */
		told: 'beyan edildi:',
		hidden: 'gizli',
		characters: (count: number) => `${count} karakter`,
		ofPlaces: (count: number, places: number) => `${count} / ${places} hane`,
		/** Of an entry: why it cannot be chosen now; whether it was chosen. */
		closed: (reason: string) => `kapalı: ${reason}`,
		chosen: 'seçili',
		notChosen: 'seçili değil',
		status: (status: string) => `Durum: ${status}`,
		keys: (keys: string) => `Yazıp Enter ile gönderin: ${keys}`,
	},

	/** Kiosk mode: for people who have never seen a terminal. */
	kiosk: {
		idleWarning: (seconds: number) =>
			`Orada mısınız? ${seconds} saniye sonra her şey silinip başa dönülecek. Sürdürmek için bir tuşa basın.`,
		welcome: 'Hoş geldiniz',
		intro: 'Mali mührünüzü burada kullanıma alırsınız. Fare gerekmez, yalnız klavye kullanılır.',
		noCard: 'Kartınızı okuyucuya takın.',
		withCard: 'Kartınız okundu.',
		/** For a visitor; the status line and a desk tell the attendant why. */
		readerAway: 'Kart okuyucu şu anda kullanılamıyor. Görevliyi çağırın.',
		readerNone: 'Bu bilgisayara bağlı bir kart okuyucu görünmüyor. Görevliyi çağırın.',
		readerStarting: 'Kart okuyucu hazırlanıyor. Biraz bekleyin.',
		portalAway:
			'Portala şu anda ulaşılamıyor. Bağlantı kendiliğinden yeniden denenir; uzun sürerse görevliyi çağırın.',
		driverReady: 'Bu bilgisayar kartınız için hazır. Devam etmek için Enter tuşuna basın.',
		driverWaits: 'Bu bilgisayar hazır. Kartınızı okuyucuya takın.',
		driverAway: 'Bu bilgisayarda kartla PIN işlemleri için gereken sürücü çalışmıyor. Görevliyi çağırın.',
		enter: 'Başlamak için Enter tuşuna basın: klavyenin sağında, üzerinde ↵ olan büyük tuş.',
		back: 'Vazgeçmek için Esc tuşuna basın: sol üst köşede.',
		leave: 'İşiniz bitince kartınızı çıkarın; ekrandaki her şey silinir.',
		unlockTitle: 'Görevli girişi',
		unlockBody: 'Bu ekran görevli için: programı kapatmak üzere görevli kodunu yazın.',
		unlockHow: 'Enter ile onaylayın; Esc ile dönün.',
		code: 'Görevli kodu',
		checking: (seconds: number) => `Kod denetleniyor (${seconds} sn).`,
		quitKey: 'görevli',
		/** In place of what only an attendant can do. */
		callAttendant: 'Görevliyi çağırın.',
	},

	/** At the right of the work where there is room: what a step is about. */
	about: {
		title: 'Bu adımda',
		start: [
			'Altı adımı sırayla izleyin. Koşulu sağlanan adım kendiliğinden işaretlenir; koşul kalkarsa işaret de kalkar.',
			'Yanınızda olsun: mali mühür kartı, kart okuyucu, başvuruda yazdığınız güvenlik sözcüğü ve başvurudaki cep telefonu.',
			'Başlamadan önce uyarıları okuyun.',
		],
		1: [
			'Kartı okumak PIN istemez ve deneme hakkı harcamaz.',
			'İmza (SIGN0) sertifikası belgeleri mühürler; şifreleme (ENCR0) sertifikası size gönderileni açar.',
			'Kart ya da okuyucu her an takılıp çıkarılabilir; ekran kendiliğinden değişir.',
		],
		2: [
			'AKİS sürücüsü, kart üreticisinin PIN işlemleri için verdiği kitaplıktır.',
			'Sertifikalar her kartta sürücüsüz okunur; AKİS v1.0 kartlarda PIN işlemleri de sürücüsüz yapılır.',
		],
		3: [
			'Online İşlemler, sertifika sağlayıcının portalıdır: giriş, kullanıma açma ve PIN bilgisi oradadır.',
			'Portala ulaşılamasa da kartla yapılanlar çalışır.',
		],
		4: [
			'Şifreli Giriş için: vergi numarası, resimdeki yazı, güvenlik sözcüğü ve telefona gelen kod.',
			'Güvenlik sözcüğünü başvuru formunda siz belirlediniz.',
		],
		5: [
			'Yanlış giriş hakkı sınırlıdır; kalan hak ekranda yazar.',
			'Onay kodu yalnız başvurudaki telefona gelir. Kodu kimseyle paylaşmayın.',
		],
		6: [
			'Kapalı duran maddenin yanında nedeni yazar.',
			'Geri alınamayan işler ayrıca onay ister.',
			'İşiniz bitince oturumu Çıkış ile kapatın.',
		],
	},

	/** Under the guide's pictures of the site. */
	figureCaptions: {
		2: 'Şekil 2 · Sürücü Yükleme',
		3: 'Şekil 3 · Online İşlemler',
	},

	card: {
		snapOut: 'kırın',
		/** What the drawing of the card and the reader shows. */
		figure: {
			out: 'Resim: kırıp çıkardığınız çip MİLKO okuyucuya, okuyucu USB’ye takılır.',
			in: 'Resim: çip MİLKO okuyucuda, okuyucu USB’de.',
		},
		usb: 'USB',
		reader: 'Okuyucu',
		card: 'Kart',
		seal: 'Mühür',
		taxNumber: (number: string) => (number.length === 11 ? `T.C. ${number}` : `VKN ${number}`),
		uses: { SIGN0: 'İmza', ENCR0: 'Şifreleme' },
		otherUse: 'Diğer',
		readerState: {
			ready: 'hazır',
			virtual: 'hazır (sanal)',
			none: 'yok',
		},
		validity: {
			'not-yet-valid': (date: string) => `başlangıç ${date}`,
			valid: (date: string) => `bitiş ${date}`,
			expiring: (_date: string, days: number) => `${days} gün kaldı`,
			expired: (date: string) => `bitiş ${date}`,
			revoked: (date: string) => `bitiş ${date}`,
			suspended: (date: string) => `bitiş ${date}`,
			untrusted: (date: string) => `bitiş ${date}`,
		},
		validityWord: {
			'not-yet-valid': 'başlamadı',
			valid: 'süresi var',
			expiring: 'bitiyor',
			expired: 'süresi dolmuş',
			revoked: 'iptal edilmiş',
			suspended: 'askıda',
			untrusted: 'güvenilmez',
		},
		datesOnly: 'Yalnız tarihlere bakıldı; iptal sorgusu yapılmadı.',
		service: {
			starting: 'Kart okuyucu hizmeti aranıyor.',
			'binding-missing':
				'Kart okuyucu bileşeni (pcsclite) kurulu değil. Gerçek kart görülemez. "npm start" komutunu yönetici olarak bir kez çalıştırın.',
			'not-running':
				'Kart okuyucu hizmeti (pcscd) çalışmıyor. Gerçek kart görülemez. Hizmeti başlatın: sudo systemctl start pcscd',
			stopped:
				'Kart okuyucu hizmeti (pcscd) durdu. Karta bir şey olmadı; hizmet gelince kendiliğinden bağlanılır.',
			'access-denied':
				'Kart okuyucu hizmeti bu kullanıcının okuyucuyu kullanmasına izin vermiyor. Karta dokunulmadı. Yöneticinizden okuyucu izni isteyin (polkit kuralı).',
			failed: 'Kart okuyucu hizmetiyle konuşulamıyor. Kendiliğinden yeniden denenir.',
		},
		/** The same in one line, while the sandbox's reader is shown. */
		serviceBrief: {
			'binding-missing': 'Gerçek kart görülemez: pcsclite kurulu değil.',
			'not-running': 'Gerçek kart görülemez: pcscd çalışmıyor.',
			stopped: 'Gerçek kart görülemez: pcscd durdu.',
			'access-denied': 'Gerçek kart görülemez: okuyucu izni yok.',
			failed: 'Gerçek kart görülemez: pcscd yanıt vermiyor.',
		},
		slot: {
			noReader: 'Okuyucu görünmüyor. MİLKO okuyucuyu USB girişine takın.',
			empty:
				'Okuyucu boş. Çipli parçayı işaretli yerlerinden kırıp çıkarın, çipi üste gelecek şekilde takın.',
			emptyVirtual: 'Sanal okuyucu boş. Sanal kartı takmak için F9’a basın.',
			unresponsive:
				'Kart yanıt vermiyor. Kartı çıkarın, çipi kuru bir bezle silin, çipi üste gelecek şekilde yeniden takın.',
			'in-use':
				'Kartı başka bir program kullanıyor. Karta dokunulmadı; o program bitince kendiliğinden okunur.',
			inUseAfterCommands:
				'Kartı başka bir program kullanıyor. Kart okunmaya başlanmıştı, olduğu gibi duruyor; o program bitince kendiliğinden okunur.',
			reading: 'Kart okunuyor.',
			readingCertificate: (number: string, bytes: string | undefined) =>
				bytes === undefined
					? `Sertifika ${number} okunuyor.`
					: `Sertifika ${number} okunuyor: ${bytes} bayt.`,
			foreign: 'Bu kart bir AKİS kartı değil. Mali mühür kartınızı takın.',
			akis: 'Bu AKİS kartında mali mühür sertifikası yok. Mali mühür kartınızı takın.',
			seal: 'Kartınız hazır. Enter ile devam edin.',
			sealNotYetValid: 'Kart okundu. İmza sertifikası henüz başlamadı; o güne kadar imzalanamaz.',
			sealRevoked:
				'Kart okundu. İmza sertifikası iptal edilmiş; bu mühürle imzalanamaz ve iptal geri alınamaz. Yeni mühür için başvurun.',
			sealSuspended:
				'Kart okundu. İmza sertifikası askıda; Kullanıma Aç ile açılana kadar bu mühürle imzalanamaz.',
			sealUntrusted:
				'Kart okundu. İmza sertifikasının zincirine güvenilemiyor; hangi sertifika yüzünden olduğu mühür ekranında yazar (s). Bu mühürle imzalamayın, çağrı merkezini arayın: 444 5 576.',
			sealExpired: 'Kart okundu. İmza sertifikasının süresi dolmuş; bu mühürle imzalanamaz, yenilenmelidir.',
			failed:
				'Kart okunamadı. Kart olduğu gibi duruyor. r ile yeniden okuyun; olmazsa kartı çıkarıp yeniden takın.',
			/** The card says that it was put out of use for ever. */
			terminated:
				'Kart kalıcı olarak kullanıma kapatılmış. Kartta bir şey değiştirilmedi. Yeni kart için çağrı merkezini arayın: 444 5 576.',
		},
		slotWord: {
			empty: 'boş',
			unresponsive: 'yanıt yok',
			'in-use': 'kullanımda',
			reading: 'okunuyor',
			foreign: 'AKİS değil',
			akis: 'mühür yok',
			seal: 'tanındı',
			failed: 'okunamadı',
		},
		/** In place of the slot's word where what was read is not all there is. */
		gapWord: { unreadable: 'eksik okundu', 'one-certificate': 'sertifikası eksik' },
		gap: (gap: CardGap): string =>
			gap.kind === 'unreadable'
				? `Kart eksik okundu. Okunamayan sertifika: ${named(gap.missing, '', ', ')}dosya ${gap.fileIds.join(', ')}. Kart olduğu gibi duruyor.`
				: `Mührün iki sertifikasından biri kartta yok${named(gap.missing, ': ', '')}. Kart olduğu gibi duruyor.`,
		/** In place of the slot's word for a card that was not recognised. */
		driverWord: { asking: 'soruluyor', seen: 'sürücü görüyor' },
		driverAsked:
			'Kartta mali mühür sertifikası bulunamadı. Üreticinin sürücüsüne soruluyor; kartı çıkarmayın.',
		driverSees: (owner: string) =>
			`Kart doğrudan okunamadı; üreticinin sürücüsü bir kart görüyor: ${owner}. Kart olduğu gibi duruyor. Bu programla bu kartta işlem yapılamaz; çağrı merkezini arayın: 444 5 576.`,
		gapRemedy:
			'r ile yeniden okuyun. Olmazsa kartı çıkarıp yeniden takın; sürerse çağrı merkezini arayın: 444 5 576.',
		readersCount: (index: number, count: number) => `${index}/${count}`,
	},

	certificate: certificateTr,

	driver: trDriver,

	portal: {
		guideSandbox:
			'Rehberde: "Online İşlemler" altından "Mali Mühür Elektronik Sertifika İşlemleri". Burada deneme portalı açılır.',
		guide: 'Rehberde: "Online İşlemler" altından "Mali Mühür Elektronik Sertifika İşlemleri".',
		address: 'Adres',
		name: 'Portal',
		checking: (seconds: number) => `Portala ulaşılıyor (${seconds} sn).`,
		reached: 'Portala ulaşıldı. Enter ile devam edin.',
		/** Behind what went wrong. */
		tried: (address: string) => `Denenen adres: ${address}`,
		retry: (seconds: number) => `${seconds} saniye sonra yeniden denenecek. Beklemeden denemek için r.`,
		retrying: 'Yeniden deneniyor.',
		operations: 'Bu portal şunları yapıyor',
		newer: 'Portal bu programdan daha yeni. Her şeyi görmek için programın daha yeni bir sürümünü kurun.',
		operationNames: {
			'password-login': 'Şifreli Giriş',
			'e-signature-login': 'E-İmzalı Giriş',
			'elsewhere-login': 'Başka bir sitede giriş',
			'security-word-reset': 'Güvenlik Sözcüğümü Unuttum',
			'pin-view': 'PIN / PUK Bilgisi',
			'pin-save': 'Parolalarımı Kaydet',
			'pin-delete': 'Parolalarımı Sil',
			activate: 'Kullanıma Aç',
			revoke: 'Sertifikamı İptal Et',
			'update-details': 'Bilgi Güncelle',
			unlock: 'Kilit Çözme',
		},
	},

	method: {
		password: 'Şifreli Giriş',
		passwordWhy: 'Vergi Kimlik No, Resimdeki Yazı ve Güvenlik Sözcüğü ile; ardından SMS.',
		signature: 'E-İmzalı Giriş',
		signatureWhy: 'Kurum imza yetkilisinin geçerli e-imzasıyla.',
		elsewhere: 'Başka bir sitede giriş',
		elsewhereWhy: 'Kimliğinizi portal değil, başka bir site doğrular; onaylayınca oturum burada açılır.',
		open: (title: string) => `Giriş yapıldı (${title}). Enter ile menüye geçin.`,
	},

	login: {
		holderNumber: 'Vergi Kimlik No',
		captcha: 'Resimdeki Yazı',
		securityWord: 'Güvenlik Sözcüğü',
		submit: 'Giriş  ↵',
		sending: (seconds: number) =>
			`Giriş isteği iletiliyor, yanıt bekleniyor (${seconds} sn). Vazgeçmek için Esc.`,
		captchaLoading: (seconds: number) => `Resim bekleniyor (${seconds} sn).`,
		captchaFailed: 'Resim alınamadı. Yeniden istemek için F5.',
		otherHolder: (title: string, number: string) =>
			`Bu numara okuyucudaki mührün numarası değil. O mühür: ${title}, ${number}.`,
		captchaUnreadable: 'Resim burada çizilemedi. Yeni resim için F5.',
		hint: (holderNumber: string, word: string) => `Deneme kurumu: ${holderNumber} · sözcük: ${word}`,
		faults: {
			empty: 'Boş bırakılamaz.',
			'not-digits': 'Yalnız rakam olmalı.',
			length: (length: number) => `${length} hane yazıldı; VKN 10, T.C. no 11 hanedir.`,
			'check-digit': (length: number): string =>
				length === 11
					? 'T.C. kimlik no denetimi tutmadı; hanelere bakın.'
					: 'VKN denetimi tutmadı; hanelere bakın.',
			'no-captcha': 'Önce resim gelmeli.',
			'captcha-length': (expected: number) => `Resimde ${expected} karakter var.`,
		},
		alreadyOpen: 'Giriş yapıldı. Enter ile sertifika işlemlerine geçin.',
		phoneTitle: '5. Adım · SMS onayı',
		confirmPhone: (phone: string) => `Kodu ${phone} numarasına gönderelim mi?`,
		confirmPhoneHow:
			'Enter gönderir. Numara sizin değilse Esc ile vazgeçip çağrı merkezini arayın: 444 5 576.',
		sendingCode: (seconds: number) => `Kod isteniyor (${seconds} sn). Vazgeçmek için Esc.`,
		code: 'SMS Onay Kodu',
		codeAhead: 'Kod telefona gelirse hemen yazabilirsiniz.',
		codeSentTo: (phone: string) => `Kod ${phone} numarasına gönderildi.`,
		remaining: (clock: string) => `kalan süre ${clock}`,
		codeExpired: 'Kodun süresi doldu. F7 ile yeni kod isteyin.',
		codeHolds: (clock: string) => `SMS kodu ${clock} daha geçerli`,
		codeOver: 'SMS kodunun süresi doldu. Esc ile kod sayfasına dönüp F7 ile yeni kod isteyin.',
		resendIn: (clock: string) => `${clock} sonra yeniden gönderilebilir`,
		resendNow: 'F7 ile yeniden gönderilebilir',
		confirming: (seconds: number) => `Kod denetleniyor (${seconds} sn).`,
		numberOfCard:
			'Numara karttan alındı. Enter ile devam edin; başka bir numarayla girmek için numarayı yazın.',
		resetTitle: '5. Adım · Güvenlik Sözcüğümü Unuttum',
		resetHow: 'Kayıtlı telefona bir kod gider; kod ile yeni sözcük belirlenir. Esc ile girişe dönülür.',
		resetSubmit: 'Devam  ↵',
		resetSending: (seconds: number) =>
			`İstek iletiliyor, yanıt bekleniyor (${seconds} sn). Vazgeçmek için Esc.`,
		newWordHow:
			'Sözcüğü başkası görmeden yazın. Enter sonraki alana geçer, sonunda kod ile birlikte gönderir.',
	},

	elsewhere: elsewhereTr,

	menu: {
		sessionSince: (clock: string) => `oturum ${clock} itibarıyla açık`,
		entries: {
			activate: 'Kullanıma Aç',
			revoke: 'Sertifikamı İptal Et',
			'update-details': 'Bilgi Güncelle',
			'pin-view': 'PIN / PUK Bilgisi',
			unlock: 'Kilit Çözme',
			'pin-create-or-unlock': 'PIN Oluşturma / Kilit Çözme',
			'log-out': 'Çıkış',
		},
		explained: {
			activate: 'Askıya alınmış sertifikayı yeniden kullanıma açar.',
			revoke: 'Sertifikayı bir daha kullanılmayacak şekilde iptal eder; yenisi ücretlidir.',
			'update-details': 'Listelenen bilgileri günceller.',
			'pin-view': 'PIN bilgilerini görüntüler.',
			unlock: 'Kilitlenen kartın kilidini çözer, yeni PIN üretir.',
			'pin-create-or-unlock': 'Karta sizin belirlediğiniz PIN’i yazar, kilitliyse kilidini çözer.',
			'log-out': 'Oturumu kapatır, ekrandaki bilgileri siler.',
		},
		certificate: 'Sertifika',
		use: 'Kullanım',
		state: 'Durum',
		ends: 'Bitiş',
		serial: 'Seri no',
		inCard: 'takılı kartta',
		states: {
			'not-yet-valid': 'başlamadı',
			valid: 'geçerli',
			suspended: 'askıda',
			revoked: 'iptal',
			expired: 'süresi dolmuş',
		},
		loading: (seconds: number) => `Sertifikalar getiriliyor (${seconds} sn).`,
		failed: 'Sertifikalar getirilemedi. Yeniden denemek için r.',
		none: 'Bu hesapta sertifika yok.',
		more: (count: number) => `ve ${count} sertifika daha`,
		window: (first: number, last: number, count: number) =>
			`${first}-${last} / ${count} sertifika; PgUp ve PgDn ile kaydırın`,
		/** Below those that were read. */
		unread: (count: number) => `İlk ${count} sertifika okundu; aşağı indikçe devamı okunur.`,
		reading: (count: number) => `${count} sertifika okundu, devamı okunuyor.`,
		unreadFailed: (count: number) => `${count} sertifika okundu; devamı okunamadı. Yeniden okumak için r.`,
		leaving: (seconds: number) => `Oturum kapatılıyor (${seconds} sn).`,
		noSession: 'Oturum kapalı.',
	},

	certificateTable: certificateTableTr,

	readers: readersTr,

	timeline: timelineTr,

	formerChanges: (done: number, notDone: number, uncertain: number) =>
		`Önceden yarım kalan işlemler soruldu: yapılmış ${done}, yapılmamış ${notDone}, belirsiz ${uncertain}. Hiçbiri yeniden gönderilmedi.`,

	changesOfOtherPortal: (count: number) =>
		`Portalın tanımadığı açık işlem: ${count}. Yeniden gönderilmez; denetleyip elle kapatın: muhurdar audit settle`,

	/** Why the journal takes nothing. */
	journal: {
		'disk-full': 'İşlem günlüğüne yazılamıyor: disk dolu. Hiçbir şey gönderilmedi. Yer açıp yeniden deneyin.',
		'not-writable':
			'İşlem günlüğüne yazılamıyor: yazma izni yok. Hiçbir şey gönderilmedi. Yöneticiye bildirin.',
		damaged: 'İşlem günlüğü bozuk. Hiçbir şey gönderilmedi. Yöneticiye bildirin: muhurdar audit verify',
		busy: 'İşlem günlüğünü başka bir program tutuyor. Hiçbir şey gönderilmedi. Biraz sonra yeniden deneyin.',
	},

	operation: {
		window: (first: number, last: number, count: number) => `${first}-${last} / ${count}  ↑↓ PgUp PgDn`,
		choose: {
			activate: 'Yeniden kullanıma açılacak sertifikaları seçin.',
			revoke: 'İptal edilecek sertifikaları seçin. İptal edilen sertifika bir daha kullanılamaz.',
		},
		chosen: (count: number) => `Seçilen: ${count}. Boşluk seçer, Enter devam eder.`,
		termsLoading: (seconds: number) => `İptal koşulları getiriliyor (${seconds} sn).`,
		termsFailed: 'İptal koşulları getirilemedi. Hiçbir şey iptal edilmedi. Yeniden denemek için r.',
		reason: 'İptal nedenini seçin:',
		reasons: {
			'lost-or-stolen': 'kart kayboldu ya da çalındı',
			'key-compromised': 'anahtar ya da PIN başkasının eline geçti',
			'card-unusable': 'kart bozuldu',
			'details-changed': 'unvan ya da bilgiler değişti',
			'no-longer-entitled': 'mühür kullanma hakkı sona erdi',
			replaced: 'yeni mühür alındı',
			other: 'diğer',
		},
		reasonIs: (reason: string) => `Neden: ${reason}.`,
		replacement: (fee: string) => `Yenisi ücretlidir: ${fee}`,
		irreversible:
			'GERİ ALINAMAZ. Bu sertifikalar bir daha kullanılamaz; onlarla e-fatura ve e-defter imzalanamaz.',
		typeDigits: (isPerson: boolean): string =>
			isPerson
				? 'Onaylamak için T.C. kimlik numarasının son 4 hanesini yazın:'
				: 'Onaylamak için VKN’nin son 4 hanesini yazın:',
		revokeNow: 'Enter: İptal et',
		confirmActivation: 'Askı kaldırılacak; sertifika yeniden geçerli olacak. Enter açar, Esc vazgeçer.',
		requests: { activate: 'Kullanıma açma isteği', revoke: 'İptal isteği' },
		sent: (what: string, seconds: number) => `${what} iletiliyor, yanıt bekleniyor (${seconds} sn).`,
		asking: (seconds: number) =>
			`Sonuç belirsiz. Portala soruluyor; aynı istek ikinci kez gönderilmeyecek (${seconds} sn).`,
		escLeaves: 'Beklemeyi bırakmak için Esc: istek geri alınmaz, sonucu sonra sorulur.',
		leaving: 'Bekleme bırakılıyor; isteğin gönderilip gönderilmediği yazılıyor.',
		leftUnknown:
			'Beklemeyi bıraktınız. İstek portala ulaşmış olabilir; yapılıp yapılmadığı bilinmiyor. İkinci kez gönderilmeyecek; portal yanıt verince sonucu sorulur ve söylenir. O zamana kadar başka işlere geçebilirsiniz.',
		waiting: 'sırada',
		notBegun: 'gönderilmedi',
		leftCount: (count: number, word: string) => `${count} sertifika daha: ${word}`,
		doneCount: (count: number) => `Yapıldı: ${count} sertifika.`,
		outcomes: {
			done: 'Yapıldı.',
			refused: 'Yapılmadı; portal kabul etmedi.',
			'not-sent': 'Yapılmadı; istek gönderilemedi.',
			uncertain: 'Sonuç belirsiz.',
			blocked: 'Yapılmadı; hiçbir şey gönderilmedi.',
			'under-way': 'Aynı istek şu anda gönderiliyor; ikinci kez gönderilmedi.',
			former: 'Aynı istek daha önce gönderilmişti. Yenisi gönderilmedi; öncekinin sonucu:',
			'not-known': 'Sonuç bilinmiyor; kayıt kapatıldı.',
		},
		formerOther: (when: string) =>
			`Sonucu belli olmayan başka bir isteğiniz vardı (${when}). Önce onun sonucu öğrenildi; şimdi yazdığınız gönderilmedi. Öncekinin sonucu:`,
		formerOpen: (when: string) =>
			`Önceki isteğinizin (${when}) sonucu hâlâ belli değil. Bu yüzden yenisi gönderilmedi.`,
		number: (short: string, key: string) => `İşlem no ${short} (${key})`,
		unknownNext:
			'Portal yanıt vermiyor. İstek ikinci kez gönderilmeyecek; portal yanıt verince sonucu kendiliğinden sorulur.',
		afterwards: {
			activate: 'Sertifikalar yeniden geçerli. Enter ile menüye dönün.',
			revoke: 'Sertifikalar iptal edildi. Yeni mühür için:',
		},
		backToMenu: 'Enter ile menüye dönün; sertifikaların son durumu orada görünür.',
	},

	update: {
		loading: (seconds: number) => `Bilgiler getiriliyor (${seconds} sn). Vazgeçmek için Esc.`,
		failed: 'Bilgiler getirilemedi. Bir şey değişmedi. Yeniden denemek için r.',
		fixed: 'Unvan ve numara sertifikada yazar; değişmesi yeni sertifika ister.',
		/** Here nothing but the present word was asked for. */
		wordWrong: (tries?: number) =>
			`Şimdiki güvenlik sözcüğü tutmadı; sözcük değişmedi.${triesLeft(tries)} Üç alanı yeniden yazın.`,
		fields: {
			email: 'E-posta',
			address: 'Adres',
			authorisedPerson: 'Yetkili',
			phone: 'Cep telefonu',
			word: 'Güvenlik Sözcüğü',
		},
		rows: {
			save: 'Değişiklikleri kaydet',
			phone: 'Cep telefonunu değiştir',
			word: 'Güvenlik sözcüğünü değiştir',
		},
		faults: { empty: 'Boş bırakılamaz.', 'not-an-address': 'Bir e-posta adresi yazın: ad@kurum.com.tr' },
		review: 'Şunlar değişecek:',
		reviewHow: 'Enter kaydeder, Esc düzeltmeye döner.',
		from: 'şimdi',
		to: 'yeni',
		conflict:
			'Bu bilgiler siz yazarken başka bir yerden değiştirildi. Üzerine yazılmadı. Her biri için birini seçin.',
		mine: 'sizinki',
		theirs: 'kayıttaki',
		conflictHow: 'Boşluk seçimi değiştirir, Enter devam eder, Esc vazgeçer.',
		newPhone: 'Yeni cep telefonu numarasını yazın. Numara, oraya gönderilen kod yazılınca değişir.',
		startingPhone: (seconds: number) => `Kod yeni numaraya gönderiliyor (${seconds} sn). Vazgeçmek için Esc.`,
		wordFields: { present: 'Şimdiki sözcük', first: 'Yeni sözcük', again: 'Yeni sözcük (tekrar)' },
		wordFaults: {
			empty: 'Boş bırakılamaz.',
			'too-short': (least: number) => `En az ${least} karakter olmalı.`,
			'not-same': 'İki yazılış birbirini tutmuyor.',
		},
		wordHow: 'Sözcüğü başkası görmeden yazın. Enter sonraki alana geçer, sonunda kaydeder.',
		requests: {
			details: 'Bilgi güncelleme isteği',
			phone: 'Telefon değişikliği isteği',
			word: 'Sözcük değişikliği isteği',
		},
		afterwards: {
			details: 'Bilgiler kaydedildi. Enter ile güncel hâline dönün.',
			phone: 'Telefon değişti. Bundan sonra SMS Onay Kodu yeni numaraya gelir.',
			word: 'Güvenlik sözcüğü değişti. Bir sonraki girişte yenisini yazın.',
		},
	},

	unlock: {
		intro:
			'Kartın kilidi portaldan gelen PUK ile çözülür ve karta yeni PIN yazılır. PUK ekranda gösterilmez, elle yazılmaz.',
		notLocked:
			'Bu kartın PIN’i kilitli değil. Yine de sürdürürseniz eski PIN ve üzerinde eski PIN yazan her kâğıt geçersiz olur. PIN’inizi biliyorsanız Esc ile vazgeçin.',
		maybeNotLocked:
			'Kart kilitli olmasa da yeni PIN yazılır: eski PIN ve üzerinde eski PIN yazan her kâğıt geçersiz olur. PIN’inizi biliyorsanız Esc ile vazgeçin.',
		ready: 'Kart okuyucuda ve bu hesabın kartı. İşlem bitene kadar kartı çıkarmayın. Enter başlatır.',
		looking: (seconds: number) => `Yarım kalmış bir kilit çözme var mı, soruluyor (${seconds} sn).`,
		startRequest: 'Kilit çözme isteği',
		fetching: (seconds: number) => `Kilit çözme bilgisi getiriliyor (${seconds} sn).`,
		giveUp: 'Bu adımda karta bir şey gönderilmez. Vazgeçmek için Esc.',
		onCard: (seconds: number) => `Kartta yapılıyor; kartı çıkarmayın (${seconds} sn).`,
		reportRequest: 'Sonuç bildirimi',
		choose: 'Yeni PIN’i siz belirleyin: 6-16 rakam; sıralı, aynı ya da numaranızdan olmasın.',
		chooseAgain: 'Kart öncekini almış olabilir: aynı PIN’i yazarsanız yeniden gönderilmeden anlaşılır.',
		chosenStays: 'Belirlediğiniz PIN duruyor; yeniden yazmanız gerekmez.',
		pinFields: { first: 'Yeni PIN', again: 'Yeni PIN (tekrar)' },
		nothingBegun: 'Portalda bir şey başlamadı, karta bir şey gönderilmedi.',
		staysOpen: 'Kilit çözme portalda açık duruyor; aynı yerden sürdürülebilir.',
		goOn: 'Sürdürmek için kartı takıp Enter’a basın; menü için Esc.',
		portalStopped: 'Portaldan yanıt alınamadı.',
		cardStopped: {
			unknown:
				'Karta gönderildi, yanıt gelmedi. Yapılıp yapılmadığı bilinmiyor; sürdürünce önce yeni PIN denenir, PUK körlemesine yinelenmez.',
			gone: 'Kart, bir şey gönderilmeden çıktı. Kart olduğu gibi duruyor.',
			'in-use': 'Kartı başka bir program kullanıyor. Karta bir şey gönderilmedi.',
			'other-card': 'Okuyucudaki kart başka bir kart. Karta bir şey gönderilmedi.',
			'last-puk-try':
				'Kartın PUK hakkı tükenmek üzere. Bir yanlış daha kartı yok eder; gönderilmedi. Çağrı merkezini arayın: 444 5 576.',
			'puk-unclear':
				'Daha önce gönderilen PUK’u kartın kabul edip etmediği öğrenilemiyor; bu yüzden yeniden gönderilmedi. Çağrı merkezini arayın: 444 5 576.',
			'not-done': 'Kart bunu yapmadı. PIN’iniz ve PUK hakkınız olduğu gibi duruyor.',
		},
		cardDone: 'Kartın kilidi çözüldü, yeni PIN karta yazıldı.',
		cardNotDone: {
			wrong:
				'Kart, portaldaki PUK’u kabul etmedi. Bir daha denenmeyecek: her yanlış PUK kartı kaybetmeye yaklaştırır.',
			blocked: 'Kartın PUK hakkı kalmamış; bu kart bir daha açılamaz.',
			'puk-refused-before':
				'Bu kart, portalın verdiği PUK’u daha önce kabul etmedi. Yeniden gönderilmedi: her yanlış PUK kartı kaybetmeye yaklaştırır.',
		},
		portalTold: 'Portala bildirim:',
		afterwards: 'Yeni PIN’i PIN / PUK Bilgisi ekranında görebilirsiniz. Enter ile menüye dönün.',
		portalHasOldPin:
			'Kartta yeni PIN geçerli, ama portal bunu henüz bilmiyor: PIN / PUK Bilgisi ekranı eski PIN’i gösterir. Enter bildirimi yeniden gönderir. Esc ile menüye dönerseniz Kilit Çözme kaldığı yerden sürer.',
		overAtPortal:
			'Portal bu kilit çözmeyi bitmiş sayıyor. PIN / PUK Bilgisi ekranındaki PIN kartta geçmezse çağrı merkezini arayın: 444 5 576. Enter ile menüye dönün.',
		reportAgain: 'Sonuç portala bildirilemedi. Enter bildirimi yeniden gönderir.',
		callCentre: 'Yeni kart için çağrı merkezini arayın: 444 5 576. Enter ile menüye dönün.',
	},

	pins: {
		title: '6. Adım · PIN / PUK Bilgisi',
		cardSerial: 'Kart',
		pin: 'PIN',
		puk: 'PUK',
		hidden: 'Gizli. Göstermek için Enter; 10 saniye sonra kendiliğinden gizlenir.',
		recorded: (recorder: string) => `Gösterilenler şu programda kalabilir: ${recorder}.`,
		hiddenRecorded: 'Gizli. Göstermek için Enter.',
		confirmRecorded: 'Yine de göstermek için yeniden Enter; vazgeçmek için Esc.',
		loading: (seconds: number) => `PIN bilgisi getiriliyor (${seconds} sn). Vazgeçmek için Esc.`,
		shown: (seconds: number) => `${seconds} sn sonra gizlenecek. b: 20 sn daha.`,
		none: 'Portalda gösterilecek PIN bilgisi yok.',
		noneAtAll: 'Bu hesap için PIN bilgisi silinmiş ya da henüz oluşmamış.',
		askAgain: 'Yeniden sor',
		place: (card: number, count: string) => `Kart ${card} / ${count}  PgUp PgDn`,
		save: 'Parolalarımı Kaydet',
		remove: 'Parolalarımı Sil',
		show: 'Göster',
		hide: 'Gizle',
		forEver: '(geri alınamaz)',
		withheld: {
			deleted: (when: string) => `PIN bilgisi silinmiş: ${when}`,
			'not-yet-valid': (when: string) => `Sertifika başlamadan PIN verilmez. Başlangıç: ${when}`,
			over: (when: string) => `Sertifikanın süresi dolduğu için PIN verilmez. Bitiş: ${when}`,
			'not-kept': () => 'PIN’i kart sahibi seçmiş; portal bilmiyor.',
		},
		care: 'PIN 3 kez yanlış girilirse kart kilitlenir. PUK’u kendiniz denemeyin: 3 yanlış PUK kartı bir daha açılmaz yapar.',
	},

	cardPin: trCardPin,

	signatureLogin: trSignatureLogin,
	saving: {
		intro:
			'PIN ve PUK bir PDF dosyasına yazılır. Dosyayı yalnız siz okuyabilirsiniz; güvenli bir yerde saklayın.',
		stickIntro:
			'PIN ve PUK, taktığınız USB belleğe PDF olarak kaydedilir; başka hiçbir yere yazılmaz. Belleği eline geçiren dosyayı okuyabilir.',
		file: 'Yazılacak dosya',
		how: 'Yer uygun değilse değiştirin. Enter yazar, Esc vazgeçer. Var olan bir dosyanın üzerine yazılmaz.',
		saving: (seconds: number) => `PDF getiriliyor ve yazılıyor (${seconds} sn). Vazgeçmek için Esc.`,
		leaving: 'Vazgeçiliyor; dosyanın yazılıp yazılmadığına bakılıyor.',
		saved: 'PDF yazıldı; yalnız siz okuyabilirsiniz.',
		savedOnStick: 'PDF USB belleğe yazıldı. Giderken belleği alın.',
		lookAtIt: 'Dosyayı açıp PIN’in okunduğuna bakın. Basılı bir kopyasını da saklamanız önerilir.',
		print: 'Yazdır',
		printingClosed: 'Bu bilgisayarda yazdırma kapalı. PDF’i kendi bilgisayarınızda yazdırabilirsiniz.',
		done: 'Dosyaya baktım, geri dön',
		refusals: {
			'no-path': 'Bir dosya adı yazın.',
			exists: 'Bu adda bir dosya var; üzerine yazılmadı. Başka bir ad yazın.',
			'no-folder': 'Böyle bir klasör yok. Hiçbir şey yazılmadı. Başka bir yer yazın.',
			'not-writable': 'Buraya yazılamıyor. Hiçbir şey kalmadı. Başka bir yer yazın.',
			'disk-full': 'Disk dolu. Yarım dosya bırakılmadı. Yer açın ya da başka bir yer yazın.',
			'hidden-name':
				'Adı noktayla başlayan dosyaya ya da klasöre kaydedilmez. Hiçbir şey yazılmadı. Başka bir ad yazın.',
			'not-pdf': 'Dosyanın adı .pdf ile bitmeli. Hiçbir şey yazılmadı. Adı düzeltin.',
			'outside-folder':
				'Belgeler yalnız belge klasörüne kaydedilir. Hiçbir şey yazılmadı. Önerilen klasörde bir ad yazın.',
			'no-stick': 'Takılı bir USB bellek bulunamadı. Belleği takın, birkaç saniye sonra Enter’a basın.',
			'not-on-stick':
				'Burada yalnız takılı USB belleğe kaydedilir. Hiçbir şey yazılmadı. Ctrl+U ile silip Enter’a basın; belleğin yeri önerilir.',
		},
		printing: {
			running: 'Yazdırılıyor.',
			printed: 'Yazdırıldı; yazdırma kuyruğundaki kopyası silindi. Çıktıyı yazıcıda bırakmayın.',
			'printed-and-kept':
				'Yazdırma hizmetine verildi. Çıktıyı yazıcıda bırakmayın. Belgenin kopyası yazdırma kuyruğunda bir gün kadar kalabilir; kalmaması için yönetici CUPS’ta PreserveJobFiles No ayarını yapar.',
			'service-down':
				'Yazdırma hizmeti (CUPS) çalışmıyor. PDF yerinde duruyor; hizmeti başlatıp yeniden deneyin ya da başka bir yerde yazdırın.',
			absent: 'Bu bilgisayarda yazdırma hizmeti (CUPS) yok. PDF yerinde duruyor; başka bir yerde yazdırın.',
			failed: 'Yazdırma hizmeti kabul etmedi. PDF yerinde duruyor; yazıcıyı denetleyip yeniden deneyin.',
		},
	},

	deletion: {
		danger: 'GERİ ALINAMAZ. PIN ve PUK portaldan silinir ve bir daha görülemez.',
		warning: (index: number, count: number) => `Uyarı ${index}/${count}`,
		readIt: 'Enter: okudum. Esc: geri.',
		loading: (seconds: number) => `Hangi kartların PIN bilgisi olduğu soruluyor (${seconds} sn).`,
		copy: 'Silmeden önce bir kopyanız olmalı. Hangisi doğru?',
		copies: {
			saved: 'PDF’i kaydettim, açıp baktım',
			declined: 'Kopya istemiyorum (sözcüklerle yazılır)',
		},
		copyIs: {
			saved: 'Kopya: PDF kaydedildi ve bakıldı.',
			declined: 'Kopya: istenmedi. PIN’i bilmiyorsanız mühür kullanılamaz.',
		},
		typeWords: (words: string) => `Kopya istemediğinizi yazın: ${words}`,
		card: (serial: string) => `Kart ${serial}`,
		moreCards: (count: number) => `ve ${count} kart daha`,
		deleteNow: 'Enter: Sil',
		request: 'Silme isteği',
		afterwards: {
			saved: 'PIN bilgisi portaldan silindi. Kopyanızı saklayın. Enter ile geri dönün.',
			declined: 'PIN bilgisi portaldan silindi. Enter ile geri dönün.',
		},
		backToPins: 'Enter ile PIN / PUK Bilgisi ekranına dönün; son durum orada görünür.',
	},

	accounts: accountsTr,

	warnings: {
		title: 'Uyarılar',
		intro: 'PIN bilgisinin kullanılması ve saklanması ile ilgili uyarıların tamamı dikkatle okunmalıdır:',
		items: [
			'PIN bilgisinin güvenli olarak muhafaza edilmesi kurumun sorumluluğundadır. Ayrıca, kurum tarafından silininceye kadar Kamu SM’de şifreli olarak tutulur.',
			'"Parolalarımı Kaydet" butonuna basılarak oluşturulan PIN bilgisinin yer aldığı PDF dosyasının, güvenli bir yerde saklanması ve ayrıca PIN bilgisinin yazıcıdan baskısı alınarak basılı kopyasının da saklanması önerilir.',
			'PIN bilgisinin Kamu SM sisteminden silinmesi önerilir. "Parolalarımı Sil" butonuna basıldığında PIN bilgisi, Kamu SM sisteminden bir daha görülemeyecek şekilde tamamen silinir.',
			'PIN’in 3 (üç) kere hatalı girilmesi durumunda "Kilit Çözme" seçeneğine tıklanarak yeni PIN üretilir.',
		],
		source: 'Kaynak: Kamu SM, REHB-001-006, 28.08.2014',
	},

	address: {
		title: 'Adres',
		how: 'Adresi tarayıcıya yazın ya da kodu telefonun kamerasıyla okutun.',
		noRoom: 'QR kod bu pencereye sığmıyor. Pencereyi büyütün ya da adresi elle yazın.',
		noBlocks: 'Bu terminal QR kod çizemiyor. Adresi elle yazın.',
	},

	help: {
		title: 'Yardım',
		here: 'Bu ekranda',
		everywhere: 'Her yerde',
		more: '↑↓ ile kaydırın',
	},

	details: {
		title: 'Ayrıntı',
		service: 'PC/SC hizmeti',
		serviceStates: { starting: 'başlıyor', running: 'çalışıyor', down: 'çalışmıyor' },
		reader: 'Okuyucu',
		atr: 'ATR',
		product: 'Kart',
		apdus: 'Okuma',
		apduCount: (count: number) => `${count} APDU`,
		file: 'Dosya',
		unreadable: {
			empty: 'Dosya boş.',
			'no-certificate': 'Dosyada okunabilir sertifika yok.',
			'cut-short': 'Sertifika yarım: dosya erken bitiyor.',
			'too-large': 'Sertifika okunamayacak kadar uzun.',
			'not-readable': 'Kart bu dosyayı okutmuyor.',
		},
		issuer: 'Yayıncı',
		serial: 'Seri no',
		key: 'Anahtar',
		fingerprint: 'SHA-256',
		error: 'Hata',
		settings: 'Ayarlar',
		portal: 'Portal',
		driver: 'Sürücü',
		token: 'Sürücüde kart',
		version: 'Sürüm',
		none: 'yok',
		detail: 'Son sorun',
	},

	failure: failureTr,
	explain: explainTr,
	guided: guidedTr,

	copied: (serial: string) =>
		`Panoya konması istendi: ${serial}. Terminal buna izin vermiyorsa pano değişmez.`,

	palette: {
		title: 'Komut ara',
		search: 'Ara',
		none: 'Böyle bir komut yok. Yazdığınızı silin ya da Esc.',
		how: 'Yazarak daraltın, ↑↓ ile seçin, Enter yapar, Esc kapatır.',
		place: (index: number, count: number) => `${index} / ${count}`,
		aliases: paletteAliasesTr,
	},

	quit: {
		title: 'Program kapatılsın mı?',
		body: 'Açık bir oturumunuz var. Programı kapatırsanız oturum da kapatılır, ekrandaki bilgiler silinir.',
		loginBody: 'Giriş sürüyor. Kapatırsanız giriş yarıda kalır; portalda bir şey değişmez.',
		cardPinTypedBody: 'Yazdıklarınız karta gönderilmedi. Kapatırsanız silinir; kart olduğu gibi kalır.',
		cardPinBody:
			'Kartla bir işlem sürüyor. Kapatırsanız PIN gönderilmediyse gönderilmez; gönderildiyse sonucunu göremezsiniz.',
		how: 'Enter kapatır, Esc geri döner.',
	},

	/** What is asked before it is done; Enter does it. */
	ask: {
		'log-out': {
			title: 'Oturum kapatılsın mı?',
			body: 'Oturum kapatılır, ekrandaki bilgiler silinir. Yeniden işlem yapmak için baştan giriş yapmanız gerekir.',
			how: 'Enter oturumu kapatır, Esc menüye döner.',
		},
		'unsaved-details': {
			title: 'Değişiklikler kaydedilmedi',
			body: 'Yazdığınız değişiklikler portala gönderilmedi. Menüye dönerseniz silinir; portaldaki bilgiler olduğu gibi kalır.',
			how: 'Enter kaydetmeden menüye döner, Esc formda kalır.',
		},
	},

	tooSmall: {
		title: 'Pencere çok küçük',
		body: (columns: number, rows: number) =>
			`En az 60x20 gerekir; şimdi ${columns}x${rows}. Pencereyi büyütün, bilgileriniz duruyor.`,
	},

	status: {
		readerReady: 'okuyucu hazır',
		readerVirtual: 'sanal okuyucu',
		readerNone: 'okuyucu yok',
		readerServiceDown: 'okuyucu hizmeti yok',
		card: (word: string) => `kart ${word}`,
		cardNone: 'kart yok',
		sessionOpen: (left: string) => `oturum: ${left} kaldı`,
		minutes: (minutes: number) => `${minutes} dk`,
		sessionNone: 'oturum yok',
		loginUnderWay: 'giriş sürüyor',
	},

	/** Why a key, step or entry is not available now. */
	refusals: {
		'no-such-key': 'Bu tuşun burada işi yok. Tuşlar için F1.',
		'already-here': 'Zaten bu adımdasınız.',
		'not-here': 'Bu ekranda yok.',
		'nothing-found': 'Böyle bir komut yok.',
		'no-row-found': 'Gösterilen sertifika yok. Aramayı ya da süzgeci kaldırın.',
		'no-event-found': 'Gösterilen kayıt yok. Aramayı kaldırın.',
		'not-at-kiosk': 'Kiosk kipinde kapalıdır: başkalarının kayıtları burada gösterilmez.',
		'single-state': 'Bütün sertifikaların durumu aynı; süzülecek bir şey yok.',
		'no-clipboard': 'Bu terminalde panoya bir şey konamaz. Seri numarasını ekrandan okuyun.',
		'paste-not-here': 'Buraya yapıştırılamaz. Elle yazın.',
		'first-step': 'Başlangıç ekranındasınız. Çıkmak için q.',
		'portal-not-reached': 'Önce portala ulaşılmalı.',
		'method-not-chosen': 'Önce giriş yöntemini seçin: 4. Adım.',
		'not-logged-in': 'Önce giriş yapın: 5. Adım.',
		'not-offered': 'Bu portal bunu sunmuyor.',
		'recorded-kiosk': 'Bu kioskun ekranı kaydedilebilir; PIN burada gösterilmez.',
		'recorded-needs-enter': 'Göstermek için Enter, vazgeçmek için Esc.',
		'nothing-suspended': 'Askıdaki sertifika yok.',
		'certificates-not-loaded': 'Sertifikalar henüz gelmedi.',
		'reader-gone': 'Bu okuyucu çıkarıldı. Başka birini seçin.',
		'single-reader': 'Başka okuyucu yok.',
		'single-field': 'Başka alan yok.',
		'waiting-for-answer': 'Yanıt bekleniyor.',
		'resend-too-early': 'Yeni kod için sürenin dolmasını bekleyin.',
		'nothing-to-erase': 'Silinecek bir şey yok.',
		'field-full': 'Alan dolu.',
		'edge-of-field': 'İmleç alanın ucunda.',
		'no-spaces': 'Bu alanda boşluk olmaz.',
		'digits-only': 'Yalnız rakam yazılır.',
		'code-incomplete': 'Kodun bütün hanelerini yazın.',
		'typed-ahead-too-long': 'Önceden yazdıklarınız koddan uzun çıktı, silindi. Kodu yeniden yazın.',
		'enter-when-open': 'Kod alanı henüz açılmadı. Açılınca Enter ile gönderin.',
		'end-of-list': 'Listenin sonu.',
		'printing-closed': 'Burada yazdırma kapalı; görevli açabilir.',
		'kiosk-stays': 'Bu ekran burada kalır. Kapatmak için görevliyi çağırın.',
		'no-operator-code': 'Görevli kodu tanımlı değil; bu ekranı yalnız sistem yöneticisi kapatabilir.',
		'operator-code-wrong': 'Görevli kodu tutmadı.',
		'operator-wait': 'Çok sayıda yanlış kod yazıldı. Otuz saniye sonra yeniden deneyin.',
		'no-colours': 'Bu terminal renk göstermiyor ya da renk istenmemiş (NO_COLOR).',
		'no-certificate': 'Okuyucudaki kartta okunmuş sertifika yok.',
		'single-certificate': 'Kartta başka sertifika yok.',
		'card-gone': 'Kart okuyucuda değil. Kaydedilen bir şey olmadı; kartı takın.',
		'save-or-not': 'Önce seçin: Enter ya da Esc.',
		'nothing-chosen': 'Önce boşluk tuşuyla en az bir sertifika seçin.',
		'nothing-to-revoke': 'İptal edilebilir yok.',
		'terms-not-loaded': 'İptal koşulları gelmeden devam edilemez. Yeniden denemek için r.',
		'confirmation-wrong': 'Yazılan haneler tutmuyor. Hiçbir şey gönderilmedi.',
		'details-not-loaded': 'Bilgiler gelmeden devam edilemez. Yeniden denemek için r.',
		'nothing-changed': 'Değişen bir bilgi yok; gönderilecek bir şey de yok.',
		'conflict-open': 'Önce her bilgi için birini seçin; boşluk seçer.',
		'pins-not-loaded': 'Hangi kartların PIN bilgisi olduğu öğrenilemedi. Yeniden denemek için r.',
		'nothing-to-delete': 'Portalda silinebilecek PIN bilgisi yok.',
		'not-saved-yet': 'Bu oturumda şimdiki PIN’in PDF’i kaydedilmedi. Önce Parolalarımı Kaydet.',
		'words-wrong': 'Yazılan sözcükler tutmuyor. Hiçbir şey silinmedi.',
		'card-not-in': 'Mühür kartı okuyucuda değil.',
		'real-card-in-sandbox': 'Kart gerçek, portal deneme. Deneme portalının PUK’u gerçek karta gönderilmez.',
		'card-still-sought': 'Kartın bu hesaptan olup olmadığına bakılıyor; sertifika listesi henüz okunuyor.',
		'card-not-of-account': 'Bu kart hesabınızın değil.',
		'unlock-on-card':
			'Kart PUK’u alıyor; yarıda bırakılırsa ne yaptığı bilinmez. Kartı çıkarmayın, yanıtını bekleyin.',
		'waiting-for-return': 'Öteki sitedeki onay bekleniyor. Vazgeçmek için Esc.',
		'guided-under-way': 'Sitedeki iş açık. Önce onu kapatın: Enter ile devam, Esc ile geri.',
		'phone-incomplete': 'Cep telefonu 5 ile başlar ve 10 hanedir.',
		'change-under-way':
			'İstek iletiliyor; buradan geri alınamaz. Yanıtı bekleyin ya da Esc ile beklemeyi bırakın.',
		'screen-too-small': 'Pencere bunun için çok küçük.',
		'no-akis-card': 'PIN sorulacak bir kart yok.',
		'no-signing-certificate': 'Bu kartta imza sertifikası (SIGN0) yok.',
		'card-being-looked-at': 'Karta bakılıyor.',
		'other-card': 'Okuyucudaki kart başka. Yeniden bakmak için r.',
		'driver-not-ready': 'Bu kartta PIN, AKİS sürücüsüyle gönderilir; sürücü hazır değil: 2. Adım.',
		'seal-is-no-person':
			'Bu bir mali mühür: kurumun kendisidir, kişi imzası değildir. İmza yetkilisinin e-imza kartını takın.',
		'signature-not-begun': 'Bu e-imza sertifikası henüz başlamadı.',
		'signature-expired': 'Bu e-imza sertifikasının süresi dolmuş. Geçerli bir e-imza kartı takın.',
		'not-for-signing': 'Bu sertifika imza için değil.',
		'real-signature-in-sandbox':
			'E-imza gerçek, portal deneme. Gerçek e-imzaya deneme için imza attırılmaz; deneme e-imzasını seçin.',
		'number-wrong': 'Önce numarayı düzeltin; nedeni alanın altında yazar.',
		'no-signature-card': 'E-imza kartı yok. İmza yetkilisinin kartını takın.',
		'unblock-not-public':
			'Bu kartın kilidinin nasıl açıldığı herkese açık değil. Kilidi portaldan çözün: 6. Adım, Kilit Çözme.',
		'pin-blocked': 'PIN kilitli, sorulmaz. Kilidi çözmek için: 6. Adım, Kilit Çözme.',
		'puk-blocked': 'PUK kilitli. Çağrı merkezini arayın: 444 5 576.',
		'last-puk-try':
			'Tek PUK hakkı kalmış; yanlış olursa kart bir daha açılmaz. Kilidi portaldan çözün: 6. Adım, Kilit Çözme.',
		'puk-tries-unknown':
			'Kalan PUK hakkı bilinmiyor, son hak olabilir. Kilidi portaldan çözün: 6. Adım, Kilit Çözme.',
		'word-differs': 'Yazılan tutmadı; hiçbir şey gönderilmedi. Yeniden yazın ya da Esc.',
		'waiting-for-card': 'Kartın yanıtı bekleniyor.',
	},

	told: {
		'logged-out': 'Oturum kapatıldı; ekrandaki bilgiler silindi.',
		'logged-out-unheard':
			'Burada oturum kapatıldı, bilgiler silindi. Portala haber verilemedi; oturum orada süresi dolunca kapanır.',
		'session-expired': 'Oturumun süresi doldu; bilgiler silindi. Yeniden giriş yapın.',
		'session-replaced': 'Başka bir yerden giriş yapıldı; bu oturum bitti, bilgiler silindi.',
		'details-changed-elsewhere': 'Bilgiler başka bir yerden değişmiş; güncel hâli getirildi.',
		'details-left': 'Kayıttaki bilgiler olduğu gibi bırakıldı.',
		'operation-resumed': 'Yarım kalan işlem olduğu gibi duruyor; gizli bilgileri yeniden yazın.',
		'pins-hidden': 'PIN bilgisi gizlendi.',
		'code-sent-when-open': 'Kod alanı açılınca yazdığınız kod gönderilecek.',
		'code-sent-again': 'Yeni kod gönderildi; öncekini kullanmayın.',
		'captcha-renewed': 'Yeni resim istendi.',
		'word-renewed': 'Güvenlik sözcüğü değişti. Numaranız duruyor; yeni sözcükle giriş yapın.',
		'word-renewed-before':
			'Bu sözcük daha önce yarıda kalan istekle kaydedilmiş; yeniden gönderilmedi. Bu sözcükle girin.',
		'word-renewed-other':
			'Daha önce yarıda kalan istek gerçekleşmiş: o zaman yazdığınız sözcük geçerli, şimdiki gönderilmedi.',
		'word-uncertain':
			'Sözcüğün değişip değişmediği bilinmiyor; kaydı duruyor. Önce yeni, olmazsa eski sözcükle deneyin.',
		'change-not-sent': 'Beklemekten vazgeçildi. İstek gönderilmemişti; hiçbir şey değişmedi.',
		'elsewhere-given-up': 'Girişten vazgeçildi; oturum açılmadı.',
		'identity-given': 'Deneme kimliği verildi; portalın sorması bekleniyor.',
		'identity-not-taken': 'Deneme sitesi bu kodu tanımıyor. Esc ile dönüp yeniden başlayın.',
		cancelled: 'Beklemekten vazgeçildi. Numaranız duruyor; yeni resmi ve sözcüğü yazın.',
		'reading-again': 'Kart yeniden okunuyor.',
		'checked-again': 'Yeniden bakılıyor.',
		'card-left-form': 'Kart çıkarıldı ya da değişti. Karta bir şey gönderilmedi, yazdıklarınız silindi.',
		'card-act-called-off': 'Vazgeçildi. Karta PIN gönderilmedi, yazdıklarınız silindi.',
		'kiosk-idle': 'Uzun süre bir tuşa basılmadı; oturum kapatıldı, yazılanlar silindi.',
		'kiosk-card-removed': 'Kart çıkarıldı; oturum kapatıldı, yazılanlar silindi.',
		'guided-left-open': 'Daha önce yarım kalan bir iş var; 6. adımda ne olduğunu söyleyin.',
		'theme-dark': 'Renkler: koyu zemin için.',
		'theme-light': 'Renkler: açık zemin için.',
		'theme-high-contrast': 'Renkler: yüksek karşıtlık.',
		'theme-none': 'Renk kullanılmıyor.',
	},

	/** The settings file is not gone by; where it is stands behind `d`. */
	settingsProblems: {
		damaged: 'Ayar dosyası bozuk, bu yüzden kullanılmadı. İçindekiler duruyor. Yeri için d tuşuna basın.',
		'not-readable': 'Ayar dosyası okunamıyor, bu yüzden kullanılmadı. Yeri için d tuşuna basın.',
		'not-private':
			'Ayar dosyasını başkaları da değiştirebilir, bu yüzden kullanılmadı. Yeri için d tuşuna basın.',
		'bad-variable': 'Bir ortam değişkeni geçersiz, bu yüzden kullanılmadı. Adı için d tuşuna basın.',
	},

	/** What a portal of a newer version says. */
	newerWord: (word: string) => `bu sürümün bilmediği: ${word}`,

	/** The portal said when it may be asked again (Retry-After). */
	portalWait: {
		counting: {
			portal: (seconds: number) =>
				`Portal beklenmesini istiyor: ${timeLeft(seconds)} sonra. O zamana dek hiçbir şey gönderilmez.`,
			login: (seconds: number) => `Bu numarayla giriş kapalı: ${timeLeft(seconds)} sonra.`,
		},
		/** Longer than anything is held back. */
		long: {
			portal: (seconds: number) =>
				`Portal ${timeLeft(seconds)} beklenmesini istedi. Kendiliğinden bir şey gönderilmez; siz şimdi de deneyebilirsiniz.`,
			login: (seconds: number) =>
				`Portal bu numarayla girişi ${timeLeft(seconds)} kapattı. Yine de deneyebilirsiniz.`,
		},
		/** A key that would have sent something. */
		held: {
			portal: (seconds: number) =>
				`Gönderilmedi: portal beklenmesini istiyor. ${timeLeft(seconds)} sonra yeniden deneyin.`,
			login: (seconds: number) =>
				`Gönderilmedi: bu numarayla giriş kapalı. ${timeLeft(seconds)} sonra yeniden deneyin.`,
		},
		over: 'Bekleme bitti. Hiçbir şey gönderilmedi; şimdi yeniden deneyebilirsiniz.',
		picture: (seconds: number) => `Resim henüz yok. ${timeLeft(seconds)} sonra F5.`,
	},

	/** What went wrong at the portal: what happened, what is safe, what to do. */
	problems: {
		'captcha-wrong': (tries?: number) =>
			`Resimdeki yazı tutmadı.${triesLeft(tries)} Numaranız duruyor; yeni resmi ve sözcüğü yazın.`,
		'captcha-expired': () => 'Resmin süresi doldu. Numaranız duruyor; yeni resmi ve sözcüğü yazın.',
		'credentials-wrong': (tries?: number) =>
			`Numara ile güvenlik sözcüğü birbirini tutmadı.${triesLeft(tries)} Yeni resmi ve sözcüğü yazın.`,
		'login-locked': (_tries?: number, seconds?: number) =>
			seconds === 0
				? 'Çok sayıda yanlış deneme olmuştu. Giriş artık açık; F5 ile yeni resim isteyin.'
				: `Çok sayıda yanlış deneme oldu. Giriş ${duration(seconds)} kapalı. Kartınıza ve PIN’inize bir şey olmadı.`,
		'login-expired': () => 'Giriş işleminin süresi doldu. Bir şey değişmedi; yeniden başlayın.',
		'code-wrong': (tries?: number) => `Kod tutmadı.${triesLeft(tries)} Son gelen mesajdaki kodu yazın.`,
		'code-expired': () => 'Kodun süresi doldu. F7 ile yeni kod isteyin.',
		'resend-too-early': (_tries?: number, seconds?: number) =>
			seconds === 0 ? 'Yeni kod artık istenebilir.' : `Yeni kod ${duration(seconds)} sonra istenebilir.`,
		'session-expired': () => 'Oturumun süresi doldu; bilgiler silindi. Yeniden giriş yapın.',
		'session-replaced': () =>
			'Başka bir yerden giriş yapıldı; bu oturum bitti, bilgiler silindi. Siz değilseniz güvenlik sözcüğünü değiştirin.',
		'signature-wrong': () =>
			'Portal imzayı doğrulayamadı. Oturum açılmadı. Kartı denetleyip yeniden deneyin.',
		'signatory-unknown': () =>
			'İmza geçerli, ama bu kişi kurumun yetkilisi görünmüyor. Oturum açılmadı. Şifreli Giriş ile girin.',
		'not-suspended': () =>
			'Sertifika askıda değil; açılacak bir şey yok. Bir şey değişmedi. Listeyi yenileyin.',
		'already-revoked': () => 'Sertifika zaten iptal edilmiş. Şimdi bir şey değişmedi. Listeyi yenileyin.',
		'certificate-expired': () => 'Sertifikanın süresi dolmuş. Bir şey değişmedi. Yenileme başvurusu yapın.',
		'details-changed': () =>
			'Bilgiler siz bakarken başka yerden değişti. Sizin yazdıklarınız kaydedilmedi. Yeni hâline bakıp karar verin.',
		'word-unchanged': () =>
			'Yeni güvenlik sözcüğü eskisiyle aynı. Bir şey değişmedi. Başka bir sözcük yazın.',
		'phone-unchanged': () => 'Bu numara zaten kayıtlı. Bir şey değişmedi. Başka bir numara yazın.',
		'pins-withheld': () =>
			'Portal bu kartın PIN bilgisini vermiyor. Bir şey değişmedi. Nedeni PIN / PUK Bilgisi ekranında yazar.',
		'unlock-open': () =>
			'Bu kart için yarım kalmış bir kilit çözme var. Yenisi başlatılmadı. Yarım kalanı sürdürün.',
		'unlock-over': () => 'Bu kilit çözme işlemi bitmiş. Bir şey değişmedi. Gerekiyorsa yeniden başlayın.',
		'key-missing': () => 'Portal isteği kabul etmedi. Bir şey değişmedi. Sürerse yöneticiye bildirin.',
		'key-reused': () => 'Portal isteği kabul etmedi. Bir şey değişmedi. Sürerse yöneticiye bildirin.',
		'operation-withdrawn': () => 'İşlem portala varmadan geri çekildi. Bir şey değişmedi. Yeniden başlayın.',
		'operation-unknown': () => 'Portal bu işlemi tanımıyor. Bir şey değişmedi. Yeniden başlayın.',
		'precondition-missing': () =>
			'Portal isteği kabul etmedi. Bir şey değişmedi. Sürerse yöneticiye bildirin.',
		'request-invalid': () => 'Portal isteği kabul etmedi. Bir şey değişmedi. Alanlara bakıp yeniden deneyin.',
		'not-offered': () => 'Bu portal bunu yapmıyor. Bir şey değişmedi. Geri dönün.',
		'not-found': () => 'Portal bunu bulamadı. Bir şey değişmedi. Geri dönüp yeniden deneyin.',
		'server-error': (_tries?: number, seconds?: number) => {
			if (seconds === undefined) {
				return 'Portalda bir hata oldu. Burada bir şey kaybolmadı. Biraz sonra yeniden deneyin.';
			}
			return seconds === 0
				? 'Portal hizmet verememişti. Burada bir şey kaybolmadı. Artık yeniden deneyebilirsiniz.'
				: `Portal şu anda hizmet veremiyor. Burada bir şey kaybolmadı. ${duration(seconds)} bekleyip yeniden deneyin.`;
		},
		unreachable: () => 'Portala ulaşılamıyor. Burada bir şey kaybolmadı. Bağlantı gelince yeniden deneyin.',
		'tls-untrusted': () =>
			'Portalın sertifikasını güvenilen bir kuruluş vermemiş. Hiçbir şey gönderilmedi. Adresi denetleyin.',
		'tls-self-signed': () =>
			'Portalın sertifikası kendi kendini imzalamış. Hiçbir şey gönderilmedi. Adresi denetleyin.',
		'tls-dates': () =>
			'Portalın sertifikası bugün geçerli değil. Hiçbir şey gönderilmedi. Bilgisayarın saatini denetleyin.',
		'tls-other-host': () =>
			'Portalın sertifikası başka bir sunucunun. Hiçbir şey gönderilmedi. Adresi denetleyin.',
		'tls-no-host-name': () =>
			'Portalın sertifikasında sunucu adı (SAN) yok. Hiçbir şey gönderilmedi. Portalın yöneticisine bildirin.',
		'authorities-unusable': () =>
			'portal.authorities ayarındaki dosya okunamıyor ya da PEM sertifikası değil. Hiçbir şey gönderilmedi. Ayarı düzeltin.',
		'proxy-unreachable': () =>
			'Vekil sunucuya (proxy ayarı) ulaşılamıyor ya da yanıt vermiyor. Hiçbir şey gönderilmedi. Ayarı denetleyin.',
		'proxy-login': () =>
			'Vekil sunucu (proxy ayarı) ad ve parola istiyor (407). Hiçbir şey gönderilmedi. Ağ yöneticisine bildirin.',
		'proxy-refused': () =>
			'Vekil sunucu (proxy ayarı) portala yol açmadı. Hiçbir şey gönderilmedi. Ağ yöneticisine bildirin.',
		'tls-not-agreed': () =>
			'Portalla güvenli bağlantı kurulamadı. Hiçbir şey gönderilmedi. Adresi denetleyin.',
		timeout: () => 'Portal zamanında yanıt vermedi. Burada bir şey kaybolmadı. Biraz sonra yeniden deneyin.',
		'flow-unknown': () =>
			'Portal, bu programın bilmediği bir yoldan çalışıyor. Bir şey gönderilmedi. Programın yeni sürümünü kurun.',
		'bad-answer': () =>
			'Portalın yanıtı anlaşılamadı; kullanılmadı. Adresi denetleyin, sürerse yöneticiye bildirin.',
		'too-many-requests': (_tries?: number, seconds?: number) =>
			seconds === 0
				? 'Portal çok sık istek aldığını söylemişti. Artık yeniden deneyebilirsiniz.'
				: `Portal çok sık istek aldığını söylüyor. ${seconds === undefined ? 'Bir süre' : duration(seconds)} bekleyip yeniden deneyin.`,
		'other-portal': () =>
			'Portal bu isteği tanımıyor; sonucu ondan öğrenilemez. Yeniden gönderilmedi. Denetleyip elle kapatın: muhurdar audit settle',
		'journal-disk-full': () =>
			'İşlem günlüğüne yazılamıyor: disk dolu. Kaydı tutulamadığı için PIN verilmedi. Yer açıp yeniden deneyin.',
		'journal-not-writable': () =>
			'İşlem günlüğüne yazılamıyor: yazma izni yok. Kaydı tutulamadığı için PIN verilmedi. Yöneticiye bildirin.',
		'journal-damaged': () =>
			'İşlem günlüğü bozuk. Kaydı tutulamadığı için PIN verilmedi. Yöneticiye bildirin: muhurdar audit verify',
		'journal-busy': () =>
			'İşlem günlüğünü başka bir program tutuyor. Kaydı tutulamadığı için PIN verilmedi. Biraz sonra yeniden deneyin.',
		cancelled: () => 'Beklemekten vazgeçildi.',
	},

	/** Short words for the line of keys and for help. */
	keys: {
		continue: 'devam',
		back: 'geri',
		up: 'yukarı',
		down: 'aşağı',
		'next-field': 'alan',
		'previous-field': 'önceki alan',
		erase: 'sil',
		'clear-field': 'alanı boşalt',
		'erase-forward': 'sonraki karakteri sil',
		'cursor-left': 'bir karakter sola git',
		'cursor-right': 'bir karakter sağa git',
		'cursor-start': 'alanın başına git',
		'cursor-end': 'alanın sonuna git',
		'step-1': '1. adıma git',
		'step-2': '2. adıma git',
		'step-3': '3. adıma git',
		'step-4': '4. adıma git',
		'step-5': '5. adıma git',
		'step-6': '6. adıma git',
		'check-again': 'yeniden bak',
		'next-reader': 'okuyucu',
		readers: 'bütün okuyucular',
		'page-up': 'sayfa yukarı',
		'page-down': 'sayfa aşağı',
		'first-row': 'ilk satır',
		'last-row': 'son satır',
		'certificate-table': 'sertifikalar',
		timeline: 'ne oldu',
		search: 'ara',
		sort: 'sırala',
		'reverse-order': 'ters sıra',
		filter: 'süz',
		mark: 'seç',
		'new-captcha': 'yeni resim',
		'forgot-word': 'unuttum',
		'give-identity': 'deneme kimliği',
		'resend-code': 'yeni kod',
		reveal: 'göster/gizle',
		longer: '20 sn daha',
		'card-pin': 'kart PIN',
		'use-other-card': 'bu kartla devam et',
		certificate: 'mühür',
		'next-certificate': 'öteki',
		'save-pem': 'PEM kaydet',
		'save-der': 'DER kaydet',
		'save-calendar': 'takvim',
		details: 'ayrıntı',
		'copy-serial': 'seri no kopyala',
		palette: 'komut ara',
		'last-failure': 'son hata',
		warnings: 'uyarılar',
		address: 'adres, QR',
		help: 'yardım',
		language: 'English',
		theme: 'renkler',
		'toggle-card': 'sanal kart',
		accounts: 'deneme hesapları',
		redraw: 'ekranı tazele',
		quit: 'kapat',
		interrupt: 'hemen çık',
	},
	/** Keys that stand as one entry. */
	/** Of the help, where the line of keys has no room for all that it would show. */
	allKeys: 'tüm tuşlar',
	keyGroups: { move: 'gezin', steps: 'adıma git', edit: 'alanda düzelt', ends: 'alanın başı ve sonu' },
	keyNames: {
		enter: '↵',
		escape: 'Esc',
		tab: 'Tab',
		'shift-tab': 'Shift+Tab',
		up: '↑',
		down: '↓',
		left: '←',
		right: '→',
		backspace: 'Backspace',
		delete: 'Delete',
		'page-up': 'PgUp',
		'page-down': 'PgDn',
		home: 'Home',
		end: 'End',
		space: 'boşluk',
	},

	/** Sentences of the command line. */
	commands: {
		/** A command wrote the file that it was asked for. */
		fileWritten: (path: string) => `Yazıldı, yalnız siz okuyabilirsiniz: ${path}`,
		noTerminal: 'muhurdar tam ekran çalışır ve bir terminal ister. Betikler için: muhurdar status --json',
		outputRefused: (code: string) =>
			`muhurdar: Çıktının tamamı yazılamadı (${code}); yazılan bölüm eksiktir. Diskte yer açıp komutu yeniden verin.`,
		unexpected:
			'Beklenmeyen bir hata oldu, program kapandı. Yeniden başlatın; sürerse aşağıdaki satırları yöneticiye iletin.',
		help: {
			usage: 'Kullanım:',
			options: 'Seçenekler:',
			commands: 'Komutlar:',
			optionsPlace: '[seçenekler]',
			commandPlace: '[komut]',
			valueNames: {
				address: 'ADRES',
				text: 'METİN',
				number: 'SAYI',
				folder: 'KLASÖR',
				faults: 'AD,…',
				acts: 'İŞ,…',
				name: 'AD',
				holder: 'NUMARA',
				details: 'BİLGİ,…',
				hash: 'ÖZET',
				file: 'DOSYA',
				moment: 'AN',
				days: 'GÜN',
				seconds: 'SANİYE',
			},
			program: 'Mali mührü kullanıma alır ve ona bakar. Komut yazılmazsa tam ekran açılır.',
			status: 'Okuyucuları, kartları ve sertifikaları PIN sormadan gösterir.',
			statusExitCodes:
				'--check olmadan yalnız tarihlere ve eldeki zincire bakılır. Çıkış kodu: 0 AKİS kartı okundu, 1 takılı kart okunamadı, 2 yanlış kullanım, 3 okuyucu ya da AKİS kartı yok.',
			watch: 'Okuyucu ve kartlarda olanı, durdurulana kadar, olay başına bir satırla yazar.',
			watchNotes:
				'İlk satırlar şimdiki durumdur. PIN sorulmaz. --check, her kartın sertifikalarını bir kez sorar; öğrenilen, kart yeniden takılınca da söylenir. --json ile her satır bir JSON nesnesidir. --revocation okuyuculara bakmaz; defterde kayıp olan mühürlerin iptalini OCSP’ye ve iptal listesine saatte bir sorar, hepsi görülünce biter (0). Ctrl+C durdurur (130).',
			doctor: 'Hizmetten terminale kadar her halkaya bakar, bozuk olanın çaresini söyler.',
			doctorNotes:
				'Sertifikalarda yalnız tarihlere bakılır. --fix, kart hizmetinin paketine, çalışmasına, okuyucu sürücüsüne ve polkit iznine bakar; yapılacak her komutu ve dosyayı, geri almasıyla birlikte, yapmadan önce gösterir. Çıkış kodu: 0 her şey iyi, 1 başka bir sorun var, 2 yanlış kullanım, 3 okuyucu ya da AKİS kartı yok, 4 portala ulaşılamıyor; --fix ile 0 eksik yok ya da giderildi, 1 eksik var.',
			check: 'Mührüm çalışıyor mu? USB’den imzaya kadar her halkaya bakar ve bir sonuç söyler.',
			checkNotes:
				'Okuyucu, erişim hakkı, kart, sürücü, sertifikalar, bilgisayarın saati, zincir, iptal durumu ve kalan PIN denemeleri; deneme harcanmaz. Sertifikada yazan adreslere ve iki web sunucusunun saatine sorar (check.clocks). --sign olmadan PIN sorulmaz. Çıktıda ad, numara ve seri numarası yoktur; istenirse --include ile eklenir. Çıkış kodu: 0 iyi, 1 uyarı, 2 kritik, 3 bilinmiyor ya da yanlış kullanım.',
			sandbox: 'Deneme portalını ve sanal kartları ayrı bir hizmet olarak çalıştırır (DENEME ORTAMI).',
			metrics:
				'Prometheus için ölçümleri yazar: kart hizmeti, mühürlerin kalan günleri, iptal durumu, günlük.',
			metricsNotes:
				'Çıktı, node_exporter metin toplayıcısı içindir: önce başka bir adla yazılır, sonra .prom dosyasının yerine taşınır. Paketteki muhurdar-metrics.timer bunu 15 dakikada bir yapar. --check iptal durumunu sorar.',
			seals: 'Mühür defteri: görülen mühürleri saklar, listeler, dışarı verir.',
			sealsUsage:
				'[list [SÖZ…] | add DOSYA… | note MÜHÜR METİN | forget MÜHÜR | export [DOSYA] | import DOSYA… | calendar DOSYA | report DOSYA | lost MÜHÜR [DİLEKÇE.pdf] | found MÜHÜR | renew MÜHÜR] [seçenekler]',
			sealsNotes:
				'add, mühürleri sertifika dosyalarından (PEM, DER) alır. Takılan kartlar da yazılsın istenirse: muhurdar config set seals.keep true; o zaman status, watch ve ekranlar gördükleri mührü deftere yazar. Kiosk’ta yazılmaz, deneme ortamının mührü yazılmaz. MÜHÜR, VKN ya da T.C. kimlik no, sertifika seri no ya da parmak izinin başıdır (en az 8 hane). list, sözlerin hepsi geçen mühürleri bitişe göre sıralar. export, --json ile sertifikaları da verir ve başka bir bilgisayarda import ile alınır; --csv sertifika vermez. Dosya adı yazılmazsa çıktıya yazılır; var olan dosyanın üzerine yazılmaz. calendar, bütün bitişleri takvim dosyasına yazar. report, --within içinde bitecek mühürlerin sahiplerine gönderilecek sayfaları PDF olarak yazar (her sahip için bir sayfa), --csv ile tablo olarak. lost, kartı kayıp olarak işaretler, seri numaralarını, aranacak telefonu ve söylenecekleri yazar, istenirse imzalanacak dilekçeyi de yazar; iptali kendi yapmaz. found işareti kaldırır. renew, yenilemenin adımlarını sırayla, görülenleri işaretleyerek yazar. Defterde PIN, PUK ya da sözcük yoktur; dosyayı yalnız siz okursunuz (XDG_STATE_HOME ya da ~/.local/state altında muhurdar/register). Çıkış kodu: 0 istenen yapıldı, 1 bulunamayan, okunamayan ya da yazılamayan var, 2 yanlış kullanım. Ayrıntı: docs/seals.md.',
			inspect: 'Sertifika dosyalarını (PEM, DER) açıklar: ne, kimin, durumu, zinciri, iptal durumu.',
			inspectUsage: 'DOSYA… [seçenekler]',
			inspectNotes:
				'--check ve --crl olmadan yalnız tarihlere ve eldeki zincire bakılır. --check, sertifikada yazan adreslere sorar. Saat dilimi yazılmayan AN Türkiye saatidir. Çıkış kodu: 0 hepsi geçerli (zincir ve iptal durumu doğrulandı), 1 okunamayan var, 2 yanlış kullanım, 10 iptal durumu sorulmadı, 11 öğrenilemedi, 12 henüz geçerli değil, 13 süresi dolmuş, 14 güvenilmeyen zincir, 15 askıda, 16 iptal edilmiş; birden çok sertifikada en ağırı. Ayrıntı: docs/monitoring.md.',
			expiring: 'Sertifikaların bitişini izleme yazılımları için bir satırda söyler.',
			expiringUsage: '[DOSYA…] [seçenekler]',
			expiringNotes:
				'Dosya yazılmazsa okuyuculardaki kartlara bakar. --check olmadan yalnız tarihlere bakılır. Çıkış kodu: 0 iyi, 1 uyarı (--within içinde bitiyor ya da henüz başlamadı), 2 kritik (--critical içinde bitiyor ya da bitti; --check ile iptal, askıda ya da zincirine güvenilemiyor), 3 bilinmiyor ya da yanlış kullanım. Mühürlü bir kart varken mühürsüz kart sonucu etkilemez. --register ile defterdeki mühürlere bakar; --check o zaman en çok 8 sertifikayı bir arada sorar, çok mühürde süre -t ile uzatılır. Ayrıntı: docs/monitoring.md.',
			config: 'Ayarları gösterir ve değiştirir.',
			configUsage: 'get [AD] | set AD DEĞER | unset AD | path [seçenekler]',
			configSettings:
				'Ayarlar: language, theme, portal.address, portal.authorities, proxy, no-proxy, kiosk.operator-code, kiosk.idle-secret-seconds, kiosk.idle-seconds, kiosk.print, card.module, card.module-environment, card.cache, card.reader-names, check.clocks, documents.folder, pins.show-when-recorded, log.journald, seals.keep. Parola ve PIN ayarlarda durmaz. Sıra: /etc/muhurdar/settings.json, kullanıcının dosyası, ortam değişkeni (MUHURDAR_PORTAL_ADDRESS gibi), komut satırı; sonra gelen geçerlidir.',
			audit: 'Günlüğü denetler, gösterir, dışarı verir.',
			auditUsage: 'verify | show [İŞLEM-NO] | export | settle [İŞLEM-NO done|not-done|unknown] [seçenekler]',
			auditNotes:
				'verify, son kaydın özetini de yazar (head). Onu başka yerde saklayın; sonradan --head ile verilirse günlüğün sonunun kesilmediği de görülür. show İŞLEM-NO, bir tek işlemin kayıtlarını gösterir. Ekrandaki 8 haneli kısa numara da uzun numara da yazılabilir. settle, sonucu yazılmamış işlemleri listeler. Sonucu portaldan öğrenilemeyen bir işlemi, denetledikten sonra elle kapatır: audit settle İŞLEM-NO done (yapılmış), not-done (yapılmamış) ya da unknown (bilinmiyor).',
			explain: 'Bir hata kodunu anlatır: ne oldu, ne kesin, ne yapılır, arayana ne söylenir.',
			explainUsage: 'KOD [seçenekler]',
			help: 'Bir komutun yardımını yazar.',
			examplesTitle: 'Örnekler:',
			examples: commandExamplesTr,
			authorities:
				'Kök ve yayıncı sertifikalarını listeler, getirir, alır, başka programlar için dışarı verir.',
			authoritiesUsage:
				'list | fetch | import DOSYA… | export pem DOSYA | export ca-certificates KLASÖR [seçenekler]',
			authoritiesNotes:
				'Kökler programın parçasıdır. fetch, Kamu SM’nin mali mühür yayıncılarını yayımlandıkları yerden getirir; import, dosyalardan (PEM, DER) alır. Yalnız programdaki köklere kadar doğrulananlar saklanır (XDG_DATA_HOME ya da ~/.local/share altında muhurdar/authorities). --check de getirdiği yayıncıyı saklar. export var olan dosyaya yazmaz; keytool ve update-ca-certificates için: docs/monitoring.md. Çıkış kodu: 0 istenen yapıldı, 1 alınmayan ya da yazılamayan var, 2 yanlış kullanım.',
			portalCheck: 'Bir portalın sözleşmeye uyup uymadığını denetler (portal yazanlar için).',
			portalCheckUsage: 'ADRES [seçenekler]',
			portalCheckNotes:
				'Her denetim bir satırdır: neye bakıldı, ne beklendi, ne geldi, portal-builders.md içinde nerede yazıyor (pakette /usr/share/doc/muhurdar, depoda docs); bakılmadıysa nedeni. Yalnız portalı yazanın deneyebileceği kurallar da ne gönderileceği ve ne geleceğiyle bu satırlardadır. Hesap kullanılmazsa portalda yalnız rastgele bir işlem numarası geri çekilmiş kalır ve kimsenin olmayan bir numara bir süre kilitlenir. --account ile deneme hesabına girilir; numara, resim, sözcük ve kod sorulur, borudan bu sırayla satır satır da okunur, seçenek olarak yazılmaz; --change içinde varsa sonra phone (yeni telefon, ona gelen kod) ve word (şimdiki sözcük, yeni sözcük) satırları gelir. Hesapta yalnız --change içinde yazılanlar değişir, o da isSandbox diyen bir portalda; PIN bilgisi de yalnız orada istenir. Çıkış kodu: 0 bakılan her şey uygun, 1 eksik var ya da yarıda kesildi, 2 yanlış kullanım, 4 portala ulaşılamıyor, 130/143 durduruldu.',
			explained: {
				system: 'kullanıcının değil, bilgisayarın ortak dosyası: /etc/muhurdar/settings.json',
				origin: 'her ayarın nereden geldiğini de yaz',
				sandbox: 'deneme portalı ve sanal kartla çalış; başka portal yazılmadıkça böyledir',
				portal: 'bu adresteki portalla çalış',
				guided: 'portala bağlanma; Kamu SM’nin sitesinde ne yapılacağını söyle, sonucu karttan doğrula',
				theme:
					'renkler: koyu zemin (dark), açık zemin (light), yüksek karşıtlık (high-contrast), renksiz (none)',
				plain: 'satır kipi: ekran okuyucu ve basit terminaller için, alt alta yazar',
				kiosk: 'kiosk: görevli kodu olmadan kapanmaz, boş kalınca her şeyi silip başa döner',
				lang: 'dil: Türkçe (tr) ya da İngilizce (en)',
				reader: 'yalnız adında bu metin geçen okuyuculara bak',
				holder:
					'yalnız bu numaranın (VKN ya da T.C. kimlik no) mührüne bak; başkasının mührü takılıysa görülmez, ona PIN gitmez',
				pdf: 'sonucu bir sayfalık PDF olarak bu yeni dosyaya yaz',
				text: 'sonucu bir sayfalık metin olarak bu yeni dosyaya yaz',
				sign: 'PIN’i sor, rastgele bir veriyi imzalat ve imzayı doğrula; belge imzalanmaz',
				include:
					'sonuca şu kişisel bilgileri de yaz: holder (unvan ve numara), serial (sertifika ve kart seri numaraları), reader (okuyucunun tam adı); virgülle ayrılır',
				seed: 'deneme ortamı her seferinde aynı resimleri, kodları ve PIN’leri üretsin',
				flow: 'deneme portalının yolu: 2014 rehberindeki (guide-2014) ya da bugünkü siteninki (current)',
				bundle: 'destek için, kişisel bilgisi çıkarılmış bir raporu yeni bir dosyaya yaz',
				fix: 'kart okuyucuyu kullanmak için eksik olanı ve geri almasını göster; root olarak, onaydan sonra, yalnız onu yap',
				user: 'eksiklere bu kullanıcı için bak; yazılmazsa sudo’yu veren ya da komutu veren kullanıcı',
				group: 'erişim hakkını bu gruba ver',
				module: 'AKİS sürücüsü olarak bu dosyayı kullan; yol / ile başlar',
				account: 'deneme hesabına gir ve onu da denetle; istenenler terminalden ya da borudan okunur',
				change:
					'deneme portalındaki hesapta bunları değiştir: details, phone, word, unlock, activate, delete-pins, revoke; virgülle ayrılır',
				json: 'sonucu JSON olarak yaz',
				port: 'portalın bağlantı noktası; yazılmazsa boş olan biri seçilir',
				data: 'deneme anahtarlarını ve sertifikalarını bu klasörde sakla',
				card: 'sanal mühür ve e-imza kartlarını vpcd ile pcscd’ye tak (vpcd) ya da takma (none); yazılmazsa takılmaz',
				of: 'hangi günlük: gerçek portalınki (portal) ya da deneme ortamınınki (sandbox)',
				head: 'bu özetli kaydın günlükte durduğunu da denetle',
				stdin: 'bu bilgisayarın günlüğüne değil, standart girdiden gelene bak; yinelenen kayıtlar atlanır',
				open: 'başka bir bilgisayarda --bundle ile yazılan raporu göster',
				fault:
					'portal bilerek bozulsun: delay, cut-after-commit, error-500, too-many-requests, session-expired, clock-skew',
				check: 'zinciri tamamla, iptal durumunu OCSP ile ve listelerden sor',
				at: 'şimdi yerine bu ana göre karar ver, örneğin 2027-01-31T12:00:00Z',
				crl: 'iptal durumunu bu iptal listesinde (PEM, DER) ara; birden çok yazılabilir',
				issuer: 'zincir için bu dosyadaki yayıncı sertifikalarını da kullan',
				within: 'bitişine bu kadar gün kalınca uyar; yazılmazsa 90d',
				critical: 'bitişine bu kadar gün kalınca kritik say; yazılmazsa 15d',
				timeout: 'okuyucuları ve kartları en çok bu kadar saniye bekle; yazılmazsa 8',
				all: 'mali mühür olmayan sertifikaları da izle, örneğin kişisel e-imza kartındakileri',
				sort: 'sırala: bitişe (end), unvana (holder) ya da son görülmeye (seen) göre; yazılmazsa bitişe göre',
				only: 'yalnız bunlar: --within içinde bitecek (ending), bitmiş (ended), yedeği olan (spare), yerine yenisi gelmiş (replaced), kayıp (lost), iptal edilmiş (revoked)',
				csv: 'CSV olarak yaz',
				revocation: 'defterde kayıp olan mühürler iptal edilene kadar saatte bir sor',
				register: 'okuyucular ve dosyalar yerine mühür defterine bak',
				version: 'sürümü yaz',
				help: 'bu yardımı yaz',
			},
		},
		authorities: {
			roles: { root: 'Kök', issuer: 'Yayıncı' },
			notVerified: 'programdaki köklere kadar doğrulanmadı; kullanılmaz',
			missing: (generations: string) =>
				`Burada olmayan mali mühür yayıncıları: Sürüm ${generations}. Getirmek için: muhurdar authorities fetch`,
			taken: (count: number) => `Saklanan: ${count}`,
			written: (path: string) => `Yazıldı: ${path}`,
			refused: (from: string, title: string | null, why: string) =>
				title === null ? `${from}: ${why}` : `${from}: ${title}: ${why}`,
			/** Why a certificate is not kept, or a file not written. */
			refusals: {
				'not-an-authority': 'yayıncı sertifikası değil; alınmadı',
				untrusted: 'programdaki köklere çıkmıyor; alınmadı',
				'issuer-missing': 'kendi yayıncısı burada yok; doğrulanamadı, alınmadı',
				'not-kept': 'saklanamadı; klasörün izinlerini ve boş yeri denetleyin',
				exists: 'bu adla bir dosya var; ona dokunulmadı',
				'no-folder': 'klasör yok; yazılmadı',
				'no-path': 'böyle bir ad olmaz; yazılmadı',
				'disk-full': 'disk dolu; yarım dosya kalmadı',
				'not-writable': 'yazılamadı; izinleri denetleyin',
			},
		},
		portalCheck: portalCheckTr,
		seals: sealsTr,
		/** One sentence each; what was wrong is named, a typed address or value never. */
		misuse: {
			unknownOption: (option: string, nearest: string | undefined) =>
				nearest === undefined
					? `Bilinmeyen seçenek: ${option}; seçenekler için --help yazın.`
					: `Bilinmeyen seçenek: ${option}. Bunu mu demek istediniz: ${nearest}`,
			unknownCommand: (word: string, nearest: string | undefined) =>
				nearest === undefined
					? `Bilinmeyen komut: ${word}; komutlar için --help yazın.`
					: `Bilinmeyen komut: ${word}. Bunu mu demek istediniz: ${nearest}`,
			surplusWord: (word: string, command: string) => `${command} komutundan sonra bu yazılamaz: ${word}.`,
			notForCommand: (option: string, command: string) =>
				`${option} seçeneği ${command} komutuyla kullanılamaz.`,
			conflict: (one: string, other: string) => `${one} ile ${other} birlikte kullanılamaz.`,
			valueMissing: (option: string) => `${option} seçeneğinden sonra değeri yazılmalı.`,
			notOneOf: (option: string, allowed: string) => `${option} için şunlardan biri yazılmalı: ${allowed}.`,
			notANumber: (option: string, highest: number) =>
				`${option} için 0 ile ${highest} arasında bir tam sayı yazılmalı.`,
			codeMissing: 'explain komutundan sonra bir kod yazılmalı, örneğin unreachable ya da 6983.',
			fileMissing: (command: string) => `${command} komutundan sonra en az bir dosya yazılmalı.`,
			onlyWith: (option: string, other: string) => `${option} yalnız ${other} ile birlikte kullanılabilir.`,
			portalMissing: 'portal-check komutundan sonra portalın adresi yazılmalı.',
			notAHolder: (option: string) =>
				`${option} için 10 haneli VKN ya da 11 haneli T.C. kimlik numarası yazılmalı.`,
			notAbsolute: (option: string) => `${option} için / ile başlayan tam bir yol yazılmalı.`,
			notAMoment: (option: string) => `${option} için tarih ve saat yazılmalı, örneğin 2027-01-31T12:00:00Z.`,
			notSeconds: (option: string) => `${option} için 1 ile 600 arasında bir saniye sayısı yazılmalı.`,
			criticalAfterWarning: '--critical, --within değerinden büyük olamaz.',
			notDays: (option: string) => `${option} için 1d ile 3650d arasında bir gün sayısı yazılmalı.`,
			auditAct: (acts: string) => `audit komutundan sonra şunlardan biri yazılmalı: ${acts}.`,
			auditShow:
				'audit show komutundan sonra bir işlem numarası yazılabilir: 8 haneli kısa numara (7K4P-3MTY gibi) ya da uzun numara.',
			auditSettle: (results: string) =>
				`audit settle komutundan sonra işlem numarası ve şunlardan biri yazılmalı: ${results}. Açık işlemleri görmek için ikisini de yazmayın.`,
			authoritiesAct: (acts: string) => `authorities komutundan sonra şunlardan biri yazılmalı: ${acts}.`,
			authoritiesExport: (formats: string) =>
				`authorities export komutundan sonra biçim (${formats}) ve nereye yazılacağı yazılmalı.`,
			auditHead: '--head için 64 onaltılık haneli bir özet yazılmalı; audit verify yazar.',
			sealsAct: (acts: string) => `seals komutundan sonra şunlardan biri yazılmalı: ${acts}.`,
			newFileMissing: (command: string) => `${command} komutundan sonra yazılacak dosyanın adı yazılmalı.`,
			registerWithFiles: '--register ile dosya birlikte yazılamaz.',
			sealsNote: 'seals note komutundan sonra mühür ve not yazılmalı; notu silmek için: seals note MÜHÜR ""',
			sealMissing: (command: string) =>
				`${command} komutundan sonra bir mühür yazılmalı: VKN, T.C. kimlik no ya da sertifika seri no.`,
			configAct: (acts: string) => `config komutundan sonra şunlardan biri yazılmalı: ${acts}.`,
			configKey: (keys: string, nearest: string | undefined) =>
				nearest === undefined
					? `Bir ayar adı yazılmalı, şunlardan biri: ${keys}.`
					: `Bu adda bir ayar yok. Bunu mu demek istediniz: ${nearest}`,
			configSecretOfSystem: (key: string) =>
				`${key} bilgisayarın ortak dosyasına yazılmaz: onu herkes okuyabilir. Kioskun kullanıcısı için yazın: runuser -u muhurdar -- muhurdar config set ${key}`,
			configSecret: (key: string) => `${key} komut satırına yazılmaz; değerini yazmadan çalıştırın, sorulur.`,
			configValue: (key: string) => `${key} ayarının değeri yazılmalı.`,
			portal: {
				'not-a-url': '--portal için tam bir adres yazılmalı, örneğin https://portal.ornek.gov.tr/.',
				'not-https':
					'Portal adresi https:// ile başlamalı; http:// yalnız bu bilgisayardaki portal için olur.',
				'has-credentials': 'Portal adresinde kullanıcı adı ya da parola bulunamaz.',
				'has-query': 'Portal adresinde ? ya da # bulunamaz.',
			},
		},
		check: trCheck,
		doctor: trDoctor,
		fix: trFix,
		watch: {
			fact: (name: string, facts: string) => `${name}: ${facts}`,
			readerRemoved: (name: string) => `${name}: okuyucu çıkarıldı`,
		},

		status: {
			virtual: 'sanal',
			use: 'Kullanım',
			notASeal: 'mali mühür değil',
			/** A card as the vendor's module sees it. */
			token: 'Sürücünün gördüğü kart',
			title: 'Unvan',
			number: 'Numara',
			dates: 'Geçerlilik',
			/** In place of the sentences of the screens, which go on trying. */
			service: {
				'access-denied':
					'Kart okuyucu hizmeti bu kullanıcının okuyucuyu kullanmasına izin vermiyor (polkit). Karta dokunulmadı. Gereken izni görmek için: muhurdar doctor --fix',
				stopped: 'Kart okuyucu hizmeti (pcscd) durdu. Karta bir şey olmadı; komutu yeniden çalıştırın.',
				failed: 'Kart okuyucu hizmetiyle konuşulamadı. Komutu yeniden çalıştırın.',
			},
			gapRemedy:
				'Kartı çıkarıp yeniden takın, komutu yeniden çalıştırın. Sürerse çağrı merkezini arayın: 444 5 576.',
			slot: {
				failed: 'Kart okunamadı. Kart olduğu gibi duruyor. Çıkarıp yeniden takın.',
				'in-use':
					'Kartı başka bir program kullanıyor. Karta dokunulmadı; o program bitince komutu yeniden çalıştırın.',
				inUseAfterCommands:
					'Kartı başka bir program kullanıyor. Kart okunmaya başlanmıştı, olduğu gibi duruyor; o program bitince komutu yeniden çalıştırın.',
				reading: 'Kartın okunması bitmedi. Kart olduğu gibi duruyor; komutu yeniden çalıştırın.',
			},
			/** Why cards that were read are not kept (`card.cache`). */
			cache: {
				'not-private':
					'Kart önbelleği kullanılmadı: klasörü ya da dosyası başkalarına açık. Kart doğrudan okundu. Önbelleği silin (XDG_CACHE_HOME ya da ~/.cache altında muhurdar/cards), komutu yeniden çalıştırın.',
				damaged: 'Kart önbelleği bozulmuş, kullanılmadı. Kart doğrudan okundu; yapılacak bir şey yok.',
				'not-readable':
					'Kart önbelleği okunamadı. Kart doğrudan okundu. Klasörün izinlerini denetleyin (XDG_CACHE_HOME ya da ~/.cache altında muhurdar/cards).',
				'not-writable':
					'Kart önbelleği yazılamadı. Kart okundu, yalnızca bir dahaki sefer için saklanmadı. Klasörün izinlerini ve boş yeri denetleyin (XDG_CACHE_HOME ya da ~/.cache altında muhurdar/cards).',
			},
			noSuchReader: (text: string) => `Adında "${text}" geçen okuyucu yok. --reader seçeneğini denetleyin.`,
			noSuchHolder: (number: string) =>
				`Takılı kartlar arasında ${number} numarasının mührü yok. Başka bir mühür takılıysa gösterilmez. Doğru kartı takın ya da --holder seçeneğini denetleyin.`,
			nothingNew: (seconds: number) =>
				`${seconds} saniyedir yeni bir şey öğrenilemedi; o ana kadar bilinenler yazıldı.`,
			timeUp: (seconds: number) =>
				`${seconds} saniyede her şey öğrenilemedi; o ana kadar bilinenler yazıldı.`,
		},
		/** One line for a monitoring program; the words around it are those of its convention. */
		expiring: {
			left: (days: number, end: string) => `${days} gün kaldı, bitiş ${end}`,
			ended: (end: string) => `süresi dolmuş, bitiş ${end}`,
			notYet: (start: string) => `henüz geçerli değil, başlangıç ${start}`,
			datesOnly: 'yalnız tarihlere bakıldı',
			checked: 'tarihlere, zincire ve iptal durumuna bakıldı',
			nothing: 'sertifika yok',
			outOfUse: { lost: 'kayıp', revoked: 'iptal edilmiş' },
			more: (count: number) => `ve ${count} sertifika daha`,
			allFine: (count: number) => `${count} sertifika, yakında biten yok`,
			problems: {
				'not-readable': 'dosya okunamadı',
				'register-not-read': 'mühür defteri okunamadı',
				'only-listed': 'defterde yalnız listeden, sertifikası yok',
				'no-certificate': 'içinde sertifika yok',
				'too-large': 'çok büyük; okunmadı',
				'too-many': '64 sertifikadan fazlası var; okunmadı',
				malformed: 'sertifika okunamadı',
				'no-service': 'kart okuyucu hizmeti çalışmıyor',
				'access-denied': 'bu kullanıcının kart okuyucu hizmetine erişim izni yok (polkit)',
				'time-up': 'süre doldu; kart okuyucu hizmeti yanıt vermedi',
				'no-reader': 'okuyucu yok',
				'no-card': 'kart yok',
				'card-not-read': 'kart okunamadı',
				'card-still-read': 'kartın okunması bitmedi; daha uzun süre verin (-t)',
				'card-incomplete': 'kart eksik okundu',
				'no-seal': 'kartta mali mühür yok',
			},
		},
		audit: {
			settle: {
				none: 'Sonucu yazılmamış işlem yok.',
				noSuchChange:
					'Bu numarayla sonucu yazılmamış bir işlem yok. Açık işlemleri görmek için: muhurdar audit settle',
				manyChanges: 'Bu kısa numara birden çok açık işleme uyuyor. Uzun numarayı yazın.',
				inUse:
					'Bu işlemin sonucunu şu anda başka bir program soruyor. Bir şey yazılmadı. O programı kapatıp yeniden deneyin.',
				journal: {
					'disk-full': 'Günlüğe yazılamıyor: disk dolu. Yer açıp yeniden deneyin.',
					'not-writable': 'Günlüğe yazılamıyor: yazma izni yok. Yöneticiye bildirin.',
					damaged: 'Günlük bozuk; bir şey yazılmadı. Denetlemek için: muhurdar audit verify',
					busy: 'Günlüğü başka bir program tutuyor. Biraz sonra yeniden deneyin.',
				},
			},
			noSuchOperation:
				'Günlükte bu numarayla bir işlem yok. Deneme ortamının günlüğü ayrıdır: muhurdar audit show --of sandbox',
			sandboxNewer:
				'Bu bilgisayardaki son işlemler deneme ortamında yapıldı; günlüğü ayrıdır: muhurdar audit show --of sandbox',
			noPlace: 'Günlüğün yeri bilinmiyor. HOME ya da XDG_STATE_HOME tanımlayıp komutu yeniden çalıştırın.',
			verdicts: {
				missing: (_line: number) => 'Günlük yok: henüz hiçbir işlem yazılmamış ya da dosya kaldırılmış.',
				'not-readable': (_line: number) => 'Günlük okunamıyor. Dosyanın izinlerini denetleyin.',
				altered: (line: number) =>
					`Günlük bozuk: ${line}. satır yazıldığı gibi değil. Öncekiler sağlam. Dosyanın bir kopyasını saklayıp yöneticiye bildirin.`,
				'out-of-place': (line: number) =>
					`Günlük bozuk: ${line}. satır öncekinin devamı değil; kayıt çıkarılmış, eklenmiş ya da yer değiştirmiş. Dosyanın bir kopyasını saklayıp yöneticiye bildirin.`,
				torn: (line: number) =>
					`Son satır yarım: ${line}. satır. Öncekiler sağlam. Program bir sonraki yazışta bunu düzeltir ve günlüğe yazar.`,
				'head-missing': (_line: number) =>
					'Günlük kendi içinde sağlam, ama verilen özet içinde yok: sonu kesilmiş ya da baştan yazılmış. Yöneticiye bildirin.',
			},
		},
		config: {
			noPlace: 'Ayarların yeri bilinmiyor. HOME ya da XDG_CONFIG_HOME tanımlayıp komutu yeniden çalıştırın.',
			wrongValue: (key: string, allowed: string) => `${key} için yazılabilecek: ${allowed}.`,
			/** What each setting takes. */
			values: {
				language: 'tr ya da en',
				theme: 'auto, dark, light, high-contrast ya da none',
				'portal.address':
					'tam bir https:// adresi, ya da bu bilgisayardaki portal için http://; ?, # ve parola olmadan; deneme ortamı için sandbox',
				'portal.authorities': 'sertifika makamlarının PEM dosyasının / ile başlayan tam yolu',
				proxy: 'http://sunucu:bağlantı-noktası; ad ve parola olmadan',
				'no-proxy':
					'vekil sunucudan geçmeyecek sunucu adları, IP adresleri ve ağlar; aralarında virgülle (kurum.example,10.0.0.0/8)',
				'kiosk.operator-code': 'en az 6, en çok 64 karakter; komut satırına yazılmaz, sorulur',
				'kiosk.idle-secret-seconds': '20 ile 900 arasında bir tam sayı (saniye)',
				'kiosk.idle-seconds': '20 ile 900 arasında bir tam sayı (saniye)',
				'kiosk.print': 'true ya da false; true: kioskta PIN belgesi yazdırılabilir',
				'card.module': 'sürücü dosyasının / ile başlayan tam yolu',
				'card.module-environment':
					'sürücü için AD=değer, birden çoksa aralarında ; olur; kod yükleten değişkenler (LD_…, NODE_…, PATH) kabul edilmez',
				'card.cache': 'true ya da false',
				'card.reader-names':
					'her okuyucu için AD=PARÇA, birden çoksa aralarında ; ile: adında PARÇA geçen okuyucuya AD da denir (Muhasebe=MILKO;Depo=ACS ACR39)',
				'check.clocks':
					'iki ile dört web sunucusunun http:// ya da https:// adresleri, aralarında virgülle; check bu bilgisayarın saatini onlarınkiyle karşılaştırır',
				'documents.folder': 'PIN belgelerinin kaydedileceği klasörün / ile başlayan tam yolu',
				'pins.show-when-recorded': 'true ya da false',
				'log.journald': 'true ya da false; true: işlem günlüğünün her kaydı systemd-journald’a da yazılır',
				'seals.keep': 'true ya da false; true: okuyucuda görülen mühür deftere yazılır (kiosk’ta yazılmaz)',
			},
			renamed: (former: string, name: string) =>
				`${former} ayarının adı artık ${name}; eski adla yazılan da geçerlidir.`,
			/** Of `portal.authorities`. */
			authorities: {
				'not-readable': (path: string) =>
					`portal.authorities yazılmadı: dosya yok ya da okunamıyor: ${path}. Yolu ve izinlerini denetleyin.`,
				'no-certificate': (path: string) =>
					`portal.authorities yazılmadı: dosyada okunabilen bir PEM sertifikası yok: ${path}. Sertifika makamının PEM dosyasını gösterin.`,
			},
			problems: {
				damaged: (path: string) =>
					`Ayar dosyası bozuk, bu yüzden kullanılmadı: ${path}. Dosyayı düzeltin; ayarları baştan yazacaksanız dosyanın adını değiştirin.`,
				'not-readable': (path: string) =>
					`Ayar dosyası okunamıyor: ${path}. İzinleri düzeltin: chmod 600, sahibi siz ya da root.`,
				'not-private': (path: string) =>
					`Ayar dosyasını başkaları da değiştirebilir, bu yüzden kullanılmadı: ${path}. İzinleri düzeltin: chmod 600, sahibi siz ya da root.`,
				'bad-variable': (name: string) =>
					`Ortam değişkeni bir ayar değil ya da değeri geçersiz: ${name}. Değişkeni düzeltin ya da kaldırın; ayarlar: muhurdar config get.`,
			},
			start: {
				kioskUnusable:
					'Kiosk bu ayarlarla başlatılmadı: portalın adresi ve görevli kodu ayarlardadır. Görevli dosyayı düzeltip yeniden başlatmalı.',
				kioskNoPortal: (path: string) =>
					`Kiosk başlatılmadı: ayarlarda portal yok (${path}). Görevli yazmalı: muhurdar config set portal.address ADRES; deneme ortamı için ADRES yerine sandbox.`,
				askSandbox:
					'Portalın adresi okunamadı. DENEME ORTAMI açılsın mı? Orada yapılanlar gerçek portala ulaşmaz. [e/H]',
				askPortal: (address: string) =>
					`${address} açılsın mı? Ayarlardaki sertifika makamları ve vekil sunucu kullanılmaz. [e/H]`,
				yes: ['e', 'evet'],
			},
			askCode: 'Görevli kodu (yazılırken görünmez):',
			askCodeAgain: 'Kodu yeniden yazın:',
			codesDiffer: 'İki kod aynı değil; kod değiştirilmedi.',
			codeKept: (path: string) =>
				`Görevli kodu kaydedildi; bundan sonra başlatılan kiosk yalnız bu kodla kapanır. Kodun kendisi değil, özeti saklanır: ${path}`,
			givenUp: 'Vazgeçildi; kod değiştirilmedi.',
			hidden: '(gizli)',
			notWritable: (path: string) =>
				`Ayar yazılamadı, eskisi geçerli: ${path}. Klasörün izinlerini denetleyin.`,
		},
		sandbox: {
			wordChanged:
				'DENEME ORTAMI: bu klasördeki hesabın güvenlik sözcüğü değiştirilmiş; yenisini yalnız değiştiren bilir. Unutulduysa girişte F6.',
			notice:
				'DENEME ORTAMI: portal ve kart sanaldır, Kamu SM’de hiçbir işlem yapılmaz. Durdurmak için Ctrl+C.',
			cards: {
				seal: {
					waiting:
						'DENEME ORTAMI: sanal mühür kartı vpcd’yi bekliyor; pcscd çalışmalı, vpcd sürücüsü (vsmartcard-vpcd) kurulu olmalı.',
					plugged: 'DENEME ORTAMI: sanal mühür kartı pcscd’ye takıldı.',
					removed: 'DENEME ORTAMI: sanal mühür kartı çıkarıldı.',
				},
				/** For E-İmzalı Giriş. */
				signatory: {
					waiting: 'DENEME ORTAMI: sanal e-imza kartı vpcd’nin ikinci yuvasını bekliyor.',
					plugged: 'DENEME ORTAMI: sanal e-imza kartı pcscd’ye takıldı.',
					removed: 'DENEME ORTAMI: sanal e-imza kartı çıkarıldı.',
				},
			},
			refusals: {
				'port-in-use':
					'DENEME ORTAMI açılamadı: bu bağlantı noktasını başka bir program kullanıyor; --port ile başkasını seçin.',
				'cannot-listen':
					'DENEME ORTAMI açılamadı: portal bu bağlantı noktasında çalışamıyor; --port ile başkasını seçin.',
				'data-not-readable': (path: string) => `DENEME ORTAMI açılamadı: okunamıyor: ${path}.`,
				'data-not-writable': (path: string) => `DENEME ORTAMI açılamadı: yazılamıyor: ${path}.`,
				'data-damaged': (path: string) =>
					`DENEME ORTAMI açılamadı: saklanan veri bozuk: ${path}; bu klasörü taşıyın ya da --data ile başkasını seçin.`,
			},
		},
	},
};

/** The shape that every language has. */
export type Texts = typeof tr;
