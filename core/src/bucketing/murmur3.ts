/** A hash begun over a prefix, to be finished over many texts. */
export interface HashStart {
  readonly hash: number;
  /** Bytes of the prefix that do not fill a block yet, little-endian. */
  readonly tail: number;
  readonly tailBytes: number;
  /** Bytes of the prefix in all. */
  readonly length: number;
}

/** Begins murmur3_x86_32 over the UTF-8 bytes of a prefix. */
export function startHash(prefix: string, seed = 0): HashStart {
  return absorb({ hash: seed | 0, tail: 0, tailBytes: 0, length: 0 }, prefix);
}

/**
 * Finishes a hash over the UTF-8 bytes of a text: murmur3_x86_32 of prefix + text as a signed 32-bit integer (`>>> 0` gives
 * the usual unsigned one). Half of a surrogate pair counts as U+FFFD, as in TextEncoder. Allocates nothing for ASCII.
 */
export function finishHash(start: HashStart, text: string): number {
  const end = text.length;
  const shift = start.tailBytes * 8;
  const carried = shift === 0 ? 0 : -1;
  let { hash, tail } = start;
  let index = 0;
  for (; index + 4 <= end; index += 4) {
    const a = text.charCodeAt(index);
    const b = text.charCodeAt(index + 1);
    const c = text.charCodeAt(index + 2);
    const d = text.charCodeAt(index + 3);
    if ((a | b | c | d) > lastAscii) return end32(absorb(start, text));
    const word = a | (b << 8) | (c << 16) | (d << 24);
    hash = mixBlock(hash, tail | (word << shift));
    tail = (word >>> (32 - shift)) & carried;
  }
  let bits = shift;
  for (; index < end; index++) {
    const unit = text.charCodeAt(index);
    if (unit > lastAscii) return end32(absorb(start, text));
    tail |= unit << bits;
    bits += 8;
    if (bits < 32) continue;
    hash = mixBlock(hash, tail);
    tail = 0;
    bits = 0;
  }
  if (bits > 0) hash ^= mixTail(tail);
  return finalize(hash ^ (start.length + end));
}

const lastAscii = 0x7f;

/** Byte by byte, for any text. */
function absorb(start: HashStart, text: string): HashStart {
  let { hash, tail, tailBytes, length } = start;
  for (const character of text) {
    const code = safeCodePoint(character.codePointAt(0) ?? 0);
    let bytes = utf8Bytes(code);
    for (let left = utf8Length(code); left > 0; left--, bytes >>>= 8) {
      tail |= (bytes & 0xff) << (tailBytes * 8);
      length++;
      if (++tailBytes < 4) continue;
      hash = mixBlock(hash, tail);
      tail = 0;
      tailBytes = 0;
    }
  }
  return { hash, tail, tailBytes, length };
}

function end32({ hash, tail, tailBytes, length }: HashStart): number {
  return finalize((tailBytes > 0 ? hash ^ mixTail(tail) : hash) ^ length);
}

function mixTail(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function mixBlock(hash: number, block: number): number {
  const mixed = hash ^ mixTail(block);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finalize(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function safeCodePoint(code: number): number {
  return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** The UTF-8 bytes of a code point, the first in the lowest byte. */
function utf8Bytes(code: number): number {
  if (code < 0x80) return code;
  const last = 0x80 | (code & 0x3f);
  if (code < 0x800) return 0xc0 | (code >>> 6) | (last << 8);
  const third = 0x80 | ((code >>> 6) & 0x3f);
  if (code < 0x10000) return 0xe0 | (code >>> 12) | (third << 8) | (last << 16);
  const second = 0x80 | ((code >>> 12) & 0x3f);
  return 0xf0 | (code >>> 18) | (second << 8) | (third << 16) | (last << 24);
}
