import { setTimeout as sleep } from 'node:timers/promises';
import type { Records } from '@hoist/store';
import { unlessAway } from '../errors/unless-away.ts';
import type { SettlingReports } from '../context.ts';

interface SettlingOptions {
  readonly records: Records;
  /** Ms since epoch. */
  readonly now: () => number;
  /** Ms by a clock that is never set. */
  readonly monotonic: () => number;
}

/** A relay whose report is older than this at the mark, in ms, does not run. */
const goneAfter = 30_000;
/** Relays report every 5 s: one without a new report after so many ms does not run, or not on this store. */
const overdue = 6_500;
const lookEvery = 100;

/**
 * Waits for new reports of relays after the store was restored, so that no commit is based on reports from before.
 */
export function settleReports({ records, now, monotonic }: SettlingOptions): SettlingReports {
  let marked: ReadonlyMap<string, string> = new Map();
  let markedAt = Number.NEGATIVE_INFINITY;
  const read = async () => {
    const rows = await records.find('relays', []);
    return rows.map((row) => [String(row['id']), String(row['seenAt'])] as const);
  };
  const mark = async () => {
    const reports = await read();
    marked = new Map(reports.filter(([, seenAt]) => Math.abs(Date.parse(seenAt) - now()) < goneAfter));
    markedAt = monotonic();
  };
  const settled = async () => {
    while (marked.size > 0 && monotonic() - markedAt < overdue) {
      const reports = new Map(await read());
      if ([...marked].every(([id, seenAt]) => reports.get(id) !== seenAt)) break;
      await sleep(lookEvery);
    }
    marked = new Map();
  };
  return { mark: () => unlessAway(mark, undefined), settled: () => unlessAway(settled, undefined) };
}
