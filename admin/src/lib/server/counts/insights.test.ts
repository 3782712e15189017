import type { CountPage } from '@hoist/core';
import { CountAdder } from './count-adder.ts';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { readEvaluations, readLastHour, readTotals } from './evaluations.ts';
import { listFlags } from '../flags/flag-list.ts';
import { createFlag } from '../flags/flags.ts';
import { readInsights } from './insights.ts';
import { createKey } from '../keys/make-key.ts';
import { mira, openFilledHoist, setUp } from '../testing.ts';

const day = 86_400_000;
const noon = Date.parse('2026-03-02T12:00:30.000Z');

describe('insights', () => {
  it('show what was evaluated over time, by version, reason, rule and environment, at once', async () => {
    const hoist = await openFilledHoist(() => noon);
    await send(hoist, noon, { variant: 'on', reason: 'TARGETING_MATCH', rule: 'beta', count: 3 });
    await send(hoist, noon - 60_000, { variant: 'off', reason: 'DEFAULT', rule: 'everyone-else', count: 7 });
    await send(hoist, noon, { variant: 'on', reason: 'SPLIT', rule: 'beta', count: 50, source: 'bulk' });
    await addUp(hoist);
    const place = { flag: 'checkout', environment: 'prod', window: '1h' } as const;
    const read = await readEvaluations(hoist, place);
    expect(read.use).toMatchObject({ evaluations: 10, deliveries: 50, failures: 0 });
    expect(read.variants).toEqual([
      { name: 'off', count: 7 },
      { name: 'on', count: 3 },
    ]);
    expect(read.rules.map(({ name }) => name)).toEqual(['everyone-else', 'beta']);
    expect(read.byVariant.lines.find(({ name }) => name === 'off')?.values.slice(-2)).toEqual([7, 0]);
    expect((await readLastHour(hoist, 'checkout')).get('prod')?.values.slice(-2)).toEqual([7, 3]);
    const totals = await readTotals(hoist, '24h');
    expect(totals).toMatchObject({ total: 10, lines: [{ name: 'prod' }] });
    expect(totals.lines[0]?.values.slice(-2)).toEqual([7, 3]);
  });

  it('say the same of a flag that only browsers read, on its card, its tab, Connect and in the list', async () => {
    const hoist = await openFilledHoist(() => noon);
    const { id } = await createKey(hoist, mira, { environment: 'prod', name: 'web', scope: 'client' });
    const row = { variant: 'on', reason: 'STATIC', rule: 'everyone-else', source: 'bulk' } as const;
    await send(hoist, noon, { ...row, count: 50, credential: id, app: 'shop' });
    await addUp(hoist);
    const sentence = '50 deliveries to browsers and phones in the last hour, by shop';
    const tab = await readEvaluations(hoist, { flag: 'checkout', environment: 'prod', window: '1h' });
    const card = (await readLastHour(hoist, 'checkout')).get('prod');
    expect([tab.sentence, card?.sentence]).toEqual([sentence, sentence]);
    expect(card?.values.slice(-2)).toEqual([0, 50]);
    const { flags } = await listFlags(hoist, mira);
    expect(flags[0]).toMatchObject({ lastDay: Date.parse('2026-03-02'), evaluated: false });
  });

  it('mark when the flag was changed', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const { changes } = await readEvaluations(hoist, { flag: 'checkout', environment: 'dev', window: '1h' });
    expect(changes.at(-1)).toMatchObject({
      who: 'Mira Okafor',
      said: 'set Checkout: on for Beta',
      comment: 'first',
    });
  });

  it('list flags that nobody asked for in 14 days, and leave young ones alone', async () => {
    let now = noon - 20 * day;
    const hoist = await openFilledHoist(() => now);
    await send(hoist, now, { variant: 'on', reason: 'STATIC', rule: null, count: 1 });
    await addUp(hoist);
    now = noon;
    const variants = [{ key: 'a', value: 'A' }];
    await createFlag(hoist, mira, { key: 'young', name: 'Young', type: 'string', variants });
    const insights = await readInsights(hoist);
    expect(insights.unused).toMatchObject([{ flag: 'checkout', days: 20, on: [] }]);
    expect(insights).toMatchObject({ flags: 2, notSetUp: 2, segments: 1, late: 0, busiest: [] });
    expect(insights.unusedSegments).toEqual([{ key: 'beta', name: 'Beta' }]);
    await send(hoist, now, { variant: 'on', reason: 'STATIC', rule: null, count: 5 });
    await addUp(hoist);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await readInsights(hoist)).unused).toEqual([]);
    expect((await readInsights(hoist)).busiest).toMatchObject([{ flag: 'checkout', evaluations: 5 }]);
  });
});

let senders = 0;

async function send(
  hoist: AdminContext,
  at: number,
  row: Pick<CountPage['rows'][number], 'variant' | 'reason' | 'rule' | 'count'> &
    Partial<CountPage['rows'][number]>,
): Promise<void> {
  const rest = { flag: 'checkout', source: 'single', credential: '', app: '', appVersion: '' } as const;
  await hoist.store.counts.put([
    {
      environment: 'prod',
      sender: `sender-${++senders}`,
      minute: Math.floor(at / 60_000),
      page: 0,
      sequence: 1,
      rows: [{ ...rest, ...row }],
    },
  ]);
}

async function addUp(hoist: AdminContext): Promise<void> {
  const adder = new CountAdder(hoist.store);
  await adder.addMinutes();
  await adder.addHours();
}
