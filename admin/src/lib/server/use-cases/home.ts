import type { RolloutProgress } from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import { readDefinitions } from './definitions.ts';
import { readRollout } from './rollouts.ts';
import { readServed } from './served.ts';
import { findUnused, unusedAfter, usageOf } from './insights.ts';
import { listRelays } from './relays.ts';
import { findWaiting } from './waiting.ts';

/** One step of the way from nothing to a feature in prod; it ticks itself. */
interface HomeStep {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly done: boolean;
}

/** Something that waits for a person. */
interface Attention {
  readonly kind: 'rollout' | 'waiting' | 'unused' | 'relay';
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly rollout?: RolloutProgress;
}

interface Change {
  readonly at: string;
  readonly who: string;
  readonly why: string;
  /** The environment's key; undefined for a definition. */
  readonly environment: string | undefined;
  readonly href: string;
}

export interface Home {
  readonly steps: readonly HomeStep[];
  readonly attention: readonly Attention[];
  readonly changes: readonly Change[];
}

const changesShown = 12;
const mostAttention = 20;

/** What the first page shows: facts alone, read from memory but for the last records of each log. */
export async function readHome(hoist: Hoist): Promise<Home> {
  return {
    steps: await readSteps(hoist),
    attention: await findAttention(hoist),
    changes: await readChanges(hoist),
  };
}

async function readSteps(hoist: Hoist): Promise<HomeStep[]> {
  const { flags, environments } = readDefinitions(hoist.definitions);
  const keys = environments.map(({ key }) => key);
  const [first = 'dev', second = 'staging'] = keys;
  const last = keys.at(-1) ?? 'prod';
  const usage = await hoist.usage.read();
  const inFirst = findSetUp(hoist, first);
  const flag = inFirst?.key ?? [...flags.keys()].at(-1);
  const page = flag === undefined ? '/flags' : `/flags/${flag}`;
  return [
    { title: 'Create a flag', text: 'Name the feature.', href: '/flags/new', done: flags.size > 0 },
    {
      title: `Choose who gets it in ${first}`,
      text: 'A segment, a percentage, or everyone.',
      href: `${page}?env=${first}`,
      done: inFirst !== undefined,
    },
    {
      title: 'See it answer',
      text: 'In your app, or ask the relay from the page.',
      href: `${page}/connect?env=${first}`,
      done: [...usage.values()].some((each) => each.size > 0),
    },
    {
      title: `Set it up in ${second}`,
      text: 'The same, where your team tries it.',
      href: `${page}?env=${second}`,
      done: findSetUp(hoist, second) !== undefined,
    },
    {
      title: `Grow it in ${last}`,
      text: 'A little at a time, with an eye on the numbers.',
      href: `${page}?env=${last}`,
      done: findSetUp(hoist, last)?.setting?.enabled === true,
    },
  ];
}

/** A flag that somebody set up there, one that is on if there is any. */
function findSetUp(hoist: Hoist, environment: string) {
  const { environments } = readDefinitions(hoist.definitions);
  if (!environments.some(({ key }) => key === environment)) return undefined;
  const flags = [...readServed(hoist.served(environment)).flags.values()].filter(({ setting }) => setting);
  return flags.find(({ setting }) => setting?.enabled) ?? flags[0];
}

async function findAttention(hoist: Hoist): Promise<Attention[]> {
  const definitions = readDefinitions(hoist.definitions);
  const found: Attention[] = [];
  if ((await listRelays(hoist)).length === 0)
    found.push({
      kind: 'relay',
      title: 'No relay is running',
      text: 'No app sees your flags. Start a relay, or look at its log.',
      href: '/insights',
    });
  for (const environment of definitions.environments) {
    const served = readServed(hoist.served(environment.key));
    const waiting = environment.protected ? findWaiting(definitions, served).length : 0;
    if (waiting > 0)
      found.push({
        kind: 'waiting',
        title: `${waiting} ${waiting === 1 ? 'change waits' : 'changes wait'} for ${environment.name}`,
        text: 'Somebody has to review them.',
        href: `/review/${environment.key}`,
      });
    for (const [key, { setting }] of served.flags) {
      const rollout = setting?.enabled ? readRollout(hoist, setting) : undefined;
      if (!rollout || rollout.state === 'stopped') continue;
      const share = `${rollout.share / 1_000} %`;
      const words = {
        running: `growing, ${share}`,
        paused: `paused at ${share}`,
        finished: `finished at ${share}`,
      };
      found.push({
        kind: 'rollout',
        title: definitions.flags.get(key)?.name ?? key,
        text: `In ${environment.key}: ${words[rollout.state]}.`,
        href: `/flags/${key}?env=${environment.key}`,
        rollout,
      });
    }
  }
  const usage = await hoist.usage.read();
  const flags = [...definitions.flags.values()].filter(({ archived }) => !archived);
  const unused = findUnused(
    flags,
    flags.map((flag) => usageOf(flag, usage, hoist.now())),
    hoist.now(),
  );
  if (unused.length > 0)
    found.push({
      kind: 'unused',
      title: `${unused.length} ${unused.length === 1 ? 'flag' : 'flags'} without an evaluation for ${unusedAfter} days`,
      text: 'They may have done their work.',
      href: '/insights#clean-up',
    });
  return found.slice(0, mostAttention);
}

async function readChanges(hoist: Hoist): Promise<Change[]> {
  const { environments } = readDefinitions(hoist.definitions);
  const logs = [
    { reader: hoist.definitions, environment: undefined },
    ...environments.map(({ key }) => ({ reader: hoist.served(key), environment: key })),
  ];
  const changes = await Promise.all(
    logs.map(async ({ reader, environment }) => {
      const after = Math.max(0, reader.state.version - changesShown);
      const records = await hoist.store.read(reader.log, after, changesShown);
      return records.map(({ when, who, why, set }) => ({
        at: when,
        who: who.name,
        why,
        environment,
        href: hrefOf(set[0]?.[0] ?? '', environment),
      }));
    }),
  );
  return changes
    .flat()
    .filter(({ who }) => who !== 'Hoist')
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, changesShown);
}

function hrefOf(partKey: string, environment: string | undefined): string {
  const [kind = '', key = ''] = partKey.split('/');
  if (kind === 'segment') return `/segments/${key}`;
  if (kind !== 'flag') return '/flags';
  return environment === undefined ? `/flags/${key}` : `/flags/${key}?env=${environment}`;
}
