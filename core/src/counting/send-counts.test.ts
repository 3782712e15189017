import { describe, expect, it } from 'vitest';
import type { Resolution } from '../engine/evaluate/resolution.ts';
import { CountLedger } from './count-ledger.ts';
import type { CountPage } from './count-page.ts';
import { sendCounts } from './send-counts.ts';

const anywhere = { environment: 'prod', source: 'single', credential: '' } as const;

function resolution(flag: string): Resolution {
  const outcome = {
    flag,
    variant: 'on',
    value: true,
    reason: 'STATIC',
    rule: undefined,
    version: 1,
  } as const;
  const none = { errorCode: undefined, errorMessage: undefined, ofrep: '', ofrepNext: ',', ofrepBytes: 0 };
  return { ...outcome, ...none, fingerprint: { high: 0, low: 0 } };
}

/** A sender whose time passes only when told to, in the steps of its timers. */
function open() {
  let now = Date.parse('2026-03-01T00:00:10Z');
  const timers: { at: number; run: () => void }[] = [];
  const sent: CountPage[][] = [];
  let fault: Error | undefined;
  let held = Promise.resolve();
  const ledger = new CountLedger({ sender: 'sender-1' });
  const sending = sendCounts(
    ledger,
    async (pages) => {
      sent.push(structuredClone([...pages]));
      await held;
      if (fault) throw fault;
    },
    {
      monotonic: () => now,
      after: (length, run) => {
        const timer = { at: now + length, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      random: () => 0.5,
    },
  );
  const pass = async (length: number) => {
    const end = now + length;
    for (;;) {
      const [next] = timers.sort((one, other) => one.at - other.at);
      if (!next || next.at > end) break;
      timers.shift();
      now = next.at;
      next.run();
      await Promise.resolve().then(() => new Promise((resolve) => setImmediate(resolve)));
    }
    now = end;
  };
  const counter = ledger.counter(anywhere);
  const fail = (error: Error | undefined) => (fault = error);
  /** From now on nothing that is sent arrives, until what is returned is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    held = promise.then(() => undefined);
    return () => resolve(undefined);
  };
  return {
    ledger,
    sending,
    sent,
    pass,
    fail,
    hold,
    count: (flag: string) => counter.count(resolution(flag)),
  };
}

describe('sendCounts', () => {
  it('sends a flag that is counted for the first time within a second, and the rest every 10 s', async () => {
    const { sent, pass, count } = open();
    count('a');
    await pass(1_000);
    expect(sent).toHaveLength(1);
    count('a');
    await pass(5_000);
    expect(sent).toHaveLength(1);
    await pass(6_000);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.[0]).toMatchObject({ sequence: 2, rows: [{ count: 2 }] });
  });

  it('sends nothing where nothing was counted', async () => {
    const { sent, pass } = open();
    await pass(60_000);
    expect(sent).toEqual([]);
  });

  it('sends again after a fault, ever less often, and loses nothing', async () => {
    const { sent, pass, count, fail } = open();
    fail(new Error('away'));
    count('a');
    await pass(3_600_000);
    expect(sent.length).toBeGreaterThan(100);
    expect(sent.length).toBeLessThan(150);
    fail(undefined);
    count('a');
    await pass(40_000);
    const last = new Map(sent.flat().map((page) => [`${page.minute} ${page.page}`, page]));
    const rows = [...last.values()].flatMap((page) => page.rows);
    expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(2);
  });

  it('holds an hour of 100 flags under load while nobody takes them, and sends all of it afterwards', async () => {
    const { ledger, sent, pass, count, fail } = open();
    fail(new Error('away'));
    const flags = Array.from({ length: 100 }, (_, index) => `flag-${index}`);
    for (let minute = 0; minute < 60; minute++) {
      for (const flag of flags) for (let time = 0; time < 10; time++) count(flag);
      await pass(60_000);
    }
    expect(ledger.waiting).toBe(60_000);
    expect(ledger.lost).toBe(0);
    fail(undefined);
    const before = sent.length;
    await pass(40_000);
    expect(ledger.waiting).toBe(0);
    const pages = sent.slice(before).flat();
    expect(new Set(pages.map(({ minute }) => minute)).size).toBe(60);
    expect(pages.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.count, 0)).toBe(60_000);
  });

  it('lets go of what was stored when its minute is over', async () => {
    const { ledger, pass, count } = open();
    count('a');
    await pass(61_000);
    expect(ledger.waiting).toBe(0);
    expect(ledger.pending()).toEqual([]);
  });

  it('sends on request what was counted while an earlier sending was under way', async () => {
    const { ledger, sending, sent, count, hold } = open();
    const release = hold();
    count('a');
    const earlier = sending.flush();
    count('b');
    const later = sending.flush();
    release();
    await Promise.all([earlier, later]);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.[0]?.rows.map(({ flag }) => flag)).toEqual(['a', 'b']);
    expect(ledger.waiting).toBe(0);
  });

  it('says so when it cannot send on request, and sends nothing once stopped', async () => {
    const { sending, sent, pass, count, fail } = open();
    fail(new Error('away'));
    count('a');
    await expect(sending.flush()).rejects.toThrow('away');
    sending.stop();
    await pass(60_000);
    expect(sent).toHaveLength(1);
  });
});
