import { describe, expect, it } from 'vitest';
import { keySchema } from './key.ts';

describe('keys', () => {
  it.each(['a', 'A-z0.9_~', 'x'.repeat(128), '__proto__', '.a', '...', '-'])('may be %s', (key) => {
    expect(keySchema.safeParse(key).success).toBe(true);
  });

  it.each(['', '.', '..', 'a b', 'ä', 'a/b', 'a:b', 'a\n', 'x'.repeat(129), '<b>', 7, null])(
    'may not be %j',
    (key) => {
      expect(keySchema.safeParse(key).success).toBe(false);
    },
  );
});
