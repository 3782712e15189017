import { comparePositions, relayReportSchema } from '@hoist/core';
import type { LogPosition, RelayReport } from '@hoist/core';
import type { Records, Row } from '@hoist/store';
import { settleReports } from './settle-reports.ts';
import type { RelayView, RelayWatch } from '../context.ts';
import { unlessAway } from '../errors/unless-away.ts';

interface Watching {
  /** The id of this installation; reports about environments of others are ignored. */
  readonly installation: () => string;
  readonly records: Records;
  /** Ms since epoch. */
  readonly now: () => number;
  /** Ms by a clock that is never set. */
  readonly monotonic?: () => number;
}

interface Noticed {
  /** The latest report. */
  readonly row: Row;
  readonly text: string;
  readonly at: number;
  /** How far the relay's clock is ahead of this one, in ms; 0 if the delay of a report may explain the difference. */
  readonly skew: number;
}

const lookEvery = 5_000;
const goneAfter = 30_000;
const forgottenAfter = 10 * 60_000;
const usualDelay = 10_000;

/**
 * Watches which relays run. A relay runs as long as its report changes, whatever time the report gives, so that a
 * wrong clock does not make a relay look dead. Reports of dead relays are removed.
 */
export function watchRelays({
  installation,
  records,
  now,
  monotonic = () => performance.now(),
}: Watching): RelayWatch {
  const noticed = new Map<string, Noticed>();
  const notice = (row: Row): Noticed => {
    const id = String(row['id']);
    const text = String(row['seenAt']);
    const known = noticed.get(id);
    if (known && (known.text === text || goesBack(row, known.row))) return known;
    const ahead = Date.parse(text) - now();
    // What is old when it is first seen may be of a relay that was killed long ago: it counts once it changes.
    const isOld = known === undefined && Math.abs(ahead) > goneAfter;
    const fresh = {
      row,
      text,
      at: isOld ? monotonic() - goneAfter : monotonic(),
      skew: Math.abs(ahead) > usualDelay ? ahead : 0,
    };
    noticed.set(id, fresh);
    return fresh;
  };
  let latest: readonly RelayView[] = [];
  const read = async (): Promise<readonly RelayView[]> => {
    const rows = await records.find('relays', []);
    const views: RelayView[] = [];
    for (const found of rows) {
      const { row, at, skew } = notice(found);
      const age = monotonic() - at;
      const view =
        age < goneAfter
          ? toView(row, { installation: installation(), seenAt: now() - age, skew })
          : undefined;
      if (view) views.push(view);
      else if (age > forgottenAfter) {
        noticed.delete(String(row['id']));
        await records.remove('relays', [{ field: 'id', test: 'eq', value: String(row['id']) }]);
      }
    }
    latest = views;
    return views;
  };
  const timer = setInterval(() => void read().catch(() => undefined), lookEvery).unref();
  return {
    read: () => unlessAway(read, latest),
    get latest() {
      return latest;
    },
    ...settleReports({ records, now, monotonic }),
    stop: () => clearInterval(timer),
  };
}

/** True if a report is older than the one before: it was restored with an older copy of the store. */
function goesBack(row: Row, before: Row): boolean {
  const earlier = new Map(readReport(before)?.environments.map((one) => [one.environment, one]));
  return (readReport(row)?.environments ?? []).some(({ environment, ruleset, keyring }) => {
    const one = earlier.get(environment);
    return isBehind(ruleset, one?.ruleset) || isBehind(keyring, one?.keyring);
  });
}

function isBehind(position: LogPosition | null, before: LogPosition | null | undefined): boolean {
  return Boolean(position && before && comparePositions(position, before) < 0);
}

/** Reads the report of a row; undefined if this build cannot read it. */
function readReport({ report }: Row): RelayReport | undefined {
  return relayReportSchema.safeParse(readJson(String(report))).data;
}

function toView(
  row: Row,
  {
    installation,
    seenAt,
    skew,
  }: { readonly installation: string; readonly seenAt: number; readonly skew: number },
): RelayView | undefined {
  const report = readReport(row);
  if (!report) return undefined;
  const ours = report.environments.filter((one) => one.installation === installation);
  if (ours.length === 0 && report.environments.length > 0) return undefined;
  return {
    id: String(row['id']),
    provides: report.provides,
    seenAt: new Date(seenAt).toISOString(),
    environments: ours.map(({ installation: _, state: __, servedAt, startedAt, ...rest }) => ({
      ...rest,
      servedAt: Date.parse(servedAt) - skew,
      startedAt: Date.parse(startedAt) - skew,
    })),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
