import type { CountPage } from '@hoist/core';
import type { Records } from './port.ts';

/** Pages may come this late, in minutes; then their minute is added up a last time and its pages go. */
export const sealAfter = 48 * 60;
const collection = 'late_counts';
const dayLength = 86_400_000;
/** How long it is known what was late, in days. */
export const lateDays = 30;
/** Pages of an environment that are kept apart; what comes on top of them is added to one sum, also if it is sent twice. */
const mostLatePages = 10_000;

/** Keeps only the sum of a page that arrived at `now` for a sealed minute, once however often it is sent. */
export async function keepLate(records: Records, page: CountPage, now: number): Promise<void> {
  const { environment, sender, minute, rows } = page;
  const id = [environment, sender, minute, page.page].join(' ');
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const late = { environment, day: Math.floor(now / dayLength), count };
  if ((await records.update(collection, here(id), late)) > 0) return;
  if ((await records.count(collection, of(environment))) < mostLatePages)
    return records.insert(collection, { id, ...late });
  const rest = `${environment} rest`;
  const [before] = await records.find(collection, here(rest));
  if (!before) return records.insert(collection, { id: rest, ...late });
  await records.update(collection, here(rest), { ...late, count: count + Number(before['count']) });
}

/** Evaluations that arrived too late to be in any sum, in the last 30 days. */
export async function countLate(records: Records, environment: string): Promise<number> {
  const rows = await records.find(collection, of(environment));
  return rows.reduce((sum, row) => sum + Number(row['count']), 0);
}

/** Lets go of what arrived more than 30 days before `now`. */
export async function forgetLate(records: Records, now: number): Promise<void> {
  const before = Math.floor(now / dayLength) - lateDays;
  await records.remove(collection, [{ field: 'day', test: 'lt', value: before }]);
}

function here(id: string) {
  return [{ field: 'id', test: 'eq', value: id }] as const;
}

function of(environment: string) {
  return [{ field: 'environment', test: 'eq', value: environment }] as const;
}
