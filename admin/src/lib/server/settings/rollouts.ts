import type { BoundStrategy, JsonObject, RolloutProgress, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';

export const rolloutActions = ['pause', 'resume', 'stop', 'restart', 'next'] as const;
/** `restart` begins anew at the start and in the window of the plan, `next` goes to the step after the one that is reached. */
export type RolloutAction = (typeof rolloutActions)[number];

/** Where everyone else's rollout stands now; undefined where they have none. */
export function readRollout(hoist: AdminContext, setting: Setting | null): RolloutProgress | undefined {
  if (!setting) return undefined;
  return bind(hoist, setting.everyoneElse)?.progress(hoist.now());
}

/** Whether a rollout goes on by itself, or will begin to. */
export function isGrowing(progress: RolloutProgress | undefined): boolean {
  return progress?.state === 'running' || progress?.state === 'waiting';
}

const bounds = new WeakMap<Setting['everyoneElse'], BoundStrategy | undefined>();

/** A list asks for every flag; what is served stays the same object until it changes. */
function bind(hoist: AdminContext, serve: Setting['everyoneElse']): BoundStrategy | undefined {
  if (!bounds.has(serve)) {
    const result = hoist.registry.strategies.get(serve.strategy)?.bind(serve.params);
    bounds.set(serve, result?.ok ? result.bound : undefined);
  }
  return bounds.get(serve);
}

/** The setting with what a person asked of its rollout. */
export function applyRolloutAction(
  setting: Setting,
  action: RolloutAction,
  progress: RolloutProgress,
): Setting {
  const { strategy, params } = setting.everyoneElse;
  const control = action === 'pause' ? 'paused' : action === 'stop' ? 'stopped' : 'running';
  const step = Math.min(Math.floor(progress.position) + 1, progress.steps.length - 1);
  const goTo: JsonObject = action === 'restart' ? { goTo: 'start' } : action === 'next' ? { goTo: step } : {};
  const steered: JsonObject = { ...(params as JsonObject), control, ...goTo };
  return { ...setting, everyoneElse: { strategy, params: steered } };
}
