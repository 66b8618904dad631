/** The command `doctor`. */
export const trDoctor = {
	links: {
		service: 'PC/SC hizmeti',
		reader: 'Okuyucu',
		card: 'Kart',
		driver: 'Sürücü',
		certificates: 'Sertifikalar',
		portal: 'Portal',
		terminal: 'Terminal',
		neighbours: 'Programlar',
	},
	states: { ok: 'iyi', trouble: 'sorun var', 'not-needed': 'gerekmez', unknown: 'bilinmiyor' },
	driverNow: {
		missing:
			'Kamu SM’nin "Sürücü" menüsünden indirip kurun. Başka yerdeyse: muhurdar config set card.module YOL',
		'in-use': 'Biraz sonra komutu yeniden çalıştırın.',
		'sees-no-card':
			'Kartı çıkarıp takın, komutu yeniden çalıştırın. Sürerse kartı kullanan öbür programları kapatın.',
		'sees-other-card': 'Öbür kartları çıkarın, komutu yeniden çalıştırın.',
		failed:
			'Kartı çıkarıp takın, komutu yeniden çalıştırın. Sürerse sürücüyü Kamu SM’nin "Sürücü" menüsünden yeniden kurun.',
	},
	certificates: {
		expired:
			'Mührün süresi dolmuş; bu mühürle iş yapılamaz. Kart olduğu gibi duruyor. Bilgisayarın tarihini denetleyin, doğruysa yenileme başvurusu yapın.',
		'not-yet-valid':
			'Mührün süresi henüz başlamadı. Kart olduğu gibi duruyor. Bilgisayarın tarihini denetleyin, doğruysa o günü bekleyin.',
		expiring: 'Mührün süresi yakında doluyor. Bugün kullanılabilir. Yenileme başvurusu yapın.',
	},
	sandboxPortal: 'DENEME ORTAMI programın içindedir',
	terminal: {
		absent: 'komut bir terminalde çalışmıyor',
		recorded: (recorder: string) => `gösterilenler şurada kalabilir: ${recorder}`,
		noCursor:
			'Terminalde imleç yönetilemiyor (TERM). Tam ekran açılmaz, komutlar çalışır. Başka bir terminal kullanın.',
		tooSmall: (columns: number, rows: number) =>
			`Terminal küçük. Hiçbir şey kaybolmaz. Pencereyi en az ${columns}×${rows} olacak kadar büyütün.`,
	},
	/** Other programs on the same computer. */
	neighbours: {
		program: (name: string, pid: number, uses: string) => `${name} (süreç ${pid}): ${uses}`,
		uses: { 'card-service': 'kart hizmetini kullanıyor', 'akis-driver': 'AKİS sürücüsünü yüklemiş' },
		noProgram: 'şu anda kart hizmetini kullanan başka program görünmüyor',
		closed: 'başka kullanıcıların programlarına bakılamadı; hepsini root görür',
		places: {
			'akis-driver': 'AKİS sürücüsü',
			'java-keystore': 'Java anahtar deposu',
			'certificate-store': 'Sertifika deposu',
		},
		noPlace: 'e-fatura programlarının baktığı bilinen yerlerin hiçbirinde dosya yok',
	},
	openedHead: (program: string, at: string) => `${program} · rapor zamanı ${at}`,
	openProblems: {
		'not-readable': 'Rapor okunamadı. Yolu ve izinlerini denetleyin.',
		'no-report': 'Bu dosya doctor --bundle ile yazılmış bir rapor değil ya da bozuk.',
	},
	bundleHint: 'Raporda ad ve tam numara yoktur; birine vermeden önce bakın.',
};
