import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@hoist/store';
import type { Store } from '@hoist/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureLimits } from './failure-limits.ts';
import type { Bucket } from './failure-limits.ts';

const minute = 60_000;
const account: Bucket = { kind: 'account', name: 'mira' };
let store: Store;
let now: number;
let limits: FailureLimits;

beforeEach(async () => {
  store = await openStore({
    url: `sqlite:${join(mkdtempSync(join(tmpdir(), 'hoist-limits-')), 'hoist.db')}`,
  });
  now = Date.parse('2026-05-01');
  limits = new FailureLimits(store.records, () => now);
});
afterEach(() => store.close());

const fail = async (bucket: Bucket, times: number) => {
  for (let count = 0; count < times; count++) await limits.begin([bucket]);
};

describe('failures', () => {
  it('are free at first, then each wait is twice as long as the one before, up to a quarter of an hour', async () => {
    const seen: number[] = [];
    for (let failures = 0; failures < 16; failures++) {
      const begun = await limits.begin([account]);
      seen.push(typeof begun === 'number' ? begun / 1_000 : 0);
      if (typeof begun !== 'number') continue;
      now += begun;
      await limits.begin([account]);
    }
    expect(seen).toEqual([0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
  });

  it('count before a try is made, so that many at once do not slip through', async () => {
    const begun = await Promise.all(Array.from({ length: 12 }, () => limits.begin([account])));
    expect(begun.filter((each) => typeof each !== 'number')).toHaveLength(5);
  });

  it('are taken back by a try that was none, also among others', async () => {
    await fail(account, 4);
    const mine = await limits.begin([account]);
    expect(typeof (await limits.begin([account]))).toBe('number');
    if (typeof mine !== 'number') await mine.release();
    expect(typeof (await limits.begin([account]))).not.toBe('number');
  });

  it('of one bucket hold up no other, and a try that one refuses counts for none', async () => {
    await fail(account, 5);
    const address: Bucket = { kind: 'address', name: '203.0.113.1' };
    for (let count = 0; count < 30; count++) expect(await limits.begin([address, account])).toBe(5_000);
    expect(typeof (await limits.begin([address]))).not.toBe('number');
  });

  it('of a whole IPv6 network count together', async () => {
    const at = (name: string): Bucket => ({ kind: 'address', name });
    for (let host = 1; host <= 20; host++) await fail(at(`2001:db8:0:7::${host.toString(16)}`), 1);
    expect(await limits.begin([at('2001:0db8::7:ffff:1:2:3')])).toBe(5_000);
    expect(typeof (await limits.begin([at('2001:db8:0:8::1')]))).not.toBe('number');
  });

  it('are forgotten after a success, and after a day, rows and all', async () => {
    await fail(account, 5);
    await limits.forget(account);
    expect(await store.records.count('signInFailures', [])).toBe(0);
    await fail(account, 5);
    now += 24 * 60 * minute;
    expect(typeof (await limits.begin([account]))).not.toBe('number');
    now += 24 * 60 * minute + 1;
    await limits.clean();
    expect(await store.records.count('signInFailures', [])).toBe(0);
  });
});
