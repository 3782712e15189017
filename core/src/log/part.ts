import { canonicalize } from './canonical.ts';
import type { Sha256 } from './digest.ts';
import type { Json } from '../model/json.ts';

/** One immutable JSON value as canonical text, named by the SHA-256 of its bytes. */
export interface Part {
  readonly digest: string;
  readonly text: string;
}

/** Makes a part of a value; throws NotCanonicalError if it cannot be stored. */
export function toPart(value: Json, sha256: Sha256): Part {
  const text = canonicalize(value);
  return { digest: sha256(text), text };
}

/** Reads a part after checking its text against its digest; throws if they do not match. */
export function readPart(part: Part, sha256: Sha256): Json {
  if (sha256(part.text) !== part.digest) {
    throw new Error(`Part ${part.digest} is damaged: its text has another digest. Restore it from a backup.`);
  }
  return JSON.parse(part.text) as Json;
}
