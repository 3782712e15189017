import { describe, expect, it } from 'vitest';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { editor, mira } from '../testing.ts';

const url = new URL('http://localhost/flags/checkout?/switch');

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe('the idempotency key of a form', () => {
  const sent = { idempotencyKey: 'a', environment: 'dev', enabled: 'true' };
  const idempotencyKey = idempotencyKeyOf(mira, url, formOf(sent));

  it('is the same where the same form is sent twice', () => {
    expect(idempotencyKeyOf(mira, url, formOf(sent))).toBe(idempotencyKey);
    expect(idempotencyKey).toMatch(/^form:[0-9a-f]{64}$/);
  });

  it('is another by another person, at another address, from another page, with anything else entered', () => {
    const elsewhere = new URL('http://localhost/flags/banner?/switch');
    const others = [
      idempotencyKeyOf(editor, url, formOf(sent)),
      idempotencyKeyOf(mira, elsewhere, formOf(sent)),
      idempotencyKeyOf(mira, url, formOf({ ...sent, idempotencyKey: 'b' })),
      idempotencyKeyOf(mira, url, formOf({ ...sent, enabled: 'false' })),
    ];
    expect(new Set([idempotencyKey, ...others]).size).toBe(5);
  });

  it('is none where the form names none', () => {
    expect(idempotencyKeyOf(mira, url, formOf({ environment: 'dev' }))).toBeUndefined();
    expect(idempotencyKeyOf(mira, url, formOf({ idempotencyKey: '' }))).toBeUndefined();
  });
});
