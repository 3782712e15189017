import { z } from 'zod';
import { digitsAt } from './digits.ts';

const longestText = 256;
/** Longer numbers lose precision. */
const mostDigits = 15;
const zero = 0x30;
const nine = 0x39;
const dot = 0x2e;

/** A version, read apart. Reading into the same object again allocates nothing. */
export interface Version {
  text: string;
  major: number;
  minor: number;
  patch: number;
  /** Start and end of the pre-release in the text; equal if there is none. */
  preStart: number;
  preEnd: number;
}

function emptyVersion(): Version {
  return { text: '', major: 0, minor: 0, patch: 0, preStart: 0, preEnd: 0 };
}

/**
 * Reads a version by Semantic Versioning 2.0.0, with two liberties: it may begin with `v` or `V`, and a missing minor or
 * patch number is 0. Build metadata is checked and then forgotten. False when it is none.
 */
function readVersion(text: string, into: Version): boolean {
  if (text.length > longestText) return false;
  return readNumbers(text, into) || readTagged(text, into);
}

/** Nothing but numbers and dots, as nearly every version is: in one pass, because that is twice as fast. */
function readNumbers(text: string, into: Version): boolean {
  begin(text, into);
  let number = 0;
  let start = 0;
  let dots = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : dot;
    if (code >= zero && code <= nine) {
      number = number * 10 + code - zero;
      continue;
    }
    if (code !== dot || dots > 2 || !isNumber(text, start, at)) return false;
    setNumber(into, dots++, number);
    number = 0;
    start = at + 1;
  }
  return true;
}

function readTagged(text: string, into: Version): boolean {
  begin(text, into);
  let at = text[0] === 'v' || text[0] === 'V' ? 1 : 0;
  for (let place = 0; place < 3; place++) {
    const start = at;
    while (isDigit(text, at)) at++;
    if (!isNumber(text, start, at)) return false;
    setNumber(into, place, digitsAt(text, start, at - start));
    if (text[at] !== '.' || place === 2) break;
    at++;
  }
  return readTags(text, at, into);
}

function begin(text: string, into: Version): void {
  into.text = text;
  into.minor = 0;
  into.patch = 0;
  into.preStart = 0;
  into.preEnd = 0;
}

function setNumber(into: Version, place: number, number: number): void {
  if (place === 0) into.major = number;
  else if (place === 1) into.minor = number;
  else into.patch = number;
}

/** Whether digits are a number of a version: not too many, and without leading zeros. */
function isNumber(text: string, start: number, end: number): boolean {
  const digits = end - start;
  return digits > 0 && digits <= mostDigits && (digits === 1 || text.charCodeAt(start) !== zero);
}

/**
 * Below 0, 0 or above 0 as a text is an older version than the operand, the same or a newer one; undefined when it is no
 * version. Allocates nothing.
 */
export function compareToVersion(actual: string, operand: Version): number | undefined {
  return readVersion(actual, asked) ? compareVersions(asked, operand) : undefined;
}

/**
 * Whether a text is a version from the operand's on that lies below the next major (`^`) or minor (`~`) version; undefined
 * when it is no version. Below 1.0.0, `^` takes the first number that is not 0 for the major one.
 */
export function isCompatible(actual: string, operand: Version, keep: 'major' | 'minor'): boolean | undefined {
  if (!readVersion(actual, asked)) return undefined;
  if (compareVersions(asked, operand) < 0 || asked.major !== operand.major) return false;
  if (keep === 'major' && operand.major > 0) return true;
  if (asked.minor !== operand.minor) return false;
  return keep === 'minor' || operand.minor > 0 || asked.patch === operand.patch;
}

/** A version as an operand, read apart once. */
export const versionSchema = z
  .string('Enter a version.')
  .transform((text, refinement): Version => {
    const version = emptyVersion();
    if (readVersion(text, version)) return version;
    refinement.addIssue({ code: 'custom', message: 'Enter a version, like 2.3.0 or 2.3.0-beta.1.' });
    return z.NEVER;
  })
  .meta({ title: 'Version' });

/** Holds what is being compared: nothing here waits, so that one is enough. */
const asked = emptyVersion();

function readTags(text: string, from: number, into: Version): boolean {
  let at = from;
  if (text[at] === '-') {
    const end = endOfTags(text, at + 1, true);
    if (end < 0) return false;
    into.preStart = at + 1;
    into.preEnd = end;
    at = end;
  }
  if (text[at] === '+') at = endOfTags(text, at + 1, false);
  return at === text.length;
}

/** Behind identifiers with dots between them; -1 where one is empty or, in a pre-release, a number with leading zeros. */
function endOfTags(text: string, from: number, isPreRelease: boolean): number {
  let at = from;
  for (;;) {
    const start = at;
    let numeric = true;
    while (isTagCharacter(text, at)) {
      numeric &&= isDigit(text, at);
      at++;
    }
    if (at === start) return -1;
    if (isPreRelease && numeric && at - start > 1 && text[start] === '0') return -1;
    if (text[at] !== '.') return at;
    at++;
  }
}

function compareVersions(one: Version, other: Version): number {
  if (one.major !== other.major) return one.major - other.major;
  if (one.minor !== other.minor) return one.minor - other.minor;
  if (one.patch !== other.patch) return one.patch - other.patch;
  const oneIsRelease = one.preStart === one.preEnd;
  const otherIsRelease = other.preStart === other.preEnd;
  if (oneIsRelease || otherIsRelease) return Number(oneIsRelease) - Number(otherIsRelease);
  return comparePreReleases(one, other);
}

/** Identifier by identifier: numbers as numbers and below texts; when all are the same, more of them are newer. */
function comparePreReleases(one: Version, other: Version): number {
  let at = one.preStart;
  let otherAt = other.preStart;
  while (at < one.preEnd && otherAt < other.preEnd) {
    const length = tagLength(one, at);
    const otherLength = tagLength(other, otherAt);
    const isNumber = isNumeric(one.text, at, length);
    if (isNumber !== isNumeric(other.text, otherAt, otherLength)) return isNumber ? -1 : 1;
    // Without leading zeros, the longer number is the larger one.
    if (isNumber && length !== otherLength) return length - otherLength;
    for (let index = 0; index < Math.min(length, otherLength); index++) {
      const order = one.text.charCodeAt(at + index) - other.text.charCodeAt(otherAt + index);
      if (order !== 0) return order;
    }
    if (length !== otherLength) return length - otherLength;
    at += length + 1;
    otherAt += otherLength + 1;
  }
  return Number(at < one.preEnd) - Number(otherAt < other.preEnd);
}

function tagLength({ text, preEnd }: Version, from: number): number {
  let at = from;
  while (at < preEnd && text[at] !== '.') at++;
  return at - from;
}

function isNumeric(text: string, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) if (!isDigit(text, at)) return false;
  return true;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function isTagCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const lower = code | 0x20;
  return isDigit(text, at) || code === 0x2d || (code < 0x80 && lower >= 0x61 && lower <= 0x7a);
}
