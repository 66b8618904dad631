/** Lines that can be typed as they stand, and what each does. */
export const commandExamplesTr = {
	screens: [
		['muhurdar', 'deneme ortamında açar; ayarlarda portal varsa onunla'],
		['muhurdar --guided', 'gerçek kartla, portala bağlanmadan: Kamu SM’nin sitesinde ne yapılacağını söyler'],
		['muhurdar --kiosk --portal https://portal.example.com/', 'herkesin kullandığı bir bilgisayarda'],
	],
	check: [
		['muhurdar check', 'mühür bu bilgisayarda çalışıyor mu, PIN sormadan'],
		['muhurdar check --sign --holder 4540536920', 'bu numaranın mührüne imza attırır ve imzayı doğrular'],
		['muhurdar check --pdf denetim.pdf', 'e-fatura yazılımının desteğine gönderilecek sayfayı yazar'],
	],
	status: [['muhurdar status --json', 'makineler için, tek bir JSON nesnesi']],
	watch: [['muhurdar watch --json --reader ACS', 'her olay için bir JSON satırı']],
	doctor: [
		['muhurdar doctor --bundle rapor.json', 'kişisel bilgisi çıkarılmış raporu destek için dosyaya yazar'],
		[
			'muhurdar doctor --fix',
			'okuyucuyu kullanmak için eksik olanı ve geri almasını gösterir, bir şey yapmaz',
		],
		['sudo muhurdar doctor --fix', 'aynısını gösterir, sorar, onaylanırsa yapar'],
		['muhurdar doctor --open rapor.json', 'başka bir bilgisayarın raporunu gösterir'],
	],
	inspect: [['muhurdar inspect --check muhur.pem', 'zinciri tamamlar, iptal durumunu sorar']],
	expiring: [
		[
			'muhurdar expiring --within 60d --critical 20d muhur.pem',
			'izleme yazılımı için: bitişine 60 gün kala uyarır',
		],
	],
	metrics: [['muhurdar metrics --check', 'ölçümleri yazar, iptal durumunu da sorar']],
	seals: [
		['muhurdar seals add *.pem', 'deftere dosyalardan mühür ekler'],
		['muhurdar seals list izmir --only ending --within 60d', '60 gün içinde bitecekleri arar'],
		['muhurdar seals lost 4540536920 dilekce.pdf', 'kart kaybolunca: ne yapılır, ve dilekçe'],
		['muhurdar seals export --csv musteriler.csv', 'defteri tablo programları için verir'],
	],
	sandbox: [
		['muhurdar sandbox --port 8443 --card vpcd', 'deneme portalını ve sanal kartları hizmet olarak açar'],
	],
	config: [
		['muhurdar config set portal.address https://portal.example.com/', 'bu kullanıcının portalı'],
		[
			'sudo muhurdar config set --system portal.address https://portal.example.com/',
			'bu bilgisayardaki herkesin portalı',
		],
		['muhurdar config get --origin', 'bütün ayarlar ve nereden geldikleri'],
	],
	audit: [
		['muhurdar audit verify', 'gerçek portaldaki işlemlerin günlüğünü denetler'],
		['muhurdar audit verify --stdin < kiosk-1.jsonl', 'toplayıcıdaki bir kioskun günlüğünü denetler'],
		['muhurdar audit show 7K4P-3MTY', 'ekranda bu numarayla görünen işlemin kayıtlarını gösterir'],
		['muhurdar audit show --of sandbox', 'deneme ortamının günlüğünü gösterir'],
	],
	authorities: [['muhurdar authorities fetch', 'mali mühür yayıncılarının sertifikalarını getirir']],
	'portal-check': [
		['muhurdar portal-check https://portal.example.com/', 'yazdığınız portalın sözleşmeye uyduğunu denetler'],
	],
	explain: [['muhurdar explain 6983', 'bir kodu anlatır']],
	help: [['muhurdar help expiring', 'bir komutun yardımı']],
} satisfies Readonly<Record<string, readonly (readonly [line: string, explained: string])[]>>;
