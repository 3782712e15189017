import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CountPage } from '@hoist/core';
import { countLate, openStore } from '@hoist/store';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import { CountIntake, intakeLimits } from './count-intake.ts';

const thisMinute = Math.floor(Date.now() / 60_000);
const inYear2160 = Math.floor(Date.UTC(2160, 0, 1) / 60_000);

function page({ count = 1, ...changes }: Partial<CountPage> & { readonly count?: number } = {}): CountPage {
  const series = { variant: 'on', reason: 'STATIC', rule: null, credential: '', app: '', appVersion: '' };
  const rows = [{ flag: 'checkout', source: 'local', ...series, count }] as CountPage['rows'];
  const place = { environment: '-', sender: 'sender-1', minute: thisMinute, page: 0, sequence: 1 };
  return { ...place, rows, ...changes };
}

async function open() {
  const installation = new Installation();
  await installation.publish('dev', { flags: [publishedFlag('checkout', { everyoneElse: fixed('on') })] });
  const key = await installation.addKey('dev');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-intake-'));
  const relay = await startRelay({ url: installation.url, dataDir });
  const store = await openStore({ url: installation.url });
  onTestFinished(async () => {
    await relay.stop();
    await store.close();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.ready);
  const post = (...pages: readonly CountPage[]) =>
    relay.post('/hoist/v1/events', { key, body: JSON.stringify({ format: 1, pages }) });
  return { relay, store, post, key };
}

describe('counts that a server key sends', () => {
  const taken: readonly [string, Partial<CountPage> & { readonly count?: number }][] = [
    ['four minutes ahead', { minute: thisMinute + 4 }],
    ['a billion evaluations in one row', { count: 1e9 }],
    ['page 99 of a minute', { page: 99 }],
  ];
  const refused: readonly [string, Partial<CountPage> & { readonly count?: number }, string][] = [
    ['a minute of the year 2160', { minute: inYear2160 }, 'ahead'],
    ['more than five minutes ahead', { minute: thisMinute + 7 }, 'ahead'],
    ['2^53 evaluations in one row', { count: 2 ** 53 - 1 }, '1000000000'],
    ['page 100 of a minute', { page: 100 }, '100 pages'],
  ];

  it('are stored whole or not at all: minutes, pages and numbers have bounds', async () => {
    const { store, post } = await open();
    for (const [name, changes, says] of refused) {
      const answer = await post(page(), page(changes));
      expect([name, answer.status, await answer.text()]).toEqual([name, 400, expect.stringContaining(says)]);
    }
    expect(await store.counts.marks(10)).toEqual([]);
    for (const [name, changes] of taken)
      expect([name, (await post(page(changes))).status]).toEqual([name, 202]);
    expect(await store.counts.marks(10)).toHaveLength(2);
  });

  it('are only late when their minute is older than two days, once however often they are sent', async () => {
    const { store, post } = await open();
    const old = thisMinute - 48 * 60 - 1;
    for (let times = 0; times < 2; times++)
      expect((await post(page({ minute: old, count: 7 }), page({ count: 3 }))).status).toBe(202);
    expect((await store.counts.marks(10)).map(({ minute }) => minute)).toEqual([thisMinute]);
    expect(await countLate(store.records, 'dev')).toBe(7);
  });

  it('fill at most their room in an hour, however many senders they name; then it says when to come back', async () => {
    const { relay, store, post, key } = await open();
    const { streamKey } = relay.relay.credentials.find(key, Date.now())!;
    const room = 3 * intakeLimits.leastPageBytes;
    relay.relay.intake.admit(streamKey, [wide(intakeLimits.bytesPerHour - room)]);
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await post(page({ sender: `flooding-${n}` }))).status);
    expect(statuses).toEqual([202, 202, 202, 429, 429]);
    const answer = await post(page());
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3_600);
    expect(await answer.text()).toContain('several keys');
    expect(await store.counts.pages('dev', thisMinute)).toHaveLength(3);
  });
});

/** A page whose rows take so many bytes. */
function wide(bytes: number, changes: Partial<CountPage> = {}): CountPage {
  const [row] = page().rows;
  const rest = JSON.stringify([row]).length;
  return page({ rows: [{ ...row!, app: 'x'.repeat(bytes - rest) }], ...changes });
}

describe('the intake of counts', () => {
  const megabyte = 1_024 * 1_024;

  it('has room again in the next hour, each key has its own, and says once that one has none', () => {
    let now = Date.UTC(2026, 0, 1, 12, 59);
    const minute = now / 60_000;
    const full: string[] = [];
    const intake = new CountIntake({
      now: () => now,
      logger: { warn: ({ key }: { key: string }) => full.push(key) },
    });
    const send = (n: number) => intake.admit('one', [wide(megabyte, { minute, page: n })]).verdict;
    const verdicts = Array.from({ length: 66 }, (_, n) => send(n));
    expect(verdicts).toEqual([...new Array<string>(64).fill('taken'), 'full', 'full']);
    expect([intake.waitSeconds('one'), intake.waitSeconds('two')]).toEqual([60, 0]);
    expect(full).toEqual(['one']);
    now += 60_000;
    expect([intake.waitSeconds('one'), send(0)]).toEqual([0, 'taken']);
  });

  it('takes room once for a page, however often it is sent', () => {
    const now = Date.UTC(2026, 0, 1, 12);
    const intake = new CountIntake({ now: () => now, logger: pino({ level: 'silent' }) });
    const sent = wide(megabyte, { minute: now / 60_000 });
    for (let sequence = 1; sequence <= 100; sequence++)
      expect(intake.admit('one', [{ ...sent, sequence }]).verdict).toBe('taken');
  });
});
