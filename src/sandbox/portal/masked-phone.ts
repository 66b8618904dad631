/** `+905321234517` as `+90 5•• ••• •• 17`: enough for its owner to know it, too little for anyone else. */
export function maskedPhone(phone: string): string {
	const [, firstDigit, lastDigits] = /^\+90(\d)\d{7}(\d\d)$/.exec(phone) ?? [];
	return firstDigit === undefined ? '•••' : `+90 ${firstDigit}•• ••• •• ${lastDigits}`;
}
