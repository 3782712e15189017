import { randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './derive-key.ts';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const bytes = { salt: 16, tag: 32 } as const;

const phcPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * Hashes a password with argon2id and a new salt, as a PHC string. The password is normalised to NFC, so that it does
 * not matter how accents were typed.
 */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(bytes.salt);
  const tag = await deriveKey({
    message: password.normalize('NFC'),
    nonce,
    tagLength: bytes.tag,
    ...cost,
  });
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(Buffer.from(tag))}`;
}

/** True if the password is the one that was hashed; false for a hash that is not an argon2id PHC string. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const match = phcPattern.exec(hash);
  if (!match) return false;
  const [memory = 0, passes = 0, parallelism = 0] = match.slice(1, 4).map(Number);
  const nonce = Buffer.from(match[4] ?? '', 'base64');
  const expected = Buffer.from(match[5] ?? '', 'base64');
  const message = password.normalize('NFC');
  const parameters = { message, nonce, tagLength: expected.length, memory, passes, parallelism };
  return timingSafeEqual(await deriveKey(parameters), expected);
}

function encode(buffer: Buffer): string {
  return buffer.toString('base64').replace(/=+$/, '');
}
