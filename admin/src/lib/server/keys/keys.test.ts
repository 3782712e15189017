import { CountAdder } from '../counts/count-adder.ts';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { listKeys } from './keys.ts';
import { createKey, rotateKey } from './make-key.ts';
import { revokeKey } from './revoke-key.ts';
import { mira, openFilledHoist } from '../testing.ts';
import { captureLog } from '../logging/testing-log.ts';

const day = 86_400_000;
const noon = Date.parse('2026-11-30T12:00:00.000Z');
const input = { environment: 'dev', name: 'shop', scope: 'server' };

describe('keys', () => {
  it('are listed with the newest first', async () => {
    const hoist = await openFilledHoist();
    const first = await createKey(hoist, mira, input);
    const second = await createKey(hoist, mira, input);
    expect((await listKeys(hoist, 'dev')).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('say on which day they were used last, by what was counted in the last 30 days', async () => {
    const hoist = await openFilledHoist(() => noon);
    const [used, old, unused] = [
      await createKey(hoist, mira, input),
      await createKey(hoist, mira, input),
      await createKey(hoist, mira, input),
    ];
    await count(hoist, used.id, noon - 3 * day);
    await count(hoist, used.id, noon - day);
    await count(hoist, old.id, noon - 31 * day);
    const days = new Map((await listKeys(hoist, 'dev')).map(({ id, lastUsedOn }) => [id, lastUsedOn]));
    expect([used.id, old.id, unused.id].map((id) => days.get(id))).toEqual(['2026-11-29', null, null]);
  });

  it('are made, rotated and revoked with a line of the log each, without the text of a key', async () => {
    const hoist = await openFilledHoist();
    const log = captureLog();
    const first = await createKey(hoist, mira, input, 'act');
    await createKey(hoist, mira, input, 'act');
    const second = await rotateKey(hoist, mira, { id: first.id, input: { environment: 'dev' } });
    await revokeKey(hoist, mira, { environment: 'dev', id: first.id });
    await createKey(hoist, { ...mira, role: 'viewer' }, input).catch(() => undefined);
    log.restore();
    const acted = { level: 'info', person: mira.id, environment: 'dev' };
    expect(log.lines).toEqual([
      { ...acted, message: 'key made', key: first.id, scope: 'server' },
      { ...acted, message: 'key made', key: second.id, scope: 'server', replaces: first.id },
      { ...acted, message: 'key revoked', key: first.id },
      expect.objectContaining({ level: 'warn', message: 'refused', person: mira.id, role: 'viewer' }),
    ]);
    for (const { key } of [first, second]) expect(JSON.stringify(log.lines)).not.toContain(key);
  });

  it('are revoked for ever, and once', async () => {
    const hoist = await openFilledHoist();
    const { id } = await createKey(hoist, mira, input);
    await revokeKey(hoist, mira, { environment: 'dev', id });
    const [first] = await listKeys(hoist, 'dev');
    await revokeKey(hoist, mira, { environment: 'dev', id });
    expect(first?.revokedAt).toEqual(expect.any(String));
    expect(await listKeys(hoist, 'dev')).toEqual([first]);
  });
});

async function count(hoist: AdminContext, credential: string, at: number): Promise<void> {
  const series = {
    variant: 'on',
    reason: 'STATIC',
    rule: null,
    source: 'bulk',
    app: '',
    appVersion: '',
  } as const;
  const row = { flag: 'checkout', credential, count: 1, ...series };
  const place = { environment: 'dev', sender: credential, minute: Math.floor(at / 60_000) };
  await hoist.store.counts.put([{ ...place, page: 0, sequence: 1, rows: [row] }]);
  const adder = new CountAdder(hoist.store);
  await adder.addMinutes();
  await adder.addHours();
}
