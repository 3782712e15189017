import type { CountSum } from './flag-sums.ts';
import type { FlagUse } from '#lib/describe-use.ts';
import type { AdminContext } from '../context.ts';
import { isEvaluation, sumOf } from './count-kinds.ts';
import { readKeyring } from '../publishing/keyring.ts';

/** Sums how often a flag was used, and by whom. */
export function useOf(sums: readonly CountSum[], browserKeys: ReadonlySet<string>): FlagUse {
  const asked = sums.filter(isEvaluation);
  const delivered = sums.filter((sum) => !isEvaluation(sum));
  const shown = asked.length > 0 ? asked : delivered;
  const apps = new Map<string, number>();
  for (const sum of sums) apps.set(nameApp(sum), (apps.get(nameApp(sum)) ?? 0) + sum.count);
  return {
    evaluations: sumOf(asked),
    deliveries: sumOf(delivered),
    toBrowsers: sumOf(delivered.filter(({ credential }) => browserKeys.has(credential))),
    failures: sumOf(shown.filter(({ reason }) => reason === 'ERROR')),
    apps: [...apps]
      .filter(([app]) => app !== '')
      .sort(([, one], [, other]) => other - one)
      .map(([app]) => app),
  };
}

/** Lists the ids of an environment's client keys, including revoked ones. */
export function listBrowserKeys(hoist: AdminContext, environment: string): ReadonlySet<string> {
  const { keys } = readKeyring(hoist.keyring(environment));
  return new Set(keys.filter(({ scope }) => scope === 'client').map(({ id }) => id));
}

/** Names an app with its version; empty if it gives neither. */
export function nameApp({ app, appVersion }: Pick<CountSum, 'app' | 'appVersion'>): string {
  return [app, appVersion].filter(Boolean).join(' ');
}
