export { documentFont } from './document-font.ts';
export { foldedText } from './folded-text.ts';
export { isOneCellEach } from './one-cell.ts';
export { isOperationName, isOperationNamed, operationNumber } from './operation-number.ts';
export { SecretText } from './secret-text.ts';
export { cleanText, REFUSED_MARK } from './untrusted-text.ts';
