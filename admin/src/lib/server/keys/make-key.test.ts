import { isKeyText } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { listKeys } from './keys.ts';
import { createKey, rotateKey } from './make-key.ts';
import { revokeKey } from './revoke-key.ts';
import { editor, mira, openFilledHoist, refusalOf, viewer } from '../testing.ts';

const input = { environment: 'dev', name: 'shop', scope: 'server' };
const noon = Date.parse('2026-11-30T12:00:00.000Z');

describe('making a key', () => {
  it('hands out its text, which is kept nowhere', async () => {
    const hoist = await openFilledHoist();
    const { key } = await createKey(hoist, mira, input);
    expect(key).toMatch(/^hoist_server_/);
    expect(isKeyText(key)).toBe(true);
    expect(JSON.stringify(hoist.keyring('dev').value('keyring'))).not.toContain(key);
  });

  it('makes one key for a repeated idempotency key, and answers with the same text', async () => {
    const hoist = await openFilledHoist();
    const answers = await Promise.all([
      createKey(hoist, mira, input, 'act-1'),
      createKey(hoist, mira, input, 'act-1'),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect((await listKeys(hoist, 'dev')).map(({ id }) => id)).toEqual([answers[0].id]);
  });

  it('does not show a key to another person who repeats its idempotency key', async () => {
    const hoist = await openFilledHoist();
    const made = await createKey(hoist, mira, input, 'act-1');
    const refusal = await refusalOf(() => createKey(hoist, editor, input, 'act-1'));
    expect(refusal.status).toBe(409);
    expect(JSON.stringify(refusal)).not.toContain(made.key);
  });

  it('keeps when it ends, and refuses an end that has passed', async () => {
    const hoist = await openFilledHoist(() => noon);
    const made = await createKey(hoist, mira, { ...input, expiresAt: '2026-12-01T00:00:00Z' });
    expect(made.expiresAt).toBe('2026-12-01T00:00:00Z');
    const passed = await refusalOf(() =>
      createKey(hoist, mira, { ...input, expiresAt: '2026-11-30T12:00:00Z' }),
    );
    expect(passed.fields['expiresAt']).toContain('has passed');
    const unreadable = await refusalOf(() => createKey(hoist, mira, { ...input, expiresAt: 'tomorrow' }));
    expect(unreadable.fields['expiresAt']).toContain('like 2027-01-31T00:00:00Z');
  });
});

describe('rotating a key', () => {
  it('makes one with the same name, scope and life, and ends the old one after the overlap', async () => {
    const hoist = await openFilledHoist(() => noon);
    const old = await createKey(hoist, mira, { ...input, expiresAt: '2027-03-01T12:00:00.000Z' });
    const rotation = { id: old.id, input: { environment: 'dev', overlapHours: 24 } };
    const made = await rotateKey(hoist, mira, rotation);
    expect(made).toMatchObject({ name: 'shop', scope: 'server', expiresAt: '2027-03-01T12:00:00.000Z' });
    expect(made.key).not.toBe(old.key);
    const ends = (await listKeys(hoist, 'dev')).map(({ id, expiresAt }) => [id, expiresAt]);
    expect(ends).toEqual([
      [made.id, '2027-03-01T12:00:00.000Z'],
      [old.id, '2026-12-01T12:00:00.000Z'],
    ]);
  });

  it('leaves an earlier end of the old key as it is, and takes a week by default', async () => {
    const hoist = await openFilledHoist(() => noon);
    const soon = await createKey(hoist, mira, { ...input, expiresAt: '2026-12-02T12:00:00.000Z' });
    const forEver = await createKey(hoist, mira, input);
    for (const { id } of [soon, forEver]) await rotateKey(hoist, mira, { id, input: { environment: 'dev' } });
    const ends = new Map((await listKeys(hoist, 'dev')).map(({ id, expiresAt }) => [id, expiresAt]));
    expect(ends.get(soon.id)).toBe('2026-12-02T12:00:00.000Z');
    expect(ends.get(forEver.id)).toBe('2026-12-07T12:00:00.000Z');
  });

  it('ends no later than an instant can be written, so that the keyring stays readable', async () => {
    let now = noon;
    const hoist = await openFilledHoist(() => now);
    const old = await createKey(hoist, mira, { ...input, expiresAt: '9999-12-31T23:59:59Z' });
    now += 60_000;
    const made = await rotateKey(hoist, mira, { id: old.id, input: { environment: 'dev' } });
    expect(made.expiresAt).toBe('9999-12-31T23:59:59.999Z');
    await revokeKey(hoist, mira, { environment: 'dev', id: made.id });
    expect((await listKeys(hoist, 'dev')).map(({ id }) => id)).toEqual([made.id, old.id]);
  });

  it('refuses a key that was rotated already: another would live for the overlap only', async () => {
    const hoist = await openFilledHoist(() => noon);
    const old = await createKey(hoist, mira, input);
    const rotate = (idempotencyKey: string) =>
      rotateKey(hoist, mira, { id: old.id, input: { environment: 'dev' }, idempotencyKey });
    const made = await rotate('act-1');
    expect(await rotate('act-1')).toEqual(made);
    expect((await refusalOf(() => rotate('act-2'))).detail).toContain('was rotated already');
    expect(await listKeys(hoist, 'dev')).toMatchObject([
      { id: made.id, expiresAt: null },
      { replacedBy: made.id },
    ]);
  });

  it('refuses what has ended, what there is not, and whoever may not change the environment', async () => {
    let now = noon;
    const hoist = await openFilledHoist(() => now);
    const rotate = (id: string, person = mira, overlapHours = 24) =>
      refusalOf(() => rotateKey(hoist, person, { id, input: { environment: 'dev', overlapHours } }));
    const revoked = await createKey(hoist, mira, input);
    await revokeKey(hoist, mira, { environment: 'dev', id: revoked.id });
    expect((await rotate(revoked.id)).detail).toBe('It is revoked. Make a new key instead.');
    const expired = await createKey(hoist, mira, { ...input, expiresAt: '2026-12-01T00:00:00.000Z' });
    expect((await rotate(expired.id, viewer)).status).toBe(403);
    expect((await rotate(expired.id, mira, 2_161)).fields['overlapHours']).toContain('at most 2160 hours');
    now = Date.parse('2026-12-01T00:00:00.000Z');
    expect((await rotate(expired.id)).detail).toBe('It has expired. Make a new key instead.');
    expect((await rotate('nobody')).status).toBe(404);
    expect(await listKeys(hoist, 'dev')).toHaveLength(2);
  });
});
