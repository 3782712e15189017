import type { Records, Row, Where } from '@hoist/store';
import { createAdapterFactory } from 'better-auth/adapters';
import type { CleanedWhere, CustomAdapter } from 'better-auth/adapters';

const tests = {
  eq: 'eq',
  ne: 'ne',
  lt: 'lt',
  lte: 'lte',
  gt: 'gt',
  gte: 'gte',
  in: 'in',
  not_in: 'not-in',
  contains: 'contains',
  starts_with: 'starts-with',
  ends_with: 'ends-with',
} as const satisfies Record<CleanedWhere['operator'], Where['test']>;

/**
 * An adapter that stores better-auth's people, sessions and limits as records of Hoist's store, one collection per
 * model.
 */
export function createRecordsAdapter(records: Records) {
  return createAdapterFactory({
    config: {
      adapterId: 'hoist-records',
      adapterName: 'Hoist records',
      supportsNumericIds: false,
      supportsDates: false,
      supportsJSON: false,
      supportsArrays: false,
      supportsBooleans: true,
      transaction: false,
    },
    adapter: () => toCustomAdapter(records),
  });
}

function toCustomAdapter(records: Records): CustomAdapter {
  const findFirst = async (model: string, where: readonly CleanedWhere[]) =>
    (await records.find(model, toWhere(where), { limit: 1 }))[0];
  return {
    create: async ({ model, data }) => {
      await records.insert(model, toRow(data));
      return data;
    },
    findOne: async <T>({ model, where }: { model: string; where: CleanedWhere[] }) =>
      ((await findFirst(model, where)) ?? null) as T | null,
    findMany: async <T>({
      model,
      where = [],
      limit,
      offset,
      sortBy,
    }: Parameters<CustomAdapter['findMany']>[0]) =>
      (await records.find(model, toWhere(where), {
        limit,
        ...(offset && { offset }),
        ...(sortBy && { sortBy }),
      })) as T[],
    count: ({ model, where = [] }) => records.count(model, toWhere(where)),
    update: async <T>({ model, where, update }: { model: string; where: CleanedWhere[]; update: T }) => {
      const found = await findFirst(model, where);
      if (!found) return null;
      // The whole condition once more beside the id: a row that stopped matching meanwhile stays as it is.
      const changed = await records.update(model, [...toWhere(where), idOf(found)], toRow(update));
      return changed === 0 ? null : ({ ...found, ...toRow(update) } as T);
    },
    updateMany: ({ model, where, update }) => records.update(model, toWhere(where), toRow(update)),
    delete: async ({ model, where }) => {
      const found = await findFirst(model, where);
      if (found) await records.remove(model, [idOf(found)]);
    },
    deleteMany: ({ model, where }) => records.remove(model, toWhere(where)),
  };
}

function idOf(row: Row): Where {
  return { field: 'id', test: 'eq', value: row['id'] ?? null };
}

function toWhere(where: readonly CleanedWhere[]): Where[] {
  return where.map(({ field, operator, value, connector, mode }) => {
    if (mode === 'insensitive') throw new Error(`Records compare '${field}' with its letter case.`);
    return {
      field,
      test: tests[operator],
      value: toValue(value),
      connector: connector === 'OR' ? 'or' : 'and',
    };
  });
}

function toValue(value: CleanedWhere['value']): Where['value'] {
  return value instanceof Date ? value.toISOString() : value;
}

/**
 * Converts data to a row. The adapter's factory has already converted dates and lists to text; anything else that a
 * row cannot hold is a bug.
 */
function toRow(data: unknown): Row {
  const row: Record<string, Row[string]> = {};
  for (const [field, value] of Object.entries(data ?? {})) {
    if (value === undefined) continue;
    row[field] = value instanceof Date ? value.toISOString() : toScalar(field, value);
  }
  return row;
}

function toScalar(field: string, value: unknown): Row[string] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Error(`A record's field '${field}' cannot hold ${typeof value}.`);
}
