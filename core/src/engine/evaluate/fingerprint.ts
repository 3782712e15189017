import type { Fingerprint } from './resolution.ts';
import { finishHash, startHash } from '../../bucketing/murmur3.ts';

const high = startHash('', 0x486f6973);
const low = startHash('', 0x74666c67);

/** 64 bits of a text, equal wherever the text is equal. For telling changes apart, not for secrets. */
export function toFingerprint(text: string): Fingerprint {
  return { high: finishHash(high, text), low: finishHash(low, text) };
}
