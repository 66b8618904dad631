import { z } from 'zod';

/* The bounded texts and numbers that the contract's schemas are made of. */

export const shortText = z.string().min(1).max(200);
export const longText = z.string().min(1).max(1000);

/** Goes into a path or, as a bearer token, into a header: the unreserved characters of RFC 3986 only. */
export const token = z.string().regex(/^[A-Za-z0-9._~-]{16,200}$/);

export const seconds = z.number().int().min(0).max(86_400);
export const moment = z.iso.datetime();

/** 10 digits: tax number; 11: T.C. number of a natural person. */
export const holderNumber = z.string().regex(/^\d{10,11}$/);

/** Of a certificate: upper-case hexadecimal. */
export const serialNumber = z.string().regex(/^[0-9A-F]{2,40}$/);

/** Printed on the card and read from its chip: upper-case hexadecimal. */
export const cardSerial = z.string().regex(/^[0-9A-F]{2,64}$/);

/** E.164, of a Turkish mobile or land line. */
export const phoneNumber = z.string().regex(/^\+90\d{10}$/);

/** With mask: `+90 5•• ••• •• 17`. */
export const maskedPhone = z.string().min(1).max(40);

export const captchaAnswer = z.string().min(1).max(12);
export const securityWord = z.string().min(1).max(64);
/** Six characters at least for a new one: one private guide's word, and a sane bound. */
export const newSecurityWord = z.string().min(6).max(64);
export const smsCode = z.string().regex(/^\d{4,8}$/);
export const pinDigits = z.string().regex(/^\d{4,16}$/);
/** What a card is given: the same bounds as for a PIN that a holder chooses. */
export const newPinDigits = z.string().regex(/^\d{6,16}$/);
