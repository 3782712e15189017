import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { readPublished } from '../publishing/published.ts';

/** A step from an empty installation to a feature in prod; `done` follows from facts. */
export interface HomeStep {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly done: boolean;
}

/** The tag of flags that the example shop makes; they complete no step. */
const exampleTag = 'example';

/** Reads the steps from an empty installation to prod, and which are done. Flags of the example complete no step. */
export async function readHomeSteps(hoist: AdminContext): Promise<HomeStep[]> {
  const { environments } = readDefinitions(hoist.definitions);
  const own = listOwnFlags(hoist);
  const keys = environments.map(({ key }) => key);
  const [first = 'dev', second = 'staging'] = keys;
  const last = keys.at(-1) ?? 'prod';
  const usage = await hoist.usage.read();
  const inFirst = findSetUp(hoist, first, own);
  const flag = inFirst?.key ?? [...own].at(-1);
  const page = flag === undefined ? '/flags' : `/flags/${flag}`;
  return [
    { title: 'Create a flag', text: 'Name the feature.', href: '/flags/new', done: own.size > 0 },
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
      done: [...usage.values()].some((asked) => [...asked.keys()].some((key) => own.has(key))),
    },
    {
      title: `Set it up in ${second}`,
      text: 'The same, where your team tries it.',
      href: `${page}?env=${second}`,
      done: findSetUp(hoist, second, own) !== undefined,
    },
    {
      title: `Grow it in ${last}`,
      text: 'A little at a time, with an eye on the numbers.',
      href: `${page}?env=${last}`,
      done: findSetUp(hoist, last, own)?.setting?.enabled === true,
    },
  ];
}

/** Lists the keys of all flags except those of the example. */
function listOwnFlags(hoist: AdminContext): ReadonlySet<string> {
  const { flags } = readDefinitions(hoist.definitions);
  const own = [...flags.values()].filter(({ tags }) => !tags.includes(exampleTag));
  return new Set(own.map(({ key }) => key));
}

/** Finds a flag with a setting in an environment, preferably one that is on. */
function findSetUp(hoist: AdminContext, environment: string, own: ReadonlySet<string>) {
  const { environments } = readDefinitions(hoist.definitions);
  if (!environments.some(({ key }) => key === environment)) return undefined;
  const flags = [...readPublished(hoist.published(environment)).flags.values()].filter(
    ({ key, setting }) => setting && own.has(key),
  );
  return flags.find(({ setting }) => setting?.enabled) ?? flags[0];
}
