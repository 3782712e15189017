import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Resolution } from '../engine/evaluate/resolution.ts';
import { limits } from '../model/limits.ts';
import { CountLedger } from './count-ledger.ts';
import { countPageSchema } from './count-page.ts';
import type { CountPage } from './count-page.ts';
import { MinuteTally } from './minute-tally.ts';

const prod = { environment: 'prod', source: 'single', credential: 'key-1' } as const;

function resolution(flag: string, variant = 'on'): Resolution {
  const outcome = {
    flag,
    variant,
    value: true,
    reason: 'STATIC',
    rule: 'everyone-else',
    version: 1,
  } as const;
  return {
    ...outcome,
    errorCode: undefined,
    errorMessage: undefined,
    ofrep: '',
    ofrepNext: ',',
    ofrepBytes: 0,
    fingerprint: { high: 0, low: 0 },
  };
}

/** A store as the port describes it: the highest sequence of a page wins. */
function createShelf() {
  const kept = new Map<string, CountPage>();
  return {
    put(pages: readonly CountPage[]) {
      for (const page of pages) {
        const key = `${page.environment} ${page.sender} ${page.minute} ${page.page}`;
        if ((kept.get(key)?.sequence ?? 0) < page.sequence) kept.set(key, countPageSchema.parse(page));
      }
    },
    sum: () => [...kept.values()].flatMap(({ rows }) => rows).reduce((sum, { count }) => sum + count, 0),
  };
}

describe('a count ledger', () => {
  it('counts one series of a flag however many rulesets its resolutions came from', () => {
    const ledger = new CountLedger({ sender: 'sender-1' });
    ledger.turn(100);
    const counter = ledger.counter(prod);
    for (let n = 0; n < 5; n++) counter.count(resolution('a'));
    expect(ledger.pending()).toEqual([
      {
        environment: 'prod',
        sender: 'sender-1',
        minute: 100,
        page: 0,
        sequence: 1,
        rows: [
          {
            flag: 'a',
            variant: 'on',
            reason: 'STATIC',
            rule: 'everyone-else',
            source: 'single',
            credential: 'key-1',
            app: '',
            appVersion: '',
            count: 5,
          },
        ],
      },
    ]);
  });

  it('sends a page again, unchanged, until it is acknowledged, and nothing after that', () => {
    const ledger = new CountLedger({ sender: 'sender-1' });
    ledger.turn(100);
    ledger.counter(prod).count(resolution('a'));
    const first = ledger.pending();
    expect(ledger.pending()).toEqual(first);
    ledger.acknowledge(first);
    expect(ledger.pending()).toEqual([]);
  });

  it('raises the sequence of a page that counted on while it was sent', () => {
    const ledger = new CountLedger({ sender: 'sender-1' });
    ledger.turn(100);
    const counter = ledger.counter(prod);
    counter.count(resolution('a'));
    const sent = ledger.pending();
    counter.count(resolution('a'));
    ledger.acknowledge(sent);
    expect(ledger.pending()).toMatchObject([{ sequence: 2, rows: [{ count: 2 }] }]);
  });

  it('is urgent when a flag is counted for the first time, once', () => {
    const ledger = new CountLedger({ sender: 'sender-1' });
    ledger.turn(100);
    expect(ledger.urgent).toBe(false);
    ledger.counter(prod).count(resolution('a'));
    expect(ledger.urgent).toBe(true);
    ledger.pending();
    ledger.turn(101);
    ledger.counter(prod).count(resolution('a'));
    expect(ledger.urgent).toBe(false);
  });

  it('keeps every page below 48 KiB, and a series on its page', () => {
    const ledger = new CountLedger({ sender: 'sender-1' });
    ledger.turn(100);
    const counter = ledger.counter({ ...prod, app: 'ÄÖÜ'.repeat(40) });
    const flags = Array.from({ length: 2_000 }, (_, n) => resolution(`flag-${n}`));
    for (const flag of flags) counter.count(flag);
    const pages = ledger.pending();
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(48 * 1_024);
    ledger.acknowledge(pages);
    counter.count(flags[0]!);
    expect(ledger.pending()).toMatchObject([{ page: 0, sequence: 2 }]);
  });

  it('counts no flag that does not exist: its key comes from outside', () => {
    const ledger = new CountLedger({ sender: 'sender-1' });
    ledger.turn(100);
    ledger
      .counter(prod)
      .count({ ...resolution('x'), reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND', errorMessage: 'x' });
    expect(ledger.pending()).toEqual([]);
  });

  it('gives up the oldest minutes when too much waits, and says how much that was', () => {
    const ledger = new CountLedger({ sender: 'sender-1', mostBytes: 1_000 });
    const counter = ledger.counter(prod);
    for (let minute = 1; minute <= 20; minute++) {
      ledger.turn(minute);
      counter.count(resolution('a'));
      counter.count(resolution('a'));
    }
    const pages = ledger.pending();
    expect(pages.at(-1)?.minute).toBe(20);
    expect(pages.length).toBeLessThan(10);
    expect(ledger.lost).toBe(40 - pages.length * 2);
    expect(ledger.waiting).toBe(pages.length * 2);
  });

  it('is lost where a minute has more series than it may have pages', () => {
    const ledger = new CountLedger({ sender: 'sender-1', pagesPerMinute: 1 });
    ledger.turn(1);
    for (let n = 0; n < 1_000; n++) ledger.counter(prod).count(resolution(`flag-${n}`));
    const [page, ...more] = ledger.pending();
    expect(more).toEqual([]);
    expect(page!.rows.length + ledger.lost).toBe(1_000);
    expect(ledger.lost).toBeGreaterThan(0);
  });

  it('is lost beyond what a row may hold, so that no page is refused for it', () => {
    const tally = new MinuteTally('prod', 1, { pageBytes: 1_000, pages: 1 });
    const series = {
      ...prod,
      flag: 'a',
      variant: 'on',
      reason: 'STATIC',
      rule: null,
      app: '',
      appVersion: '',
    } as const;
    expect(tally.add('a', series, limits.countOfRow - 1)).toBe(0);
    expect(tally.add('a', series, 3)).toBe(2);
    expect(tally.pending('sender-1')[0]?.rows[0]?.count).toBe(limits.countOfRow);
  });

  it('names apps and rules without what would turn the words around them', () => {
    const ledger = new CountLedger({ sender: 'sender-1' });
    ledger.turn(1);
    ledger.counter({ ...prod, app: 'shop\u202e', appVersion: '1\n\ud8002' }).count(resolution('a'));
    const [page] = ledger.pending();
    const [row] = countPageSchema.parse({ ...page, rows: [{ ...page!.rows[0], rule: 'x\u2066\0' }] }).rows;
    expect(row).toMatchObject({ app: 'shop', appVersion: '12', rule: 'x' });
  });

  it('is counted exactly, whatever is lost, repeated or late on the way', () => {
    const step = fc.record({
      counts: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 }),
      fate: fc.constantFrom('stored', 'answer lost', 'lost', 'late'),
      turns: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const ledger = new CountLedger({ sender: 'sender-1' });
        const shelf = createShelf();
        const flags = ['a', 'b', 'c', 'd'].map((flag) => resolution(flag));
        const late: CountPage[][] = [];
        let counted = 0;
        let minute = 1;
        ledger.turn(minute);
        for (const { counts, fate, turns } of steps) {
          for (const flag of counts) ledger.counter(prod).count(flags[flag]!);
          counted += counts.length;
          const pages = ledger.pending();
          if (fate === 'stored' || fate === 'answer lost') shelf.put(pages);
          if (fate === 'stored') ledger.acknowledge(pages);
          if (fate === 'late') late.push(pages);
          if (turns) ledger.turn(++minute);
        }
        shelf.put(ledger.pending());
        for (const pages of late) shelf.put(pages);
        expect(shelf.sum()).toBe(counted);
      }),
    );
  });
});
