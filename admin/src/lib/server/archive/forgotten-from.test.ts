import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { CountAdder } from '../counts/count-adder.ts';
import { readLastAsked } from '../counts/last-asked.ts';
import { readFlag } from '../flags/flag-views.ts';
import { editor, openFilledHoist, refusalOf } from '../testing.ts';
import { archiveDefinition, deleteDefinition } from './archive.ts';
import { readForgottenFrom } from './forgotten-from.ts';

const day = 86_400_000;
const noon = Date.parse('2026-03-02T12:00:30.000Z');

const request = (hoist: AdminContext) => ({
  kind: 'flag' as const,
  key: 'checkout',
  ifMatch: readFlag(hoist, 'checkout').etag,
});

async function openArchived(clock: { now: number }) {
  const hoist = await openFilledHoist(() => clock.now);
  await archiveDefinition(hoist, editor, request(hoist));
  return hoist;
}

async function ask(hoist: AdminContext, at: number): Promise<void> {
  const place = {
    environment: 'prod',
    sender: 'sender-1',
    minute: Math.floor(at / 60_000),
    page: 0,
    sequence: 1,
  };
  const who = { credential: '', app: 'shop', appVersion: '3.9' };
  const row = {
    flag: 'checkout',
    variant: null,
    reason: 'ERROR',
    rule: null,
    source: 'single',
    count: 2,
  } as const;
  await hoist.store.counts.put([{ ...place, rows: [{ ...row, ...who }] }]);
  const adder = new CountAdder(hoist.store);
  await adder.addMinutes();
  await adder.addHours();
}

describe('a flag that is deleted', () => {
  it('is not before it is archived', async () => {
    const hoist = await openFilledHoist();
    expect(await readForgottenFrom(hoist, 'checkout')).toBeUndefined();
    expect((await refusalOf(() => deleteDefinition(hoist, editor, request(hoist)))).detail).toBe(
      "'Checkout' is not archived. Archive it first.",
    );
  });

  it('has been archived for 30 days', async () => {
    const clock = { now: noon };
    const hoist = await openArchived(clock);
    clock.now = noon + 30 * day - 1;
    const refusal = await refusalOf(() => deleteDefinition(hoist, editor, request(hoist)));
    expect([refusal.status, refusal.detail]).toEqual([
      409,
      "'Checkout' can be deleted from Wednesday 1 April on, if no app asks for it until then.",
    ]);
    clock.now += 1;
    await deleteDefinition(hoist, editor, request(hoist));
    expect((await refusalOf(async () => readFlag(hoist, 'checkout'))).status).toBe(404);
  });

  it('has been asked for by nobody in as many, and says who did', async () => {
    const clock = { now: noon };
    const hoist = await openArchived(clock);
    await ask(hoist, noon + 10 * day);
    clock.now = noon + 31 * day;
    expect((await readLastAsked(hoist, 'checkout')).get('prod')?.sentence).toBe(
      'Last asked 21 days ago: 2 evaluations in the last 30 days, by shop 3.9, 2 failures',
    );
    expect((await refusalOf(() => deleteDefinition(hoist, editor, request(hoist)))).detail).toContain(
      'from Sunday 12 April on',
    );
    clock.now = Date.parse('2026-04-12T00:00:00.000Z');
    await deleteDefinition(hoist, editor, request(hoist));
  });
});
