import { expect, it } from 'vitest';
import { deriveKey } from './derive-key.ts';

const parameters = {
  message: 'pass',
  nonce: Buffer.alloc(16),
  tagLength: 32,
  memory: 8,
  passes: 1,
  parallelism: 1,
};

it('derives many keys at once, each for who asked for it', async () => {
  const one = await deriveKey(parameters);
  const others = await Promise.all(
    Array.from({ length: 20 }, (_, number) => deriveKey({ ...parameters, message: `other ${number % 10}` })),
  );
  expect(one).toHaveLength(32);
  expect(new Set(others.map((key) => Buffer.from(key).toString('hex'))).size).toBe(10);
  expect(others[13]).toEqual(others[3]);
});

it('says what argon2 refuses, and derives the next', async () => {
  await expect(deriveKey({ ...parameters, memory: 1 })).rejects.toThrow('memory');
  expect(await deriveKey(parameters)).toHaveLength(32);
});
