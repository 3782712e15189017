/** Whose key a text is: an app's that reads flags, a browser's, or a machine's that uses the admin's API. */
export type KeyKind = 'server' | 'client' | 'api';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 32 bytes in base 62. */
const bodyLength = 43;
/** 32 bits in base 62. */
const checksumLength = 6;
const wholeText = /^(hoist_(?:server|client|api)_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/**
 * The text of a key: `hoist_<kind>_`, then 32 random bytes and the CRC-32 of all before it in base 62, so that scanners
 * find a leaked key and a mistyped key can be distinguished from an unknown one. Throws RangeError unless there are 32 bytes.
 */
export function formatKeyText(kind: KeyKind, bytes: Uint8Array): string {
  if (bytes.length !== 32) throw new RangeError(`A key is made of 32 random bytes, not of ${bytes.length}.`);
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const text = `hoist_${kind}_${toBase62(number, bodyLength)}`;
  return text + checksumOf(text);
}

/** Whether a text has the form of a key and its checksum fits: otherwise it was never anybody's key. */
export function isKeyText(text: string): boolean {
  const [, before = '', checksum] = wholeText.exec(text) ?? [];
  return checksum !== undefined && checksumOf(before) === checksum;
}

/** Whether a text was meant as a key of Hoist and cannot be one: mistyped, or cut off. */
export function isMistypedKey(text: string): boolean {
  return text.startsWith('hoist_') && !isKeyText(text);
}

function checksumOf(text: string): string {
  return toBase62(BigInt(crc32(text)), checksumLength);
}

function toBase62(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= 62n) text = (digits[Number(rest % 62n)] ?? '') + text;
  return text;
}

/** CRC-32 as in zip and PNG, of a text in ASCII. */
function crc32(text: string): number {
  let crc = ~0;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
