import type { mongo } from 'mongoose';
import type { Page, Row, Where } from '../port.ts';
import { requireName } from '../record-names.ts';

type Filter = mongo.Filter<mongo.BSON.Document>;
type Scalar = Row[string];

/**
 * Converts tests to a filter. Only this code writes operators: values are scalars or lists of scalars, and names are
 * letters.
 */
export function toFilter(collection: string, where: readonly Where[]): Filter {
  const own = { collection: requireName(collection) };
  const fields = where.map(({ field }) => field);
  // One flat object where that says the same: planners see through it best.
  if (where.every(({ connector }) => connector !== 'or') && new Set(fields).size === fields.length)
    return Object.assign(
      {},
      own,
      ...where.map((test) => ({ [fieldOf(test.field)]: toTest(test) })),
    ) as Filter;
  let filter: Filter | undefined;
  for (const test of where) {
    const one = { [fieldOf(test.field)]: toTest(test) };
    if (!filter) filter = one;
    else filter = test.connector === 'or' ? { $or: [filter, one] } : { $and: [filter, one] };
  }
  return filter ? { $and: [own, filter] } : own;
}

/** Writes the order of a page: as requested, then by id, so that it is always definite. */
export function toSort({ sortBy }: Page): Record<string, 1 | -1> {
  if (!sortBy) return { id: 1 };
  return { [fieldOf(sortBy.field)]: sortBy.direction === 'desc' ? -1 : 1, id: 1 };
}

/** Returns the path of a field within a document. */
export function fieldOf(name: string): string {
  return name === 'id' ? 'id' : `row.${requireName(name)}`;
}

function toTest({ test, value }: Where): Filter | Scalar {
  switch (test) {
    case 'in':
      return { $in: list(value) };
    case 'not-in':
      return { $nin: list(value) };
    case 'contains':
      return { $regex: escape(value) };
    case 'starts-with':
      return { $regex: `^${escape(value)}` };
    case 'ends-with':
      return { $regex: `${escape(value)}(?![\\s\\S])` };
    case 'eq':
      return scalar(value);
    default:
      return { [`$${test}`]: scalar(value) };
  }
}

function list(value: Where['value']): Scalar[] {
  return (Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]).map(scalar);
}

function scalar(value: unknown): Scalar {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Scalar;
  throw new TypeError('A record is compared with texts, numbers, truth values and null only.');
}

function escape(value: Where['value']): string {
  return String(scalar(value)).replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
