import type { Json } from '@hoist/core';
import { nameDay } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import { requireRight } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { nameOfFlag, readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { keyOfWatch } from '../definitions/rollout-watch.ts';
import type { RolloutWatch } from '../definitions/rollout-watch.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { notFinished, requireRollout } from './control-rollout.ts';
import type { RolloutName } from './control-rollout.ts';
import { readPlace } from './read-place.ts';
import type { PlaceName } from './read-place.ts';
import type { Rollout } from './rollouts.ts';

/** For how long a finished rollout is watched, in ms. */
export const watchedFor = 7 * 86_400_000;

/**
 * Puts off the question whether a finished rollout is made permanent, for everybody. It changes nothing for apps and is
 * written to the definitions. Throws UseCaseError 422 for one that has not finished.
 */
export async function watchRollout(
  context: AdminContext,
  person: Person,
  input: RolloutName & { readonly idempotencyKey?: string | undefined },
): Promise<void> {
  const { environment } = readPlace(context, input);
  requireRight(person, environment);
  await commitChange(context, context.definitions, {
    person,
    idempotencyKey: input.idempotencyKey,
    kind: 'rollout',
    build: () => {
      const { rollout } = requireRollout(context, input);
      const at = finishedAt(rollout);
      if (at === undefined) throw notFinished(input);
      const until = context.now() + watchedFor;
      const watch: RolloutWatch = {
        key: keyOfWatch(environment.key, input.flag, rollout.rule),
        finishedAt: new Date(at).toISOString(),
        until: new Date(until).toISOString(),
      };
      const name = nameOfFlag(readDefinitions(context.definitions), input.flag);
      const day = nameDay(until, context.zone);
      return {
        set: new Map([[`watch/${watch.key}`, watch as Json]]),
        said: `keeps watching the finished rollout of ${name} in ${environment.key} until ${day}`,
      };
    },
  });
}

/** The rollouts with until when each is watched. */
export function withWatches(
  { now }: Pick<AdminContext, 'now'>,
  { watches }: Definitions,
  { environment, flag }: PlaceName,
  rollouts: readonly Rollout[],
): Rollout[] {
  return rollouts.map((rollout) => {
    const at = finishedAt(rollout);
    const watch = at === undefined ? undefined : watches.get(keyOfWatch(environment, flag, rollout.rule));
    const until = watch && Date.parse(watch.finishedAt) === at ? Date.parse(watch.until) : 0;
    return until > now() ? { ...rollout, watchedUntil: until } : rollout;
  });
}

/** When a rollout reached its last step; undefined for one that has not. */
function finishedAt({ state, steps }: Rollout): number | undefined {
  return state === 'finished' ? steps.at(-1)?.at : undefined;
}
