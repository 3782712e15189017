import { finishHash, startHash } from './murmur3.ts';
import type { HashStart } from './murmur3.ts';

/** Buckets are 0.001 % wide. */
export const bucketCount = 100_000;

/** The hash over `salt:purpose:`, which all units of one purpose share. */
export function startBucket(salt: string, purpose: string): HashStart {
  return startHash(`${salt}:${purpose}:`);
}

/** The bucket of a unit, 0 to 99,999: `floor(hash * 100000 / 2^32)`, exact in a double. */
export function bucketOf(start: HashStart, unit: string): number {
  return Math.floor(((finishHash(start, unit) >>> 0) * bucketCount) / 0x1_0000_0000);
}
