import type { Hoist } from '../hoist.ts';
import { readDefinitions } from './definitions.ts';
import { readServed } from './served.ts';

/** One step of the way from nothing to a feature in prod; it ticks itself. */
export interface HomeStep {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly done: boolean;
}

/** The way from nothing to prod, ticked from facts alone. */
export async function readHomeSteps(hoist: Hoist): Promise<HomeStep[]> {
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
