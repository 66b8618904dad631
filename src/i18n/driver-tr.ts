/** Step 2: the vendor's driver, link by link. What is wrong is told in three parts: what, what is safe, what to do. */

/** Why a file is not loaded. `found` and `needed` are names of processors, `path` is a file or a folder. */
const file = {
	what: 'Sürücü dosyası yüklenmedi.',
	safe: 'Dosyadan hiçbir şey çalıştırılmadı.',
};
const chosePath = 'Doğru yolu verin: muhurdar config set card.module YOL';
const installAgain = 'Sürücüyü Kamu SM’nin "Sürücü" menüsünden yeniden kurun.';
const onKiosk =
	'Kioskta sürücü, root dışında kimsenin değiştiremediği bir yerde durmalıdır. Yöneticiye bildirin.';
const ownProcess = 'Sürücü ayrı bir süreçte çalışıyordu; program ve öbür kartlar etkilenmedi.';

export const trDriver = {
	guide: 'Rehber: kamusm.gov.tr, "Sürücü" menüsü; işletim sisteminize uyan AKİS uygulamasını indirip kurun.',
	driverAddress: 'kamusm.bilgem.tubitak.gov.tr/islemler/surucu_indirme',
	why: 'Sertifikalar sürücüsüz okunur. PIN işlemleri yeni kartlarda yalnız bu sürücüyle yapılabilir.',
	notNeeded: (product: string) =>
		`Takılı kart (${product}) için sürücü gerekmez: PIN işlemleri karta doğrudan yapılır.`,
	/** The first link that does not hold, for a card that needs none of them. */
	notNeededLink: {
		missing: 'hayır, bulunamadı',
		refused: 'hayır, dosya yüklenmedi',
		failed: 'hayır; neden ayrıntıda yazar (d)',
		'in-use': 'bilinmiyor, başka bir işlem sürüyor',
		'sees-no-card': 'hayır, hiç kart görmüyor',
		'sees-other-card': 'hayır, başka bir kart görüyor',
		/** The card lies in the program's own reader. */
		virtual: 'hayır, sanal kartı göremez',
	},
	searching: 'AKİS sürücüsüne bakılıyor.',
	checking: 'yeniden bakılıyor',
	system: 'Sistem',
	systemOf: (name: string, machine: string) => `${machine} · ${name}`,
	fetch: 'İndirilecek',
	/** What to choose in the menu. */
	fetchFor: {
		debian: '"Sürücü": Linux, 64 bit (.deb)',
		rpm: '"Sürücü": Linux, 64 bit',
		linux: '"Sürücü": Linux, 64 bit',
		macos: '"Sürücü": macOS',
		windows: '"Sürücü": Windows',
		other: 'bu sisteme uygunu bilinmiyor',
		'other-machine': 'bu işlemciye uygunu bilinmiyor',
	},
	links: {
		installed: 'Kurulu',
		loads: 'Yükleniyor',
		'sees-card': 'Kartı görüyor',
	},
	/** What stands behind a link that holds. */
	module: (description: string, version: string) => `${description} ${version}`.trim(),
	tokens: (count: number) => `${count} kart`,
	noCard: 'kart takılınca bakılır',
	allHolds: 'Sürücü hazır: PIN işlemleri bu kartta sürücüyle yapılır.',
	ready: 'Sürücü hazır. Kart takılınca onu da görüp görmediğine bakılır.',
	reader: 'Okuyucu',
	usbReader: (name: string, usbId: string) => `${name} (USB ${usbId})`,
	readerWithoutDriver: (reader: string, driver: string) =>
		`${reader} takılı, ${driver} sürücüsü kurulu değil.`,
	nameless: 'Adsız okuyucu',
	installPackage: {
		debian: (name: string) => `Kurmak için: sudo apt install ${name}`,
		other: (driver: string) => `Sisteminizin paket yöneticisiyle kurun: ${driver}`,
	},

	broken: {
		missing: {
			what: 'AKİS sürücüsü bu bilgisayarda bulunamadı.',
			safe: 'Sertifikalar sürücüsüz de okunur.',
			now: 'İndirip kurun; ekran kendiliğinden yenilenir. Başka yerdeyse: muhurdar config set card.module YOL',
		},
		'in-use': {
			what: 'Sürücüyle başka bir işlem sürüyor.',
			safe: 'O işlem kesilmedi.',
			now: 'Biraz sonra r ile yeniden bakın.',
		},
		'sees-no-card': {
			what: 'Sürücü çalışıyor, kartı görmüyor.',
			safe: 'Karta bir şey gönderilmedi.',
			now: 'Kartı çıkarıp takın, r ile yeniden bakın. Sürerse kartı kullanan öbür programları kapatın.',
		},
		'sees-other-card': {
			what: 'Sürücü başka bir kart görüyor, okuyucudakini görmüyor.',
			safe: 'Karta bir şey gönderilmedi; PIN yalnız aynı karta gönderilir.',
			now: 'Öbür kartları çıkarın, r ile yeniden bakın.',
		},
	},
	refused: {
		'path-not-absolute': { ...file, why: 'Yol / ile başlamıyor.', now: chosePath },
		'not-found': { ...file, why: 'Verilen yerde dosya yok.', now: chosePath },
		'not-a-file': { ...file, why: 'Verilen yerdeki bir dosya değil.', now: chosePath },
		'not-readable': {
			...file,
			why: 'Dosya bu kullanıcıya okunur değil.',
			now: 'Okuma iznini verin ya da sürücüyü yeniden kurun.',
		},
		'not-a-library': { ...file, why: 'Dosya bir program kitaplığı değil.', now: installAgain },
		'other-system': { ...file, why: 'Dosya başka bir işletim sistemi için.', now: installAgain },
		'other-machine': { ...file, now: installAgain },
		'owner-not-root': { ...file, now: onKiosk },
		'writable-by-others': { ...file, now: onKiosk },
	},
	/** Closer, for the refusals that name something. */
	refusedWhy: {
		'other-machine': (found: string, needed: string) =>
			`Başka bir işlemci için: ${found}. Gereken: ${needed}.`,
		'owner-not-root': (path: string) => `Sahibi root değil: ${path}`,
		'writable-by-others': (path: string) => `Başkaları da değiştirebiliyor: ${path}`,
	},
	failed: {
		'binding-missing': {
			what: 'PKCS#11 eklentisi (pkcs11js) bu bilgisayarda derlenmemiş.',
			safe: 'Sürücü yüklenmedi.',
			now: 'Programın klasöründe npm start yazın.',
		},
		'process-failed': {
			what: 'Sürücü için ayrı süreç başlatılamadı.',
			safe: 'Sürücü yüklenmedi.',
			now: 'r ile yeniden deneyin. Sürerse belleğe ve süreç sınırlarına bakın.',
		},
		'not-loadable': {
			what: 'Sistem, sürücü dosyasını yükleyemedi.',
			safe: ownProcess,
			now: `Eksik olan ayrıntıda yazar (d). ${installAgain}`,
		},
		'no-entry-point': {
			what: 'Dosya bir kitaplık, ama PKCS#11 sürücüsü değil.',
			safe: ownProcess,
			now: installAgain,
		},
		'not-started': {
			what: 'Sürücü başlamadı.',
			safe: ownProcess,
			now: 'r ile yeniden deneyin. Sürerse sürücüyü yeniden kurun; neden ayrıntıda yazar (d).',
		},
		crashed: {
			what: 'Sürücü çöktü.',
			safe: ownProcess,
			now: 'r ile yeniden deneyin. Sürerse sürücüyü yeniden kurun: Kamu SM, "Sürücü" menüsü.',
		},
		'no-answer': {
			what: 'Sürücü süresi içinde yanıt vermedi, süreci kapatıldı.',
			safe: ownProcess,
			now: 'Kartı çıkarıp takın, r ile yeniden deneyin.',
		},
		garbled: {
			what: 'Sürücüden anlaşılmayan bir yanıt geldi.',
			safe: ownProcess,
			now: 'r ile yeniden deneyin. Sürerse sürücüyü yeniden kurun: Kamu SM, "Sürücü" menüsü.',
		},
		'not-confirmed': {
			what: 'Gelen imzayı sertifika doğrulamadı.',
			safe: 'İmza kullanılmadı, kimseye verilmedi.',
			now: 'Kartı yeniden takıp bir kez daha deneyin. Sürerse çağrı merkezini arayın: 444 5 576.',
		},
		'several-tokens': {
			what: 'Sürücü, kartın sertifikasını birden çok kartta görüyor; hangisinin bu kart olduğu bilinemiyor.',
			safe: 'PIN gönderilmedi.',
			now: 'Bu kart dışındaki kartları çıkarıp yeniden deneyin.',
		},
		'no-token': {
			what: 'Sürücü çalışıyor, kartı görmüyor.',
			safe: ownProcess,
			now: 'Kartı çıkarıp takın, r ile yeniden bakın.',
		},
		'call-failed': {
			what: 'Sürücü istenen işi yapamadı.',
			safe: ownProcess,
			now: 'Kartı kullanan öbür programları kapatın, r ile yeniden deneyin. Neden ayrıntıda yazar (d).',
		},
	},
};
