/** The login at another site: where the person goes, and what is known of it from here. Short: the smallest screen holds all of it. */
export const elsewhereTr = {
	starting: (seconds: number) => `Giriş kodu isteniyor (${seconds} sn). Vazgeçmek için Esc.`,
	where: (site: string) =>
		`Kimlik başka bir sitede doğrulanır: ${site}. Adresi tarayıcıda açın, kodu yazıp onaylayın.`,
	address: 'Adres',
	code: 'Kod',
	compare: 'Öteki sitede kod aynı değilse onaylamayın.',
	waiting: (clock: string) => `Onayınız bekleniyor; kalan süre ${clock}`,
	how: 'Onaylayınca burası kendiliğinden sürer. QR kodu için F8, vazgeçmek için Esc.',
	/** Of an address on this machine. */
	howHere: 'Bu adres yalnız bu bilgisayarda açılır. QR kodu için F8, vazgeçmek için Esc.',
	troubled: (clock: string) => `Kendiliğinden yeniden sorulur; kalan süre ${clock}`,
	over: {
		refused: 'Giriş öteki sitede reddedildi. Oturum açılmadı; kartta ve portalda bir şey değişmedi.',
		expired: 'Giriş kodunun süresi doldu. Oturum açılmadı; kartta ve portalda bir şey değişmedi.',
	},
	overHow: 'Yeni bir kod istemek için Enter; giriş yöntemine dönmek için Esc.',
	/** Sandbox. */
	strip: (holderNumber: string) => `deneme kimliği  F6 ile ${holderNumber} olarak onaylanır`,
};
