import { requireName } from '../record-names.ts';
import type { Page, Row, Where } from '../port.ts';

/** SQL text with the values of its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (string | number | null)[];
}

/**
 * Writes the condition for the rows of a collection that pass all tests. Names are checked and become part of the
 * text (so that partial indexes apply); values are always bound. Throws TypeError for a name that is not an
 * identifier.
 */
export function toCondition(collection: string, where: readonly Where[]): Sql {
  const mine: Sql = { text: `collection = '${requireName(collection)}'`, values: [] };
  if (where.length === 0) return mine;
  const tests = where.reduce<Sql | undefined>((before, test) => {
    const next = toTest(test);
    if (!before) return next;
    const connector = test.connector === 'or' ? 'OR' : 'AND';
    return { text: `(${before.text} ${connector} ${next.text})`, values: [...before.values, ...next.values] };
  }, undefined);
  return tests ? { text: `${mine.text} AND ${tests.text}`, values: tests.values } : mine;
}

/** Writes the order of a page: as requested, then by id, so that it is always definite. */
export function toPage({ limit, offset, sortBy }: Page): Sql {
  const order = sortBy
    ? `${toField(sortBy.field)} ${sortBy.direction === 'desc' ? 'DESC' : 'ASC'}, id`
    : 'id';
  return { text: `ORDER BY ${order} LIMIT ? OFFSET ?`, values: [limit ?? -1, offset ?? 0] };
}

function toField(name: string): string {
  return name === 'id' ? 'id' : `(row ->> '$.${requireName(name)}')`;
}

function toTest({ field, test, value }: Where): Sql {
  const column = toField(field);
  switch (test) {
    case 'in':
    case 'not-in':
      return toListTest(column, test, Array.isArray(value) ? value : [value as Row[string]]);
    case 'eq':
      return { text: `${column} IS ?`, values: [scalar(value)] };
    case 'ne':
      return { text: `${column} IS NOT ?`, values: [scalar(value)] };
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { text: `${column} ${comparison[test]} ?`, values: [scalar(value)] };
    case 'contains':
      return { text: `instr(${column}, ?) > 0`, values: [scalar(value)] };
    case 'starts-with':
      return { text: `substr(${column}, 1, length(?)) = ?`, values: [scalar(value), scalar(value)] };
    case 'ends-with':
      return {
        text: `substr(${column}, length(${column}) - length(?) + 1) = ?`,
        values: [scalar(value), scalar(value)],
      };
  }
}

const comparison = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Writes a test against a list. SQL's IN never matches null, so null gets its own clause. */
function toListTest(column: string, test: 'in' | 'not-in', list: readonly Row[string][]): Sql {
  const values = list.filter((value) => value !== null).map(scalar);
  const listed = `IN (${values.map(() => '?').join(', ')})`;
  const hasNull = list.includes(null);
  if (test === 'in')
    return { text: `(${column} ${listed}${hasNull ? ` OR ${column} IS NULL` : ''})`, values };
  const missing = hasNull ? `${column} IS NOT NULL AND` : `${column} IS NULL OR`;
  return { text: `(${missing} ${column} NOT ${listed})`, values };
}

/** Converts a value as SQLite reads JSON fields: true is 1, false is 0. */
function scalar(value: Where['value']): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError('Only `in` and `not-in` take a list.');
}
