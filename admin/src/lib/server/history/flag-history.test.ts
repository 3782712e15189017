import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { changeFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { createSegment } from '../segments/segments.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';
import { listFlagHistory } from './flag-history.ts';

/** `checkout` after a minute each: made, set up in dev and prod, turned off in dev, renamed. */
async function openChanged() {
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const hoist = await openFilledHoist(() => (now += 60_000));
  await setUp(hoist, 'dev');
  await createSegment(hoist, mira, { key: 'other', name: 'Other' });
  await setUp(hoist, 'prod');
  const off = { flag: 'checkout', environment: 'dev', enabled: false, comment: 'too slow' };
  await switchFlag(hoist, mira, { ...off, ifMatch: etagOf(hoist, 'dev') });
  const { etag } = readFlag(hoist, 'checkout');
  await changeFlag(hoist, mira, { key: 'checkout', ifMatch: etag, patch: { name: 'Pay' } });
  return hoist;
}

const said = async (hoist: AdminContext, query: object = {}) => {
  const { changes } = await listFlagHistory(hoist, { flag: 'checkout', limit: 50, ...query });
  return changes.map((change) => `${change.environment ?? 'itself'}: ${change.said}`);
};

describe("a flag's history", () => {
  it('is what was changed of it and of its settings, newest first, in the words of the moment', async () => {
    const hoist = await openChanged();
    expect(await said(hoist)).toEqual([
      'itself: changed the flag Pay',
      'dev: turned off Checkout',
      'prod: set Checkout: on for Beta',
      'dev: set Checkout: on for Beta',
      expect.stringMatching(/^(dev|staging|prod): published the flag Checkout/),
      expect.stringMatching(/^(dev|staging|prod): published the flag Checkout/),
      expect.stringMatching(/^(dev|staging|prod): published the flag Checkout/),
      'itself: created the flag Checkout',
    ]);
    const [, off] = (await listFlagHistory(hoist, { flag: 'checkout', limit: 2 })).changes;
    expect(off).toMatchObject({
      kind: 'switched',
      who: { kind: 'person', name: 'Mira Okafor' },
      comment: 'too slow',
      when: expect.stringMatching(/^2026-03-02T09:/),
    });
  });

  it('of one environment leaves the others out, and keeps what was changed of the flag itself', async () => {
    const hoist = await openChanged();
    expect(await said(hoist, { environment: 'prod' })).toEqual([
      'itself: changed the flag Pay',
      'prod: set Checkout: on for Beta',
      'prod: published the flag Checkout',
      'itself: created the flag Checkout',
    ]);
  });

  it('is read page by page, without a gap and without anything twice, while it grows', async () => {
    const hoist = await openChanged();
    const all = await said(hoist);
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const { changes, next } = await listFlagHistory(hoist, { flag: 'checkout', limit: 3, after });
      paged.push(...changes.map((change) => `${change.environment ?? 'itself'}: ${change.said}`));
      if (after === undefined) {
        const setting = { ...forBeta(hoist), rules: [] };
        const place = { flag: 'checkout', environment: 'staging', ifMatch: etagOf(hoist, 'staging') };
        await saveSetting(hoist, mira, { ...place, setting, comment: '' });
      }
      after = next ?? undefined;
    } while (after !== undefined);
    // What was changed meanwhile is newer than every page that is still to come, but for the log that no page has shown yet.
    expect(paged.filter((line) => !line.startsWith('staging: set'))).toEqual(all);
  });

  it('refuses a position that is none or of another list, and a flag or an environment that is not there', async () => {
    const hoist = await openChanged();
    const { next } = await listFlagHistory(hoist, { flag: 'checkout', environment: 'dev', limit: 1 });
    for (const [query, code] of [
      [{ after: next }, 'invalid-input'],
      [{ after: 'nonsense' }, 'invalid-input'],
      [{ flag: 'nope' }, 'flag-not-found'],
      [{ environment: 'nope' }, 'environment-not-found'],
    ] as const)
      expect((await refusalOf(() => said(hoist, query))).code).toBe(code);
  });
});
