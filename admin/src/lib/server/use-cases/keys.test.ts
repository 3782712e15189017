import { describe, expect, it } from 'vitest';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { mira, openFilledHoist, refusalOf } from './testing.ts';

const input = { environment: 'dev', name: 'shop', scope: 'server' };

describe('keys', () => {
  it('hands out the text of a key once, and lists the newest first', async () => {
    const hoist = await openFilledHoist();
    const first = await createKey(hoist, mira, input);
    const second = await createKey(hoist, mira, input);
    expect(first.key).toMatch(/^hoist_server_[\w-]{43}$/);
    expect(listKeys(hoist, 'dev').map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(JSON.stringify(hoist.keyring('dev').value('keyring'))).not.toContain(first.key);
  });

  it('never answers a repeated act with a text that opens nothing', async () => {
    const hoist = await openFilledHoist();
    const made = await createKey(hoist, mira, input, 'act-1');
    const refusal = await refusalOf(() => createKey(hoist, mira, input, 'act-1'));
    expect(refusal.status).toBe(409);
    expect(listKeys(hoist, 'dev').map(({ id }) => id)).toEqual([made.id]);
  });

  it('revokes for ever, and once', async () => {
    const hoist = await openFilledHoist();
    const { id } = await createKey(hoist, mira, input);
    await revokeKey(hoist, mira, { environment: 'dev', id });
    const [first] = listKeys(hoist, 'dev');
    await revokeKey(hoist, mira, { environment: 'dev', id });
    expect(first?.revokedAt).toEqual(expect.any(String));
    expect(listKeys(hoist, 'dev')).toEqual([first]);
  });
});
