import { isJsonObject } from '@hoist/core';
import type { Serve, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { scheduleSetting } from '@hoist/core';

/**
 * A setting of the past as it stood at an instant, with every rollout that still had further to go paused there. What was off
 * stood still already.
 */
export function standStill(
  { registry }: Pick<AdminContext, 'registry'>,
  setting: Setting,
  at: number,
): Setting {
  if (!setting.enabled) return setting;
  const pause = (serve: Serve): Serve => {
    const { params } = serve;
    if (!isJsonObject(params) || params['control'] !== 'running') return serve;
    const result = registry.strategies.get(serve.strategy)?.bind(params);
    const isOver = result?.ok && result.bound.progress(at)?.state === 'finished';
    return isOver ? serve : { ...serve, params: { ...params, control: 'paused' } };
  };
  const paused = {
    ...setting,
    rules: setting.rules.map((rule) => (rule.enabled ? { ...rule, serve: pause(rule.serve) } : rule)),
    everyoneElse: pause(setting.everyoneElse),
  };
  return scheduleSetting(paused, { previous: setting, now: at, registry });
}
