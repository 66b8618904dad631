import { tr } from './tr.ts';

/* What reads otherwise where the portal goes the way `current`: login at another site, and a PIN that its holder chooses. */

const UNLOCK = 'PIN Oluşturma / Kilit Çözme';

export const trCurrent: typeof tr = {
	...tr,
	steps: { ...tr.steps, 5: { short: 'Kimlik doğrulama', title: '5. Adım · Kimlik doğrulama' } },
	start: {
		...tr.start,
		hints: {
			...tr.start.hints,
			login: 'giriş başka bir sitede yapılır',
			noSession: 'kimlik başka bir sitede doğrulanır',
			pinsSeen: 'PIN oluşturuldu',
			pins: 'PIN burada oluşturulur',
		},
	},
	about: {
		...tr.about,
		start: [
			'Altı adımı sırayla izleyin. Koşulu sağlanan adım kendiliğinden işaretlenir; koşul kalkarsa işaret de kalkar.',
			'Yanınızda olsun: mali mühür kartı, kart okuyucu ve kimliğinizi doğrulayacağınız telefon ya da tarayıcı.',
			'Başlamadan önce uyarıları okuyun.',
		],
		4: [
			'Bu portal kimliğinizi kendisi sormaz; başka bir sitede doğrulamanızı ister.',
			'Rehberdeki Şifreli Giriş ve E-İmzalı Giriş bu portalda yoktur.',
		],
		5: [
			'Ekrandaki kod yalnız bu giriş içindir. Kodu kimseyle paylaşmayın.',
			'Parolanızı buraya değil, yalnız öteki siteye yazın.',
		],
	},
	portal: {
		...tr.portal,
		operationNames: { ...tr.portal.operationNames, unlock: UNLOCK },
	},
	menu: {
		...tr.menu,
		entries: { ...tr.menu.entries, unlock: UNLOCK },
	},
	update: {
		...tr.update,
		afterwards: { ...tr.update.afterwards, word: 'Güvenlik sözcüğü değişti.' },
	},
	warnings: {
		...tr.warnings,
		items: [
			'PIN’i siz belirlersiniz. Portal PIN’i saklamaz ve gösteremez; güvenli biçimde saklanması kurumun sorumluluğundadır.',
			'PIN’i bir kâğıda yazarsanız kâğıdı karttan ayrı, kilitli bir yerde saklayın.',
			`PIN unutulursa ya da 3 (üç) kere hatalı girilip kilitlenirse "${UNLOCK}" ile yeni PIN belirlenir; eski PIN geçersiz olur.`,
			'PUK 3 (üç) kere hatalı girilirse kart kalıcı olarak kilitlenir ve yeni kart gerekir; PUK’u elle denemeyin.',
		],
		source: 'REHB-001-006 (2014) uyarılarından, PIN saklamayan portalda geçerli olanlar',
	},
	unlock: {
		...tr.unlock,
		intro:
			'Karta, sizin belirlediğiniz yeni PIN yazılır; kilitli kartın kilidi de çözülür. Bunun için gereken PUK portaldan gelir; ekranda gösterilmez, elle yazılmaz.',
		maybeNotLocked:
			'Kartta bir PIN varsa geçersiz olur; üzerinde o PIN yazan her kâğıt da. PIN’inizi biliyorsanız Esc ile vazgeçin.',
		ready:
			'Kart okuyucuda ve bu hesabın kartı. İşlem bitene kadar kartı çıkarmayın. Enter ile yeni PIN’i yazmaya geçin.',
		cardDone: 'Yeni PIN karta yazıldı.',
		portalHasOldPin: tr.unlock.reportAgain,
		overAtPortal:
			'Portal bu işlemi bitmiş sayıyor. Seçtiğiniz PIN kartta geçmezse çağrı merkezini arayın: 444 5 576. Enter ile menüye dönün.',
		afterwards:
			'Yeni PIN’i yalnız siz biliyorsunuz; portalda saklanmaz, gösterilmez. Unutursanız aynı yoldan yenisini belirlersiniz. Enter ile menüye dönün.',
	},
	cardPin: {
		...tr.cardPin,
		sandboxHint: `Deneme kartının PIN’ini siz oluşturursunuz: 6. Adım, ${UNLOCK}.`,
		lastTryFacts:
			'PIN henüz gönderilmedi. Emin değilseniz Esc ile vazgeçin, kart olduğu gibi kalır. Yeni PIN portaldan oluşturulur: 6. Adım.',
		portalKeepsOld: 'Portal PIN saklamaz; kartta değişen PIN’i yalnız siz bilirsiniz.',
		wrong: {
			pin: {
				...tr.cardPin.wrong.pin,
				now: `Emin olmadan yeniden denemeyin. Yeni PIN oluşturmak için: 6. Adım, ${UNLOCK}.`,
			},
			puk: {
				...tr.cardPin.wrong.puk,
				now: `PUK’u kesin bilmeden yeniden denemeyin. Kilit portaldan da çözülür: 6. Adım, ${UNLOCK}.`,
			},
		},
		blocked: {
			...tr.cardPin.blocked,
			pin: { ...tr.cardPin.blocked.pin, now: `Kilidi çözmek için: 6. Adım, ${UNLOCK}.` },
		},
		refused: {
			...tr.cardPin.refused,
			'last-puk-try': {
				...tr.cardPin.refused['last-puk-try'],
				now: `Kilidi portaldan çözün: 6. Adım, ${UNLOCK}.`,
			},
			'puk-tries-unknown': {
				...tr.cardPin.refused['puk-tries-unknown'],
				now: `Kilidi portaldan çözün: 6. Adım, ${UNLOCK}.`,
			},
		},
	},
	refusals: {
		...tr.refusals,
		'unblock-not-public': `Bu kartın kilidinin nasıl açıldığı herkese açık değil. Kilidi portaldan çözün: 6. Adım, ${UNLOCK}.`,
		'pin-blocked': `PIN kilitli, sorulmaz. Kilidi çözmek için: 6. Adım, ${UNLOCK}.`,
		'last-puk-try': `Tek PUK hakkı kalmış; yanlış olursa kart bir daha açılmaz. Kilidi portaldan çözün: 6. Adım, ${UNLOCK}.`,
		'puk-tries-unknown': `Kalan PUK hakkı bilinmiyor, son hak olabilir. Kilidi portaldan çözün: 6. Adım, ${UNLOCK}.`,
	},
	problems: {
		...tr.problems,
		'session-replaced': () =>
			'Başka bir yerden giriş yapıldı; bu oturum bitti, bilgiler silindi. Siz değilseniz çağrı merkezini arayın: 444 5 576.',
	},
};
