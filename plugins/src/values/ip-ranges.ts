import { z } from 'zod';
import { digitsAt } from './digits.ts';
import { readAddress } from './ip-address.ts';
import type { AddressWords } from './ip-address.ts';

/** Addresses from one to another one, both included. */
interface Range {
  readonly first: AddressWords;
  readonly last: AddressWords;
}

/** Networks to be asked about, each address in a few steps however many there are. IPv4 and IPv6 never meet. */
export class IpRanges {
  readonly #four: readonly Range[];
  readonly #six: readonly Range[];

  constructor(networks: Iterable<string>) {
    const four: Range[] = [];
    const six: Range[] = [];
    for (const network of networks) {
      const read = readNetwork(network);
      if (read) (read.version === 4 ? four : six).push(read);
    }
    this.#four = withoutNested(four);
    this.#six = withoutNested(six);
  }

  /** Whether an address is in one of them; undefined when the text is none. Allocates nothing. */
  includes(text: string): boolean | undefined {
    const version = readAddress(text, asked);
    if (version === 0) return undefined;
    return isWithin(version === 4 ? this.#four : this.#six, asked);
  }
}

const asked: AddressWords = new Uint32Array(4);

/** An address, or an address and the length of its prefix; bits behind the prefix do not count. */
function readNetwork(text: string): (Range & { readonly version: 4 | 6 }) | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const first: AddressWords = new Uint32Array(4);
  const version = readAddress(address, first);
  // IPv4 in IPv6 is written with the prefix of IPv6.
  const longest = address.includes(':') ? 128 : 32;
  const written = slash < 0 ? longest : readPrefix(text, slash + 1);
  const prefix = written + 128 - longest;
  if (version === 0 || written < 0 || written > longest || (version === 4 && prefix < 96)) return undefined;
  return { version, first, last: cutBehind(first, prefix, version) };
}

/** Sets the bits behind a prefix to 0, and gives the address with all of them at 1. */
function cutBehind(first: AddressWords, prefix: number, version: 4 | 6): AddressWords {
  const last: AddressWords = new Uint32Array(4);
  for (let word = version === 4 ? 3 : 0; word < 4; word++) {
    const free = Math.max(0, Math.min(32, 32 * (word + 1) - prefix));
    const mask = free === 32 ? 0 : (-1 << free) >>> 0;
    first[word] = (first[word] ?? 0) & mask;
    last[word] = (first[word] ?? 0) | ~mask;
  }
  return last;
}

function readPrefix(text: string, from: number): number {
  const length = text.length - from;
  if (length < 1 || length > 3 || (length > 1 && text[from] === '0')) return -1;
  return digitsAt(text, from, length);
}

/** Sorted; networks are apart or one holds the other, so that leaving out the inner ones leaves no overlap. */
function withoutNested(ranges: Range[]): readonly Range[] {
  ranges.sort((one, other) => compare(one.first, other.first) || compare(other.last, one.last));
  const kept: Range[] = [];
  for (const range of ranges) {
    const before = kept[kept.length - 1];
    if (!before || compare(range.first, before.last) > 0) kept.push(range);
  }
  return kept;
}

function isWithin(ranges: readonly Range[], address: AddressWords): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (compare(address, range.first) < 0) high = middle;
    else if (compare(address, range.last) <= 0) return true;
    else low = middle + 1;
  }
  return false;
}

function compare(one: AddressWords, other: AddressWords): number {
  for (let word = 0; word < 4; word++) {
    const order = (one[word] ?? 0) - (other[word] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

export const networkSchema = z
  .string('Enter an address or a network.')
  .refine(
    (text) => readNetwork(text) !== undefined,
    'Enter an address (203.0.113.7, 2001:db8::1) or a network (10.0.0.0/8, 2001:db8::/32).',
  );
