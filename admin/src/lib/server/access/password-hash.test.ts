import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

describe('hashPassword', () => {
  it('writes a PHC string with its parameters', async () => {
    expect(await hashPassword('correct horse')).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
  });

  it('salts: the same password has another hash each time', async () => {
    expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
  });
});

describe('verifyPassword', () => {
  it('accepts the password that was hashed and no other', async () => {
    const hash = await hashPassword('pässwörd with ünicode');
    expect(await verifyPassword(hash, 'pässwörd with ünicode')).toBe(true);
    expect(await verifyPassword(hash, 'passwörd with ünicode')).toBe(false);
  });

  it('takes a letter with its accent for the same however a keyboard makes it', async () => {
    const hash = await hashPassword('pa\u0308sswo\u0308rd');
    expect(await verifyPassword(hash, 'p\u00e4ssw\u00f6rd')).toBe(true);
  });

  it('reads the parameters from the hash, so that older and foreign hashes stay valid', async () => {
    // A vector of the argon2 reference implementation (src/test.c: t=2, m=2^16, p=1).
    const foreign = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword(foreign, 'password')).toBe(true);
    expect(await verifyPassword(foreign, 'Password')).toBe(false);
  });

  it.each(['', 'plain', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=1$x$y'])(
    'matches nothing for %j',
    async (hash) => {
      expect(await verifyPassword(hash, hash)).toBe(false);
    },
  );
});
