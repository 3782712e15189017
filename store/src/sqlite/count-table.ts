import { countPageSchema } from '@hoist/core';
import type { CountPage, Json } from '@hoist/core';
import type { SQLOutputValue } from 'node:sqlite';
import type { Counts, Rollup, RollupLevel } from '../port.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

type Cells = Record<string, SQLOutputValue>;

/** Counts in SQLite: one row a page of a sender's minute, replaced only by a higher sequence. */
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
  const all = (text: string, ...values: (string | number)[]) => {
    const statement = database.prepare(text);
    return connection.run(() => statement.all(...values));
  };
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
    pages: async (environment, minute) =>
      (await all(queries.countPages, environment, minute)).map((row) => toPage(row, environment, minute)),
    oldMinutes: async (minute, limit) => (await all(queries.oldCountMinutes, minute, limit)).map(toMinute),
    replaceRollup: ({ environment, level, at }, rows) =>
      connection.transact(() => {
        clear.run(level, environment, at, JSON.stringify(rows.map(({ flag }) => flag)));
        for (const { flag, series } of rows) write.run(level, environment, at, flag, JSON.stringify(series));
      }),
    rollups: async ({ level, from, to, environment, flag }) => {
      const rows =
        environment === undefined
          ? await all(queries.rollupsOfFlag, level, flag, from, to)
          : await all(queries.rollupsOfFlagIn, level, environment, flag, from, to);
      return rows.map(toRollup);
    },
    allRollups: async ({ level, from, to, environment }) => {
      const rows =
        environment === undefined
          ? await all(queries.allRollups, level, from, to)
          : await all(queries.allRollupsIn, level, environment, from, to);
      return rows.map(toRollup);
    },
    forget: (environment, minute) =>
      connection.transact(() => {
        for (const statement of forget) statement.run(environment, minute);
      }),
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
