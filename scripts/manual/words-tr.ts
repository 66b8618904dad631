import type { ManualWords } from './words-en.ts';

/** What the manual pages say beside the help, in Turkish. */
export const manualTr: ManualWords = {
	volume: 'Mühürdar',
	titles: {
		name: 'AD',
		synopsis: 'KULLANIM',
		description: 'AÇIKLAMA',
		options: 'SEÇENEKLER',
		commands: 'KOMUTLAR',
		examples: 'ÖRNEKLER',
		exit: 'ÇIKIŞ KODU',
		environment: 'ORTAM DEĞİŞKENLERİ',
		files: 'DOSYALAR',
		seeAlso: 'AYRICA BAKINIZ',
		settings: 'AYARLAR',
		security: 'GÜVENLİK',
		operation: 'İŞLETİM',
	},
	options: 'Seçenekler:',
	values: 'Değeri:',
	default: (value: string) => `Yazılmazsa: ${value}.`,
	variable: (name: string) => `Değişkeni: ${name}.`,
	program: {
		name: 'mali mührü kullanıma al ve ona bak',
		description: [
			'muhurdar, mali mühür için tam ekran çalışan bir programdır. Mali mühür, kurumların fatura mühürlediği, AKİS akıllı kartındaki sertifikadır. Program kartı okur, portalda rehberin altı adımını izler, tarihlere, PIN’lere ve iptal durumuna bakar.',
			'Ayarlarda portal yoksa deneme ortamını açar: programın içindeki deneme portalı ve sanal kartlar. Her ekranda DENEME ORTAMI yazar.',
			'Her ekranda F1 o ekranın tuşlarını gösterir.',
		],
		exit: [
			['0', 'yapıldı'],
			['1', 'yapılamadı; çıktı sonuna kadar yazılamadığında da'],
			['2', 'yanlış kullanım'],
			['3', 'okuyucu ya da kart yok'],
			['4', 'portala ulaşılamıyor ya da portal kabul etmedi'],
			['5', 'PIN kilitli ya da güvenlik için gönderilmedi'],
			['129, 130, 143', 'SIGHUP, SIGINT, SIGTERM ile sona erdi'],
		],
		environment: [
			['MUHURDAR_...', 'bir ayar; bakınız muhurdar-config(5)'],
			['LC_ALL, LC_MESSAGES, LANG', 'ayarlarda dil yoksa dil: en... ise İngilizce, değilse Türkçe'],
			['NO_COLOR', 'renk kullanılmaz'],
			['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'ayarların, günlüklerin ve önbelleğin yeri'],
		],
		files: [
			['/etc/muhurdar/settings.json', 'bilgisayarın ayarları'],
			['~/.config/muhurdar/settings.json', 'kullanıcının ayarları'],
			['~/.local/state/muhurdar/journal/journal.jsonl', 'gerçek portalda ve kartlarda yapılanların günlüğü'],
			['~/.local/state/muhurdar/journal-deneme/journal.jsonl', 'deneme ortamında yapılanların günlüğü'],
		],
	},
	config: {
		name: 'muhurdar ayarları',
		description: [
			'Bir ayar dört yerden gelebilir; sonra gelen geçerlidir: bilgisayarın dosyası, kullanıcının dosyası, ortam değişkeni, komut satırı seçeneği.',
			'Her dosya, aşağıdaki adlarla yazılmış tek bir JSON nesnesidir. Bilinmeyen bir ad ya da geçersiz bir değer bütün dosyayı kullanılmaz yapar ve her açılışta söylenir: kiosk açılmaz, masa başında sorulur.',
			'"muhurdar config set AD DEĞER" kullanıcının dosyasına, --system ile bilgisayarınkine yazar. "muhurdar config get --origin" her ayarın nereden geldiğini söyler.',
			'Başkalarının yazabildiği dosya kullanılmaz. Bir ayarın ortam değişkeni, MUHURDAR_ ile başlayan büyük harfli adıdır; nokta ve tire yerine _ yazılır.',
		],
		example: 'Kiosklu bir bilgisayarın dosyası:',
	},
	kiosk: {
		name: 'herkese açık bilgisayarda ve SSH ile muhurdar',
		description: [
			'Kiosk tek bir programı gösterir. Yalnız görevli koduyla kapanır; boş kalınca yazılanları siler, oturumu kapatır ve başa döner. Ziyaretçiden diskte bir şey kalmaz.',
		],
		operation: [
			'Bilgisayarın portalını yazın, kioska görevli kodunu verin:',
			'Konsolda, oradaki giriş ekranının yerine başlatın:',
			'Yardım masası SSH ile bağlansın: her anahtar için, sahibi root olan /etc/muhurdar/authorized_keys dosyasında bir satır:',
			'muhurdar kullanıcısı terminalde yalnız programı görür. Komut, scp, sftp, yönlendirme ve başka terminal kabul edilmez; her oturum sistem günlüğüne yazılır:',
			'İstemcisi öldürülen oturum bir saniye içinde, yanıt vermeyen hat yaklaşık altı saniyede kapanır: portaldaki oturum kapatılır, kart sıfırlanır.',
			'Yükseltmeden sonra kiosk, birimi yeniden başlatılana kadar eski sürümle çalışır:',
		],
		security: [
			'Birimin hiçbir ayrıcalığı yoktur; sistem salt okunurdur, aygıt görmez. Kart ve yazdırma hizmetlerine soketlerinden, USB belleklere /media ve /run/media altından ulaşır.',
			'muhurdar grubundakiler kart okuyucularını koltuk olmadan kullanabilir (polkit). Görevli kodundan başka hiçbir gizli bilgi ayarlarda durmaz; o da özet olarak, bilgisayarın değil muhurdar kullanıcısının ayarlarındadır.',
		],
		files: [
			['/usr/lib/systemd/system/muhurdar-kiosk@.service', 'birim; örneği konsolun adıdır (tty1)'],
			['/etc/ssh/sshd_config.d/50-muhurdar.conf', 'SSH’nin muhurdar kullanıcısına verdiği'],
			['/etc/muhurdar/authorized_keys', 'bu kullanıcıyla kimin bağlanabildiği'],
			['/usr/share/polkit-1/rules.d/50-muhurdar.rules', 'kart okuyucularını kullanma izni'],
			['/var/lib/muhurdar', 'muhurdar kullanıcısının klasörü; purge, günlükleriyle birlikte siler'],
		],
	},
};
