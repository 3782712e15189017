import type { FlagDefinition, RolloutProgress, Setting } from '@hoist/core';
import { createYield } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { readEvaluations } from '../counts/evaluations.ts';
import { nameOfFlag, nameOfSegment } from '../definitions/definitions.ts';
import { referencesOfSetting } from '../definitions/setting-references.ts';
import { readPlace } from '../settings/read-place.ts';
import type { PlaceName } from '../settings/read-place.ts';
import { isGrowing, listRollouts } from '../settings/rollouts.ts';

/** Another flag, as a link to it needs it. */
interface Neighbour {
  readonly key: string;
  readonly name: string;
}

/** The first few of a list, and how many more there are. */
export interface Few<Item> {
  readonly items: readonly Item[];
  readonly more: number;
}

/** What else moves where a flag is changed, in one environment. */
export interface Neighbours {
  /** Flags that are off unless this one serves what they need. */
  readonly dependents: Few<Neighbour>;
  /** Flags that ask about the same segments, by their names. */
  readonly sharing: Few<Neighbour & { readonly segments: readonly string[] }>;
  /** Rollouts that are under way in its module, and in modules that it watches. */
  readonly rollouts: Few<
    Neighbour & { readonly module: string; readonly state: RolloutProgress['state']; readonly share: number }
  >;
}

const mostShown = 5;
/** How many flags are looked at between two looks at the time. */
const flagsALook = 64;

/** Looks through what an environment serves, in slices. The segments are those of `setting`, a draft or what is served. */
export async function findNeighbours(
  context: AdminContext,
  name: PlaceName,
  setting: Setting | null,
  yieldToEventLoop = createYield(),
): Promise<Neighbours> {
  const { definition, definitions, published, registry } = readPlace(context, name);
  const modules = modulesOf(definition);
  const own = setting ? segmentsOf(setting) : new Set<string>();
  const dependents: Neighbours['dependents']['items'][number][] = [];
  const sharing: Neighbours['sharing']['items'][number][] = [];
  const rollouts: Neighbours['rollouts']['items'][number][] = [];
  let looked = 0;
  for (const { key, setting: other } of published.ruleset.flags) {
    if (++looked % flagsALook === 0) {
      const pause = yieldToEventLoop();
      if (pause) await pause;
    }
    if (!other || key === name.flag) continue;
    if (other.prerequisites.some(({ flag }) => flag === name.flag)) dependents.push(neighbour(key));
    if (own.size > 0) lookAtSegments(key, other);
    if (modules.size > 0 && other.enabled) lookAtRollouts(key, other);
  }
  return { dependents: fewOf(dependents), sharing: fewOf(sharing), rollouts: fewOf(rollouts) };

  function neighbour(key: string): Neighbour {
    return { key, name: nameOfFlag(definitions, key) };
  }

  function lookAtSegments(key: string, other: Setting): void {
    const shared = [...segmentsOf(other)].filter((segment) => own.has(segment));
    const segments = shared.map((each) => nameOfSegment(definitions, each));
    if (shared.length > 0) sharing.push({ ...neighbour(key), segments });
  }

  function lookAtRollouts(key: string, other: Setting): void {
    const module = definitions.flags.get(key)?.module ?? '';
    if (!modules.has(module)) return;
    const moving = listRollouts(context, other).find((each) => isGrowing(each) || each.state === 'paused');
    if (moving) rollouts.push({ ...neighbour(key), module, state: moving.state, share: moving.share });
  }

  function segmentsOf(each: Setting): ReadonlySet<string> {
    let found = segmentsBySetting.get(each);
    if (!found) segmentsBySetting.set(each, (found = referencesOfSetting(each, registry).segments));
    return found;
  }
}

/** What is served stays the same object until it changes; every preview looks at all of it. */
const segmentsBySetting = new WeakMap<Setting, ReadonlySet<string>>();

function modulesOf({ module, watches }: FlagDefinition): ReadonlySet<string> {
  return new Set([module, ...watches].filter((each) => each !== ''));
}

function fewOf<Item>(items: readonly Item[]): Few<Item> {
  return { items: items.slice(0, mostShown), more: Math.max(0, items.length - mostShown) };
}

/** Apps that read a flag in an environment, with their versions, the busiest of the last 7 days first. */
export async function listReaders(context: AdminContext, place: PlaceName): Promise<Few<string>> {
  const { use } = await readEvaluations(context, { ...place, window: '7d' });
  return fewOf(use.apps);
}
