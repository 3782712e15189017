import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import { DuplicateRecordError } from '../errors.ts';
import type { Records, Row } from '../port.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';
import { isTaken } from './error.ts';
import { toCondition, toPage } from './where.ts';
import type { Sql } from './where.ts';

/** The greatest number of prepared statements; the code has fewer kinds of queries. */
const mostStatements = 200;

/** Makes the records of a SQLite store: each row is one JSON text, with indexes on its fields. */
export function createRecordTable(connection: Connection): Records {
  const { database } = connection;
  const insert = database.prepare(queries.insertRecord);
  const rewrite = database.prepare(queries.updateRecord);
  const prepare = rememberStatements((text) => database.prepare(text));
  const select = (sql: Sql) =>
    prepare(sql.text)
      .all(...sql.values)
      .map(toRow);
  return {
    insert: async (collection, row) => {
      const id = requireId(collection, row);
      return connection.transact(() =>
        orDuplicate(collection, () => insert.run(collection, id, JSON.stringify(row))),
      );
    },
    find: async (collection, where, page = {}) => {
      const sql = selectRows(toCondition(collection, where), toPage(page));
      return connection.run(() => select(sql));
    },
    count: async (collection, where) => {
      const { text, values } = toCondition(collection, where);
      const sql = `SELECT count(*) AS count FROM records WHERE ${text}`;
      return connection.run(() => Number(prepare(sql).get(...values)?.['count']));
    },
    update: async (collection, where, patch) => {
      if ('id' in patch) throw new TypeError('The id of a record never changes: leave it out of the patch.');
      const sql = selectRows(toCondition(collection, where), toPage({}));
      return connection.transact(() => {
        const rows = select(sql);
        for (const row of rows) {
          const text = JSON.stringify({ ...row, ...patch });
          orDuplicate(collection, () => rewrite.run(text, collection, String(row['id'])));
        }
        return rows.length;
      });
    },
    remove: async (collection, where) => {
      const { text, values } = toCondition(collection, where);
      return connection.transact(() =>
        Number(prepare(`DELETE FROM records WHERE ${text}`).run(...values).changes),
      );
    },
  };
}

function selectRows(condition: Sql, page: Sql): Sql {
  return {
    text: `SELECT row FROM records WHERE ${condition.text} ${page.text}`,
    values: [...condition.values, ...page.values],
  };
}

function rememberStatements(make: (text: string) => StatementSync): (text: string) => StatementSync {
  const known = new Map<string, StatementSync>();
  return (text) => {
    let statement = known.get(text);
    if (statement) return statement;
    if (known.size >= mostStatements) known.clear();
    known.set(text, (statement = make(text)));
    return statement;
  };
}

function toRow(stored: Record<string, SQLOutputValue>): Row {
  return JSON.parse(String(stored['row'])) as Row;
}

function requireId(collection: string, row: Row): string {
  const { id } = row;
  if (typeof id === 'string' && id !== '') return id;
  throw new TypeError(`A record of '${collection}' needs an id: a text that is not empty.`);
}

function orDuplicate(collection: string, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new DuplicateRecordError(`A record of '${collection}' has that value already. Choose another.`, {
      cause: error,
    });
  }
}
