import { readSums } from '../counts/flag-sums.ts';
import type { KeyringEntry } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { dayLength, usageDays } from '../counts/usage.ts';
import { unlessAway } from '../errors/unless-away.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { readKeyring } from '../publishing/keyring.ts';

/** A key as lists show it, without its text, which is never stored. */
export type KeyView = Omit<KeyringEntry, 'hash'> & {
  /** The latest of the last 30 days (UTC, YYYY-MM-DD) on which the key was used for evaluations or deliveries. */
  readonly lastUsedOn: string | null;
};

/** Lists the keys of an environment, the newest first. */
export async function listKeys(hoist: AdminContext, environment: string): Promise<KeyView[]> {
  requireEnvironment(readDefinitions(hoist.definitions), environment);
  const days = await unlessAway(() => readDays(hoist, environment), new Map<string, number>());
  return readKeyring(hoist.keyring(environment))
    .keys.map(({ hash: _hash, ...key }) => {
      const day = days.get(key.id);
      return { ...key, lastUsedOn: day === undefined ? null : toDate(day) };
    })
    .reverse();
}

/** Reads the last day of use of each key, in days since the Unix epoch. */
async function readDays(hoist: AdminContext, environment: string): Promise<ReadonlyMap<string, number>> {
  const today = Math.floor(hoist.now() / dayLength);
  const days = new Map<string, number>();
  const range = { level: 'day', from: today - usageDays + 1, to: today + 2 } as const;
  for (const rollup of await hoist.store.counts.rollups({ ...range, environment, flag: '' }))
    for (const { credential, count } of readSums(rollup)) if (count > 0) days.set(credential, rollup.at);
  return days;
}

function toDate(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}
