const open = [
	'onlineislemler.kamusm.gov.tr adresini açın.',
	'e-Devlet ile giriş yapın ve Kamu SM’ye dönün.',
	'Ürün menüsünden Mali Mühür’ü seçin.',
];
const labelsOf2014 = 'Menü adları 2014 rehberindendir; sitenin bugünkü ekranı farklı olabilir.';

/** Guided mode: what is done on the authority's own site. Labels in quotation marks are the site's. */
export const guidedTr = {
	badge: 'REHBERLİ',
	start: 'Portal işleri Kamu SM’nin sitesinde yapılır; burası yol gösterir ve karta bakar.',
	step3: 'Bu kipte portala bağlanılmaz: siteyi siz açarsınız, burası ne yapacağınızı söyler.',
	step3Now: 'Adresi tarayıcıda açın. a ile adres ve QR kodu görünür. Enter ile devam edin.',
	intro: 'Sitede yapacağınız işi seçin.',
	needsCard: 'kartı takın',
	leftOpen: (date: string) => `yarım: ${date}`,
	final: 'İptal geri alınamaz. Yenisi ücretlidir.',
	willBeWritten: 'Siteye gitmeden önce kayıt defterine yazılır.',
	enterBegins: 'Enter başlatır, Esc vazgeçer.',
	writing: 'Kayıt defterine yazılıyor.',
	addressKey: 'a: adres büyük ve QR kodu olarak',
	enterAfter: 'Sitedeki işiniz bitince Enter.',
	cardOut: 'Kart okuyucuda değil. İşin kartını takın.',
	cardOther: 'Okuyucudaki kart bu işin kartı değil. İşin kartını takın.',
	datesOnly: 'Yalnız tarihlere bakıldı; iptal ve askı durumu sorulmadı.',
	whatCameOfIt: 'Sitede ne oldu? Burada görülmeyen, sizin söylediğiniz gibi yazılır.',
	answers: { done: 'Yapıldı', 'not-done': 'Yapılmadı', unsure: 'Emin değilim' },
	willLook: 'Yanıtınızdan sonra sertifikaların durumu Kamu SM’nin iptal hizmetine sorulur.',
	looking: (number: number, count: number, seconds: number) =>
		`Sertifika ${number}/${count} soruluyor (${seconds} sn). Esc beklemeyi bırakır.`,
	outcomes: {
		'seen-online': 'Doğrulandı: Kamu SM’nin iptal hizmeti aynı durumu bildiriyor.',
		'seen-on-card': 'Doğrulandı: kart bu PIN’i kabul etti.',
		'told-done': 'Yapıldı dediniz. Buradan görülmedi.',
		'told-not-done': 'Yapılmadı dediniz. Bir şey değişmedi sayılır.',
		unknown: 'Ne olduğu bilinmiyor. Sitede bakın ya da 444 5 576 numarasını arayın.',
	},
	states: {
		'not-yet-valid': 'henüz geçerli değil',
		valid: 'geçerli',
		expiring: 'geçerli, süresi yaklaşıyor',
		suspended: 'askıda',
		revoked: 'iptal edilmiş',
		expired: 'süresi dolmuş',
		unknown: 'bilinmiyor',
	},
	unseen: {
		'card-gone': 'Kart okuyucuda değil; sertifikaları sorulamadı.',
		'not-shown': 'İptal hizmeti bunu göstermiyor. Yeni durum geç yayımlanabilir; sonra yeniden bakın.',
	},
	tryPin: 'Yeni PIN’i kartta doğrulamak için p ile PIN’i sınayın.',
	enterCloses: 'Enter kaydeder ve listeye döner.',
	tasks: {
		'log-in': {
			name: 'Giriş',
			about: 'Sitede kim olduğunuzu gösterirsiniz; güvenlik sözcüğü ve SMS burada sorulmaz.',
			steps: open,
			notKnown: 'Giriş e-Devlet ile yapılır; ekranlar burada görülmez.',
		},
		'pin-or-unlock': {
			name: 'PIN Oluşturma / Kilit Çözme',
			about: 'Kartın PIN’i sitede ve indirilen uygulamayla oluşturulur. PUK’u elle denemeyin.',
			steps: [
				...open.slice(0, 2),
				'“PIN Oluşturma / Kilit Çözme” maddesini seçin.',
				'Kilit çözme uygulamasını indirip başlatın.',
				'Sitedeki doğrulama kodunu uygulamaya yazın.',
				'Kartı seçin, yeni PIN’i ve SMS kodunu yazın, “Doğrula” deyin.',
			],
			notKnown: 'Uygulama kartı kullanırken burada kart meşgul görünebilir.',
		},
		'pin-view': {
			name: 'PIN / PUK Bilgisi',
			about: 'PIN’i sitede görür, PDF olarak kaydeder ya da silersiniz.',
			steps: [...open, '“PIN / PUK Bilgisi” maddesini seçin.'],
			notKnown: 'Sitenin PIN’i bugün de gösterip göstermediği bilinmiyor.',
		},
		activate: {
			name: 'Kullanıma Aç',
			about: 'Askıdaki sertifikayı kullanıma açar.',
			steps: [...open, '“Kullanıma Aç” maddesini seçin ve onaylayın.'],
			notKnown: labelsOf2014,
		},
		revoke: {
			name: 'Sertifikamı İptal Et',
			about: 'Sertifikayı bir daha kullanılmayacak şekilde iptal eder.',
			steps: [...open, '“Sertifikamı İptal Et” maddesini seçin.', 'Seri numarasını karşılaştırıp onaylayın.'],
			notKnown: 'Telefonla da yapılır: 444 5 576. Menü adı 2014 rehberindendir.',
		},
		'update-details': {
			name: 'Bilgi Güncelle',
			about: 'Telefon, e-posta, adres gibi bilgiler. Sertifikadaki unvan değişmez.',
			steps: [...open, '“Bilgi Güncelle” maddesini seçin.'],
			notKnown: labelsOf2014,
		},
		replace: {
			name: 'Yeni sertifika başvurusu',
			about: 'İptal edilen ya da süresi dolan mührün yerine yenisi istenir; ücretlidir, 3-7 iş günü sürer.',
			steps: ['Adresi açın.', 'Başvuru formunu doldurun ve ödeyin.'],
			notKnown: 'Güncel ücret bilinmiyor; sitede yazar.',
		},
	},
};
