import { dictionary } from '@zxcvbn-ts/language-common';

const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * True if a password is a common one: in the list of common passwords, in any letter case, repeated, or with digits
 * and signs around it.
 */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const unit = /^(.+?)\1+$/su.exec(text)?.[1];
  const core = (unit ?? text).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (core.length < 3 && (unit !== undefined || core === '')) return true;
  return [text, unit, core].some((each) => each !== undefined && common.has(each));
}
