import type { Resolution } from '@hoist/core';

/** The parts of an answer, beside its flags, that its entity tag covers. */
interface TaggedAnswer {
  readonly environment: string;
  readonly audience: 'server' | 'client';
  /** Identifies the stream that is offered; undefined if none is. */
  readonly offer: string | undefined;
}

/**
 * Makes the entity tag of a bulk answer from the environment, the key scope, the offered stream, and a hash of every
 * flag's outcome (value, variant, reason, version). It is computed after evaluation, so it changes exactly when the
 * answer does, and is equal on every replica. It covers the stream because a client that gets 304 keeps the stream it
 * had.
 */
export function toEntityTag(
  { environment, audience, offer }: TaggedAnswer,
  resolutions: readonly Resolution[],
): string {
  let high = 0x9e3779b9 ^ resolutions.length;
  let low = 0x85ebca6b;
  for (const { fingerprint } of resolutions) {
    high = Math.imul((high << 5) | (high >>> 27), 0xcc9e2d51) ^ fingerprint.high;
    low = Math.imul((low << 7) | (low >>> 25), 0x1b873593) ^ fingerprint.low;
  }
  const mark = offer === undefined ? '' : `-${offer}`;
  return `"${environment}-${audience}-${hex(high)}${hex(low)}${mark}"`;
}

/** True when an If-None-Match header names the tag: lists, weak tags and unquoted ones count; `*` does not. */
export function matchesEntityTag(header: string | undefined, tag: string): boolean {
  if (header === undefined || header.length > 8_192) return false;
  const bare = tag.slice(1, -1);
  return header.split(',').some(
    (candidate) =>
      candidate
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1') === bare,
  );
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, '0');
}
