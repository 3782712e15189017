import type { FlagDefinition, Setting } from '@hoist/core';
import { nameWhen } from '#lib/words.ts';
import type { Attention } from './attention-item.ts';
import type { AdminContext } from '../context.ts';
import { isGone } from '../publishing/archived.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { describeDivergence } from '../publishing/divergence.ts';
import { findUnused, unusedAfter, usageOf } from '../counts/insights.ts';
import { findDifferences, findFailingFlags, findLaggingRelays } from './find-operational.ts';
import { nameRollout } from '../settings/name-rollout.ts';
import { isGrowing, listRollouts, mainRollout } from '../settings/rollouts.ts';
import type { Rollout } from '../settings/rollouts.ts';
import { withWatches } from '../settings/watch-rollout.ts';
import { readPublished } from '../publishing/published.ts';
import { findPendingForPeople, isLeaving } from '../publishing/pending.ts';

const mostOfRollouts = 12;
const order: readonly Attention['kind'][] = [
  'restored',
  'relay',
  'failing',
  'pending',
  'paused',
  'running',
  'finished',
  'different',
  'unused',
];

/** Finds what needs attention, the most urgent first. Reads memory and the reports of relays. */
export async function findAttention(hoist: AdminContext): Promise<Attention[]> {
  const definitions = readDefinitions(hoist.definitions);
  const found = [
    ...findRestored(hoist),
    ...(await findMissingRelays(hoist)),
    ...(await findLaggingRelays(hoist)),
    ...(await findFailingFlags(hoist, definitions)),
    ...findPendingChanges(hoist, definitions),
    ...findRollouts(hoist, definitions),
    ...(await findDifferences(hoist, definitions)),
    ...(await findUnusedFlags(hoist, definitions)),
  ];
  return found.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

function findRestored(hoist: AdminContext): Attention[] {
  const [first] = hoist.restores.divergences;
  if (!first) return [];
  const text = `${describeDivergence(first)} Nothing that is saved would reach an app.`;
  const title = 'Relays are ahead of the store';
  return [{ kind: 'restored', title, text, href: '/restored', action: 'Raise the epoch' }];
}

async function findMissingRelays(hoist: AdminContext): Promise<Attention[]> {
  if ((await hoist.relays.read()).length > 0) return [];
  const text = 'No app sees your flags. Start a relay, or look at its log.';
  return [
    { kind: 'relay', title: 'No relay is running', text, href: '/insights#relays', action: 'See relays' },
  ];
}

function findPendingChanges(hoist: AdminContext, definitions: Definitions): Attention[] {
  return definitions.environments
    .filter((environment) => environment.protected)
    .flatMap(({ key, name }) => {
      const pending = findPendingForPeople(hoist, key);
      const [first] = pending;
      if (!first) return [];
      const one = isLeaving(first, definitions)
        ? `${first.name} is archived, and ${name} still serves it`
        : `${first.name}: ${name} uses ${first.published === 0 ? 'none yet' : `revision ${first.published}`}, ${first.latest} waits`;
      const title = pending.length === 1 ? one : `${pending.length} changes wait for ${name}`;
      const text = `They reach ${name} when somebody has reviewed them.`;
      return [{ kind: 'pending', title, text, href: `/review/${key}`, action: 'Review' }];
    });
}

function findRollouts(hoist: AdminContext, definitions: Definitions): Attention[] {
  const found: Attention[] = [];
  for (const { key: environment } of definitions.environments) {
    for (const [key, { setting }] of readPublished(hoist.published(environment)).flags) {
      const rollouts = setting?.enabled ? listRollouts(hoist, setting) : [];
      const rollout = mainRollout(withWatches(hoist, definitions, { environment, flag: key }, rollouts));
      const flag = definitions.flags.get(key);
      if (rollout && flag && rollout.state !== 'stopped' && rollout.watchedUntil === undefined)
        found.push(describe(hoist, { flag, environment, rollout, setting }));
      if (found.length === mostOfRollouts) return found;
    }
  }
  return found;
}

/** Counts the growing rollouts of all environments, of which the list shows the first. */
export function countGrowing(hoist: AdminContext): number {
  const { environments } = readDefinitions(hoist.definitions);
  return environments
    .flatMap(({ key }) => [...readPublished(hoist.published(key)).flags.values()])
    .filter(({ setting }) => setting?.enabled && listRollouts(hoist, setting).some(isGrowing)).length;
}

interface Growing {
  readonly flag: FlagDefinition;
  readonly environment: string;
  readonly rollout: Rollout;
  readonly setting: Setting | null;
}

function describe(hoist: AdminContext, { flag, environment, rollout, setting }: Growing): Attention {
  const share = `${rollout.share / 1_000} %`;
  const people = nameRollout(hoist, setting, rollout.rule);
  const place = { href: `/flags/${flag.key}?env=${environment}`, rollout };
  if (rollout.state === 'finished') {
    const title = `${flag.name} finished in ${environment}`;
    const text = `${share} of ${people} have it. Make it permanent, or keep watching.`;
    return { ...place, kind: 'finished', title, text, action: 'Decide' };
  }
  if (rollout.state === 'paused') {
    const title = `${flag.name} is paused at ${share} in ${environment}`;
    const text = 'Somebody paused it. It goes on when somebody resumes it.';
    return { ...place, kind: 'paused', title, text, action: 'Look and resume' };
  }
  const next = rollout.steps.find(({ at }) => at !== undefined && at > hoist.now());
  const when = next?.at === undefined ? '' : ` ${nameWhen(next.at, hoist.now(), hoist.zone)}`;
  const title = `${flag.name} grows to ${(next?.share ?? rollout.share) / 1_000} % in ${environment}${when}`;
  return { ...place, kind: 'running', title, text: `Now ${share} of ${people}.`, action: 'Open' };
}

async function findUnusedFlags(hoist: AdminContext, definitions: Definitions): Promise<Attention[]> {
  const usage = await hoist.usage.read();
  const flags = [...definitions.flags.values()].filter((flag) => !isGone(hoist, 'flag', flag));
  const now = hoist.now();
  const usages = flags.map((flag) => usageOf(flag, usage, now));
  const [oldest, ...others] = findUnused(flags, usages, now);
  if (!oldest) return [];
  const days = oldest.days === undefined ? 'for longer than Hoist remembers' : `for ${oldest.days} days`;
  const title =
    others.length === 0
      ? `${oldest.name} was not evaluated for ${unusedAfter} days`
      : `${others.length + 1} flags were not evaluated for ${unusedAfter} days`;
  const text = `${others.length === 0 ? 'Nobody asked for it' : `The oldest, ${oldest.name},`} ${days}.`;
  return [{ kind: 'unused', title, text, href: '/insights#clean-up', action: 'Clean up' }];
}
