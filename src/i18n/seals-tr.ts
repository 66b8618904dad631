/** The register of seals, and what is made of it. */
export const sealsTr = {
	none: 'Mühür defterinde mühür yok. Eklemek için: muhurdar seals add DOSYA',
	nothingFound: 'Arananlara uyan mühür yok.',
	number: { vkn: 'VKN', tckn: 'T.C. Kimlik No', other: 'Numara' },
	withoutNumber: 'numara yok',
	left: (days: number) => `${days} gün`,
	ended: 'bitti',
	notYet: 'başlamadı',
	marks: {
		spare: 'yedeği var',
		replaced: (until: string) => `yerine yenisi var, bitişi ${until}`,
		lost: (since: string) => `kayıp, ${since}`,
		revoked: (since: string) => `iptal edilmiş, ${since}`,
		suspended: 'askıda',
	},
	count: (shown: number, all: number) =>
		shown === all ? `${all} mühür.` : `${all} mühürden ${shown} tanesi.`,
	kept: (added: number, updated: number) => `Deftere eklenen: ${added}, yeniden görülen: ${updated}.`,
	noSeal: (from: string) => `${from}: mali mühür sertifikası yok, deftere bir şey eklenmedi.`,
	notRead: (from: string, why: string) => `${from}: ${why}`,
	noted: (what: string) => `Not yazıldı: ${what}`,
	forgotten: (what: string) => `Defterden silindi: ${what}`,
	found: (what: string) => `Kayıp işareti kaldırıldı: ${what}`,
	notFound: (word: string) =>
		`Defterde böyle bir mühür yok: ${word}. VKN ya da T.C. kimlik no, sertifika seri no ya da parmak izinin başı (en az 8 hane) yazılır. Listelemek için: muhurdar seals`,
	ambiguous: (word: string) =>
		`Birden çok mühür var: ${word}. Hiçbirine dokunulmadı. Birini seri numarasıyla seçin:`,
	salvaged: (path: string, kept: number, rebuilt: number) =>
		`Mühür defteri bozulmuştu. Bozuk dosya saklandı: ${path}. Okunabilen ${kept} mühür yeni deftere alındı; ${rebuilt} mühür yalnız sertifikasından yeniden yazıldı, notu ve görüldüğü yer okunamadı.`,
	notKept: (why: string) => `Görülen mühür deftere yazılamadı: ${why}`,
	importRefused: (from: string, position: number, why: string) => `${from}, ${position}. kayıt: ${why}`,
	refusals: {
		malformed: 'kayıt okunamadı, alınmadı',
		altered: 'sertifika, kayıttaki parmak izine uymuyor; alınmadı',
		'not-a-register': 'mühür defterinden çıkmış bir JSON ya da CSV dosyası değil; alınmadı',
		'too-large': 'dosya çok büyük; alınmadı',
		'not-readable': 'dosya okunamadı; yolunu ve izinlerini denetleyin',
	},
	calendar: {
		ends: (label: string) => `Mali mühür bitiyor: ${label}`,
		renewalOpens: (label: string) => `Mali mühür yenileme dönemi açılıyor: ${label}`,
		newSeen: (label: string) => `Yeni mali mühür ilk kez görüldü: ${label}`,
		about: (title: string, end: string) => `${title}. Bitiş: ${end} (Türkiye saati).`,
		howLong: 'Yeni kart 3-7 iş gününde gelir ve yalnız yetkili kişiye teslim edilir.',
	},
	report: {
		nobody: (days: number) => `${days} gün içinde yenilenmesi gereken mühür yok; dosya yazılmadı.`,
		pages: (count: number, path: string) => `${count} mühür yazıldı: ${path}`,
		title: 'Mali mührünüzün yenilenmesi',
		madeAt: (day: string) => `Düzenleme tarihi: ${day}`,
		facts: {
			title: 'Unvan',
			ends: 'Mührün bitişi',
			left: 'Kalan süre',
			opens: 'Yenileme dönemi başlangıcı',
			apply: 'En geç başvuru',
			serials: 'Sertifika seri no',
		},
		ended: (days: number) => `bitti (${days} gün önce)`,
		stepsTitle: 'Yapılacaklar',
		steps: [
			'Başvuru bu adreste yapılır: https://onlineislemler.kamusm.gov.tr (e-Devlet ile girilir).',
			'Unvan ve adres, MERSİS ya da vergi dairesi kaydıyla aynı olmalıdır.',
			'Yenileme, yeni bir sertifika ve yeni bir karttır. Eski mühür bitiş gününe kadar çalışır; ikisi bir arada kullanılabilir.',
			'Kart 3-7 iş gününde gelir ve yalnız yetkili kişiye teslim edilir. O günlerde yetkili kişi adreste olmalıdır.',
			'Yeni kart gelince e-fatura yazılımında yeni mühür seçilir.',
		],
		cautions: [
			'“En geç başvuru” tarihi, bitişten 7 iş günü öncesidir. Resmî tatiller hesaba katılmadı; bayram varsa daha erken başvurun.',
			'Mührün bitmesi e-Defter için mücbir sebep sayılmaz; ek süre verilmez.',
			'Bugünkü ücret bu programda bilinmiyor; başvuruda yazar.',
		],
		help: 'Kamu SM çağrı merkezi: 444 5 576',
		sandbox: 'DENEME ORTAMI: hukuken değersizdir',
	},
	lost: {
		heading: (title: string) => `Kayıp, çalıntı ya da bozuk kart: ${title}`,
		marked: 'Defterde kayıp olarak işaretlendi. Kart bulunursa: muhurdar seals found',
		serials: 'İptal edilecek sertifikalar',
		serial: (use: string, hex: string, decimal: string) => `${use}: ${hex} (onluk ${decimal})`,
		phone: 'Kamu SM çağrı merkezini arayın: 444 5 576',
		sayTitle: 'Telefonda söylenecekler',
		say: {
			who: (number: string, title: string) => `“${title} adına arıyorum, numaramız ${number}.”`,
			what: '“Mali mühür kartımız kayboldu (çalındı, bozuldu). İki sertifikanın da iptalini istiyorum.”',
			never:
				'Kimliğiniz sorulur. PIN, PUK ve güvenlik sözcüğü telefonda söylenmez; isteyen olursa telefonu kapatın.',
			ask: 'İptalin ne zaman yapılacağını sorun; işlem numarası verilirse yazın.',
		},
		whoMay: 'Hangi belgelerin istendiği bu programda bilinmiyor; telefonda sorun.',
		final: 'İptal geri alınamaz. Kart evde ya da iş yerinde olabilirse önce arayın.',
		afterTitle: 'Sonra',
		after: {
			wait: (watch: string) => `İptalin yayımlandığını bekleyin: ${watch}`,
			apply: 'Yeni mühür için başvurun: https://onlineislemler.kamusm.gov.tr',
		},
		watch: 'muhurdar watch --revocation',
		noDer:
			'Bu sertifika deftere listeden alındı; iptali sorulamaz. Sertifika dosyasını ekleyin: muhurdar seals add DOSYA',
	},
	/** To Kamu SM, always in Turkish. */
	letter: {
		subject: 'Mali mühür sertifikalarının iptali talebi',
		to: [
			'TÜBİTAK BİLGEM Kamu Sertifikasyon Merkezi (Kamu SM)',
			'TÜBİTAK Gebze Yerleşkesi (BİLGEM İdari Bina) P.K. 74, 41470 Gebze/Kocaeli',
			'bilgi@kamusm.gov.tr',
		],
		body: (title: string, numberName: string, number: string) =>
			`Aşağıda seri numaraları yazılı mali mühür sertifikaları ${title} (${numberName}: ${number}) adına düzenlenmiştir.`,
		why: 'Kart kaybolmuş / çalınmış / bozulmuştur (uymayanları çizin). Fark edildiği tarih ve saat: ..............................',
		wish: 'Sertifikaların iptal edilmesini ve iptal tarihinin tarafımıza bildirilmesini rica ederiz.',
		sign: [
			'Yetkili kişinin adı soyadı: ........................................',
			'T.C. kimlik no: ..............................   Telefon: ..............................',
			'Tarih, imza ve kaşe:',
		],
		notAForm:
			'Bu dilekçe Kamu SM’nin kendi formu değildir; hangi belgelerin istendiğini 444 5 576 numaralı telefondan öğrenin. İptal için önce telefon edin: dilekçenin yolda geçireceği sürede mühür geçerli kalır.',
	},
	renew: {
		heading: (title: string) => `Yenileme: ${title}`,
		tooEarly: (day: string) => `Yenileme dönemi henüz açılmadı; ${day} günü açılır.`,
		legend: '[x] görüldü   [ ] henüz değil   [?] buradan görülemez, siz denetleyin',
		steps: {
			opened: (day: string) => `Yenileme dönemi ${day} günü açılır (bitişten üç ay önce)`,
			applied: 'Başvuru yapıldı: https://onlineislemler.kamusm.gov.tr (e-Devlet ile girilir)',
			paid: 'Ücret ödendi; banka ile ödeme ertesi iş günü işlenir',
			delivered: 'Kart geldi (3-7 iş günü) ve yetkili kişi teslim aldı',
			seen: 'Yeni mühür bu bilgisayarda görüldü',
			seenAt: (day: string, serial: string) =>
				`Yeni mühür bu bilgisayarda görüldü: ${day}, seri no ${serial}`,
			begun: 'Yeni mührün süresi başladı',
			begins: (day: string) => `Yeni mührün süresi ${day} günü başlar`,
			chosen: 'E-fatura yazılımında yeni mühür seçildi',
			oldEnds: (day: string) => `Eski mührün süresi ${day} günü biter; o güne kadar ikisi de çalışır`,
		},
		howSeen: 'Yeni kartı takıp görün: muhurdar status (ayar seals.keep true) ya da muhurdar seals add DOSYA',
	},
	watching: {
		nothing: 'İptali beklenen mühür yok. Önce kaybı deftere yazın: muhurdar seals lost NUMARA',
		begins: (seals: number, minutes: number) =>
			`${seals} mührün iptali bekleniyor; OCSP ve iptal listesi ${minutes} dakikada bir sorulur. Ctrl+C durdurur.`,
		asked: (what: string, ocsp: string, list: string) => `${what}: OCSP ${ocsp}; liste ${list}`,
		answers: {
			good: 'iptal edilmemiş',
			revoked: 'iptal edilmiş',
			suspended: 'askıda',
			unknown: 'yanıt yok',
			'not-asked': 'sorulamadı',
		},
		seen: (what: string, since: string, seenAt: string) =>
			`${what}: İPTAL EDİLDİ. Kamu SM’nin yazdığı an ${since}; burada görüldüğü an ${seenAt}.`,
		allSeen: 'Beklenen bütün iptaller görüldü.',
		uses: { SIGN0: 'imza', ENCR0: 'şifreleme', other: 'sertifika' },
	},
	failure: {
		'no-place': {
			what: 'Mühür defteri için yer yok.',
			now: 'HOME ya da XDG_STATE_HOME tanımlayın, komutu yeniden verin.',
		},
		busy: { what: 'Mühür defterini başka bir program kullanıyor.', now: 'Biraz sonra yeniden deneyin.' },
		'disk-full': { what: 'Mühür defteri yazılamadı: disk dolu.', now: 'Yer açın, yeniden deneyin.' },
		'not-writable': {
			what: 'Mühür defteri açılamadı: izin yok ya da onun adında başka bir şey var.',
			now: 'Klasörün ve dosyanın izinlerini denetleyin.',
		},
		damaged: {
			what: 'Mühür defteri bozuk ve yanına yenisi yazılamadı.',
			now: 'Dosyanın bir kopyasını saklayın, diskte yer ve izin olduğunu denetleyin, yeniden deneyin.',
		},
		newer: {
			what: 'Mühür defterini bu programın daha yeni bir sürümü yazmış.',
			now: 'Yeni sürümü kurun.',
		},
	},
};
