import type { CardHappening } from './card-log.ts';
import type { GuidedTask } from './guided-task.ts';
import type { JournalledEnd, JournalledEvent } from './timeline-history.ts';

/*
 * By which words what happened is found, folded, in both languages: whoever asks a colleague searches in either. A test
 * holds them against the words of the screen.
 */

type WhatKey =
	| CardHappening['kind']
	| Extract<JournalledEvent, { readonly kind: unknown }>['kind']
	| GuidedTask
	| Exclude<JournalledEvent['event'], 'change-intended' | 'card-act-intended' | 'guided-begun'>;

export const WHAT_WORDS: Readonly<Record<WhatKey, string>> = {
	inserted: 'kart takildi card put in inserted',
	trouble: 'kart sorun kullanimda yanit yok okunamadi card trouble in use no answer not read',
	read: 'kart okundu sertifika card read certificates',
	removed: 'kart cikarildi card taken out removed',
	tries: 'pin hakki tries',
	checked: 'zincir iptal durumu soruldu denetim chain revocation checked',
	'session-begun': 'oturum acildi giris session opened login',
	'session-ended':
		'oturum oturumun kapatildi burada suresi doldu baska bir yerden giris session closed here expired someone elsewhere',
	'pins-given': 'pin puk bilgisi goruntulendi shown',
	'pin-document-given': 'parolalarimi kaydet pdf saved',
	activate: 'kullanima ac sitede activate',
	revoke: 'sertifikami iptal et sitede revoke',
	'update-details': 'bilgi guncelle sitede update details',
	'change-phone': 'cep telefonunu degistir change phone',
	'change-security-word': 'guvenlik sozcugunu degistir change security word',
	'reset-security-word': 'guvenlik sozcugumu unuttum forgot security word',
	'delete-pins': 'parolalarimi sil delete pins',
	'start-unlock': 'kilit cozme istegi unlock',
	'report-unlock': 'kilit cozme sonuc bildirimi unlock report',
	'verify-pin': 'pin dogrula test verify',
	'change-pin': 'pin degistir change',
	'unblock-pin': 'pin kilidini ac unblock',
	sign: 'muhru sina imza try the seal sign',
	'log-in': 'giris sitede login site',
	'pin-or-unlock': 'pin olusturma kilit cozme sitede unlock site',
	'pin-view': 'pin puk bilgisi sitede site',
	replace: 'yeni sertifika basvurusu new certificate sitede site',
};

type OutcomeKey = JournalledEnd['outcome'];

export const OUTCOME_WORDS: Readonly<Record<OutcomeKey, string>> = {
	done: 'yapildi done',
	refused: 'yapilmadi kabul etmedi refused not done',
	'not-sent': 'yapilmadi gonderilemedi not sent not done',
	'not-known': 'sonuc bilinmiyor kayit kapatildi not known closed',
	'not-begun': 'baslamadi gonderilmedi not begun not sent',
	unknown: 'bilinmiyor belirsiz unknown',
	'seen-online': 'dogrulandi iptal hizmeti confirmed',
	'seen-on-card': 'dogrulandi kart confirmed',
	'told-done': 'yapildi dediniz you said done',
	'told-not-done': 'yapilmadi dediniz you said not done',
};
