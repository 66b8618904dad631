/** Codes of the command `check`. */
export const explainCheckTr = {
	'reader-driver-missing': {
		what: 'Okuyucu USB’ye takılı, ama kurulu sürücülerin hiçbiri onu tanımıyor.',
		now: 'Gereken paketi görmek için: muhurdar doctor --fix. MİLKO için libccid, ACR39T için libacsccid1.',
	},
	'no-usb-reader': {
		what: 'USB’de kart okuyucu görünmüyor.',
		now: 'Okuyucuyu başka bir USB yuvasına takın; sanal makinede USB’yi makineye bağlayın.',
	},
	'clock-skewed': {
		what: 'Bilgisayarın saati, sorulan web sunucularınınkinden iki dakikadan çok farklı.',
		now: 'Saati ve saat dilimini düzeltin, komutu yeniden çalıştırın.',
	},
	'clocks-disagree': {
		what: 'Sorulan web sunucularının saatleri birbirini tutmuyor.',
		now: 'Saati güvendiğiniz bir saatle karşılaştırın; başka sunucular: muhurdar config set check.clocks',
	},
	'no-clock': {
		what: 'Saati sorulacak web sunucularının hiçbirinden yanıt alınamadı.',
		now: 'Ağı ve vekil sunucu ayarını (proxy) denetleyin.',
	},
	'chain-untrusted': {
		what: 'Sertifika zinciri Kamu SM’nin köküne güvenle çıkmıyor.',
		now: 'Nedeni için: muhurdar inspect --check; çağrı merkezi 444 5 576.',
	},
	'chain-incomplete': {
		what: 'Yayıncı sertifikası yok ve getirilemedi; zincir köke kadar doğrulanamadı.',
		now: 'Ağı denetleyin ya da: muhurdar authorities fetch',
	},
	revoked: {
		what: 'Sertifika iptal edilmiş; bir daha kullanılamaz.',
		now: 'Yeni mühür için başvuru yapın. İptalden haberiniz yoksa 444 5 576.',
	},
	suspended: {
		what: 'Sertifika askıda; askı kaldırılana kadar kullanılamaz.',
		now: 'Kamu SM’nin sitesinde Kullanıma Aç işlemini yapın.',
	},
	'authority-revoked': {
		what: 'Yayıncının sertifikası iptal edilmiş ya da askıda.',
		now: 'Çağrı merkezini arayın: 444 5 576.',
	},
	'revocation-unknown': {
		what: 'Sertifikanın iptal edilip edilmediği öğrenilemedi.',
		now: 'Ağı denetleyip komutu yeniden çalıştırın.',
	},
	'pin-blocked': {
		what: 'Kartın PIN’i kilitli.',
		now: 'Kamu SM’nin sitesinde PIN Oluşturma / Kilit Çözme işlemini yapın; PUK denemeyin.',
	},
	'last-try': {
		what: 'PIN için son deneme kalmış olabilir; PIN gönderilmedi.',
		now: 'PIN’den emin değilseniz denemeyin. Ekrandaki Kart PIN işlemleri onay alarak dener.',
	},
	'tries-unknown': {
		what: 'Kart kaç PIN denemesi kaldığını söylemiyor.',
		now: 'PIN’den emin değilseniz denemeyin.',
	},
	'wrong-pin-entered': {
		what: 'Karta son doğru PIN’den sonra yanlış PIN girilmiş.',
		now: 'PIN’den emin değilseniz denemeyin. Doğru PIN sayacı yeniler.',
	},
	'wrong-pin': {
		what: 'Yazılan PIN yanlış; bir deneme gitti.',
		now: 'PIN’i bulmadan yeniden denemeyin.',
		safe: 'PIN karta bir kez gönderildi, kartta başka bir şey değişmedi.',
	},
	'several-holders': {
		what: 'Okuyucularda birden çok sahibin mührü var; PIN sorulmadı.',
		now: 'Hangi mühür olduğunu yazın: --holder NUMARA',
	},
	'no-signing-certificate': {
		what: 'Kartta mali mührün imza sertifikası (SIGN0) yok.',
		now: 'Doğru kartı takın; sürerse 444 5 576.',
	},
	'given-up': { what: 'PIN yazılmadı; imza denenmedi.', now: 'Denemek için komutu yeniden çalıştırın.' },
	'no-way': {
		what: 'Bu kart bu bilgisayarda imza atamıyor; çoğu zaman AKİS sürücüsü eksiktir.',
		now: 'Sürücü satırında yazanı yapın, komutu yeniden çalıştırın.',
	},
	'left-open': {
		what: 'İmzadan sonra kart sıfırlanamadı; PIN girilmiş kalmış olabilir.',
		now: 'Kartı hemen okuyucudan çıkarın.',
		safe: 'İmza doğrulandı. Kart çıkarılınca girilmiş PIN unutulur.',
	},
};
