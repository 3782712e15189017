import { everyoneElseRule } from '@hoist/core';
import type { BoundStrategy, JsonObject, RolloutProgress, Serve, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';

export const rolloutActions = ['pause', 'resume', 'stop', 'restart', 'next', 'make-permanent'] as const;
/**
 * `restart` begins anew at the start and in the window of the plan, `next` goes to the step after the one that is reached.
 * `make-permanent` puts what a finished one serves in its place.
 */
export type RolloutAction = (typeof rolloutActions)[number];

/** A rollout of a setting, and where it stands. */
export interface Rollout extends RolloutProgress {
  /** The id of the rule that it is in, or `everyone-else`. */
  readonly rule: string;
  /** What takes its place when it is made permanent; undefined until it has finished. */
  readonly permanent?: Serve;
  /** Until when it is watched though it has finished, ms since epoch; undefined where nobody wants that. */
  readonly watchedUntil?: number;
}

/** The rollouts of a setting as they stand now, of enabled rules in their order, then of everyone else. */
export function listRollouts(context: AdminContext, setting: Setting | null): Rollout[] {
  if (!setting) return [];
  const places = setting.rules.filter(({ enabled }) => enabled).map(({ id, serve }) => ({ rule: id, serve }));
  return [...places, { rule: everyoneElseRule, serve: setting.everyoneElse }].flatMap(({ rule, serve }) => {
    const bound = bind(context, serve);
    const progress = bound?.progress(context.now());
    const permanent = bound?.permanent(context.now());
    return progress ? [{ rule, ...progress, ...(permanent && { permanent }) }] : [];
  });
}

/**
 * Returns the rollout that a card or a list shows: the last that grows, otherwise the last that has finished and that nobody
 * watches, otherwise the last of all; undefined if there is none.
 */
export function mainRollout(rollouts: readonly Rollout[]): Rollout | undefined {
  return rollouts.findLast(isGrowing) ?? rollouts.findLast(isToDecide) ?? rollouts.at(-1);
}

/** True if a rollout has finished, and it is time to make it permanent. */
function isToDecide({ state, watchedUntil }: Rollout): boolean {
  return state === 'finished' && watchedUntil === undefined;
}

/** True if a rollout is running or will start by itself. */
export function isGrowing(progress: RolloutProgress): boolean {
  return progress.state === 'running' || progress.state === 'waiting';
}

const bounds = new WeakMap<Serve, BoundStrategy | undefined>();

/** A list asks for every flag; what is served stays the same object until it changes. */
function bind({ registry }: AdminContext, serve: Serve): BoundStrategy | undefined {
  if (!bounds.has(serve)) {
    const result = registry.strategies.get(serve.strategy)?.bind(serve.params);
    bounds.set(serve, result?.ok ? result.bound : undefined);
  }
  return bounds.get(serve);
}

/** The setting with what a person asked of one of its rollouts. */
export function applyRolloutAction(setting: Setting, action: RolloutAction, rollout: Rollout): Setting {
  const change = (serve: Serve): Serve =>
    action === 'make-permanent'
      ? (rollout.permanent ?? serve)
      : {
          strategy: serve.strategy,
          params: { ...(serve.params as JsonObject), ...toParams(action, rollout) },
        };
  if (rollout.rule === everyoneElseRule) return { ...setting, everyoneElse: change(setting.everyoneElse) };
  return {
    ...setting,
    rules: setting.rules.map((rule) =>
      rule.id === rollout.rule ? { ...rule, serve: change(rule.serve) } : rule,
    ),
  };
}

function toParams(action: RolloutAction, { position, steps }: RolloutProgress): JsonObject {
  if (action === 'pause') return { control: 'paused' };
  if (action === 'stop') return { control: 'stopped' };
  const next = Math.min(Math.floor(position) + 1, steps.length - 1);
  return {
    control: 'running',
    ...(action === 'restart' && { goTo: 'start' }),
    ...(action === 'next' && { goTo: next }),
  };
}
