const zero = 0x30;
const nine = 0x39;
const dot = 0x2e;

/** An address as four 32-bit words. An IPv4 address is in the last one; the others are 0. */
export type AddressWords = Uint32Array;

/**
 * Reads an address into `words`: 4 or 6 for its version, 0 when it is none. IPv4 in IPv6 (`::ffff:10.0.0.1`) is IPv4.
 * Refused: octets with leading zeros, which some read as octal, and zones (`fe80::1%eth0`). Allocates nothing.
 */
export function readAddress(text: string, words: AddressWords): 0 | 4 | 6 {
  if (text.length < 2 || text.length > 45) return 0;
  words[0] = words[1] = words[2] = words[3] = 0;
  if (!text.includes(':')) {
    const address = readIpv4(text, 0);
    if (address < 0) return 0;
    words[3] = address;
    return 4;
  }
  if (!readIpv6(text, words)) return 0;
  if (words[0] !== 0 || words[1] !== 0 || words[2] !== 0xffff) return 6;
  words[2] = 0;
  return 4;
}

/** Four octets from `from` to the end of the text as one number, -1 when they are none. */
function readIpv4(text: string, from: number): number {
  let address = 0;
  let start = from;
  let value = 0;
  let dots = 0;
  for (let at = from; at <= text.length; at++) {
    // The end of the text ends the last octet.
    const code = at < text.length ? text.charCodeAt(at) : dot;
    if (code >= zero && code <= nine) {
      value = value * 10 + code - zero;
      continue;
    }
    const digits = at - start;
    if (code !== dot || digits === 0 || digits > 3 || value > 255) return -1;
    if (digits > 1 && text.charCodeAt(start) === zero) return -1;
    address = address * 256 + value;
    value = 0;
    start = at + 1;
    dots++;
  }
  return dots === 4 ? address : -1;
}

/** Eight groups of four hexadecimal digits, `::` for as many groups of 0 as are missing, an IPv4 address for the last two. */
function readIpv6(text: string, words: AddressWords): boolean {
  let groups = 0;
  let gap = -1;
  let at = 0;
  if (text.startsWith('::')) {
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    if (groups === 8) return false;
    const end = endOfGroup(text, at);
    if (text[end] === '.') {
      if (groups > 6 || !setIpv4(words, groups, readIpv4(text, at))) return false;
      groups += 2;
      break;
    }
    if (end === at || end - at > 4) return false;
    setGroup(words, groups++, hexAt(text, at, end));
    at = end;
    if (at === text.length) break;
    if (text[at] !== ':') return false;
    at++;
    if (text[at] === ':') {
      if (gap >= 0) return false;
      gap = groups;
      at++;
    } else if (at === text.length) return false;
  }
  return gap < 0 ? groups === 8 : spread(words, gap, groups);
}

/** Writes an IPv4 address as two groups; false for one that could not be read. */
function setIpv4(words: AddressWords, group: number, address: number): boolean {
  if (address < 0) return false;
  setGroup(words, group, address >>> 16);
  setGroup(words, group + 1, address & 0xffff);
  return true;
}

/** Moves the groups behind a gap to the end; false where there is no room for one. */
function spread(words: AddressWords, gap: number, groups: number): boolean {
  if (groups > 7) return false;
  const missing = 8 - groups;
  for (let index = groups - 1; index >= gap; index--) {
    setGroup(words, index + missing, groupOf(words, index));
    setGroup(words, index, 0);
  }
  return true;
}

function groupOf(words: AddressWords, index: number): number {
  const word = words[index >> 1] ?? 0;
  return index % 2 === 0 ? word >>> 16 : word & 0xffff;
}

function setGroup(words: AddressWords, index: number, group: number): void {
  const word = words[index >> 1] ?? 0;
  words[index >> 1] = index % 2 === 0 ? (group << 16) | (word & 0xffff) : (word & 0xffff0000) | group;
}

function endOfGroup(text: string, from: number): number {
  let at = from;
  while (hexDigit(text, at) >= 0) at++;
  return at;
}

function hexAt(text: string, from: number, end: number): number {
  let number = 0;
  for (let at = from; at < end; at++) number = number * 16 + hexDigit(text, at);
  return number;
}

function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return code < 0x80 && letter >= 0 && letter < 6 ? letter + 10 : -1;
}
