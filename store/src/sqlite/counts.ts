import { countPageSchema } from '@hoist/core';
import type { CountPage, Json } from '@hoist/core';
import type { SQLOutputValue } from 'node:sqlite';
import type { Counts, CountSlice, Rollup, RollupLevel } from '../port.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

type Cells = Record<string, SQLOutputValue>;
type Query = (text: string, ...values: (string | number)[]) => Promise<Cells[]>;

/**
 * Makes the counts of a SQLite store: one row for each page of a sender's minute, replaced only by a higher sequence.
 */
export function createCountTable(connection: Connection): Counts {
  const { database } = connection;
  const put = database.prepare(queries.putCounts);
  const mark = database.prepare(queries.markCounts);
  const unmark = database.prepare(queries.unmarkCounts);
  const clear = database.prepare(queries.clearRollup);
  const write = database.prepare(queries.putRollup);
  const forget = [queries.forgetCountPages, queries.forgetCountMarks, queries.forgetCountRollups].map(
    (text) => database.prepare(text),
  );
  const forgetRollups = database.prepare(queries.forgetRollups);
  const all = createQuery(connection);
  return {
    put: (pages) =>
      connection.transact(() => {
        for (const { environment, minute, sender, page, sequence, rows } of pages) {
          put.run({ environment, minute, sender, page, sequence, rows: JSON.stringify(rows) });
          mark.run(environment, minute);
        }
      }),
    marks: async (limit) =>
      (await all(queries.countMarks, limit)).map((row) => ({
        ...toMinute(row),
        stamp: String(row['stamp']),
      })),
    unmark: (marks) =>
      connection.transact(() => {
        for (const { environment, minute, stamp } of marks) unmark.run(environment, minute, Number(stamp));
      }),
    pages: async (
      environment,
      minute,
      { after = { sender: '', page: -1 }, limit = -1 }: Partial<CountSlice> = {},
    ) =>
      (await all(queries.countPages, environment, minute, after.sender, after.page, limit)).map((row) =>
        toPage(row, environment, minute),
      ),
    oldMinutes: async (minute, limit) => (await all(queries.oldCountMinutes, minute, limit)).map(toMinute),
    replaceRollup: ({ environment, level, at }, rows) =>
      connection.transact(() => {
        clear.run(level, environment, at, JSON.stringify(rows.map(({ flag }) => flag)));
        for (const { flag, series } of rows) write.run(level, environment, at, flag, JSON.stringify(series));
      }),
    ...createRollupReader(all),
    forget: (environment, minute) =>
      connection.transact(() => {
        for (const statement of forget) statement.run(environment, minute);
      }),
    forgetRollups: (level, before, limit) =>
      connection.transact(() => Number(forgetRollups.run(level, before, limit).changes)),
  };
}

function createQuery(connection: Connection): Query {
  return (text, ...values) => {
    const statement = connection.database.prepare(text);
    return connection.run(() => statement.all(...values));
  };
}

function createRollupReader(all: Query): Pick<Counts, 'rollups' | 'allRollups'> {
  return {
    rollups: async ({ level, from, to, environment, flag }) => {
      const [text, place] =
        environment === undefined
          ? [queries.rollupsOfFlag, [level, flag]]
          : [queries.rollupsOfFlagIn, [level, environment, flag]];
      return (await all(text, ...place, from, to)).map(toRollup);
    },
    allRollups: async ({ level, from, to, environment }) => {
      const [text, place] =
        environment === undefined
          ? [queries.allRollups, [level]]
          : [queries.allRollupsIn, [level, environment]];
      return (await all(text, ...place, from, to)).map(toRollup);
    },
  };
}

function toMinute(row: Cells) {
  return { environment: String(row['environment']), minute: Number(row['minute']) };
}

function toPage(row: Cells, environment: string, minute: number): CountPage {
  const rows: unknown = JSON.parse(String(row['rows']));
  const { sender, page, sequence } = row;
  return countPageSchema.parse({ environment, minute, sender, page, sequence, rows });
}

function toRollup(row: Cells): Rollup {
  return {
    level: String(row['level']) as RollupLevel,
    environment: String(row['environment']),
    at: Number(row['at']),
    flag: String(row['flag']),
    series: JSON.parse(String(row['series'])) as Json,
  };
}
