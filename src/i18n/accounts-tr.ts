/** The sandbox's accounts. */
export const accountsTr = {
	title: 'Deneme hesapları',
	intro:
		'Şifreli Giriş’te bir hesabın numarasını, resimdeki yazıyı ve güvenlik sözcüğünü yazın. SMS kodu ekranın altında görünür.',
	card: 'Hepsi uydurmadır. Sanal kart ilk hesabındır; kart isteyen işlemler yalnız onunla denenir.',
	toType: (number: string, word: string) => `numara ${number}   sözcük ${word}`,
	wordChanged: '(değiştirildi)',
	/** What there is to see in each. */
	shows: {
		'card-in-reader': 'Kartı okuyucudadır. Bütün işlemler baştan sona denenir.',
		'turkish-letters': 'Adında ve sözcüğünde ı, ğ, ö gibi harfler vardır. Kartı burada değildir.',
		'natural-person': 'Gerçek kişidir. VKN yerine T.C. kimlik numarasıyla girilir.',
		suspended: 'Sertifikaları askıdadır. Kullanıma Aç denenir.',
		expired: 'Sertifikalarının süresi dolmuştur. PIN verilmez, sertifikalar değiştirilemez.',
		revoked: 'Sertifikaları iptal edilmiştir. İptalden sonra nelerin yapılabildiği görülür.',
		'two-cards': 'İki kartı vardır. PIN bilgisi kart kart gösterilir, iptalde sertifikalar seçilir.',
		'many-cards': '250 kartı ve 500 sertifikası vardır. Uzun tabloda arama ve sayfalar denenir.',
	},
};
