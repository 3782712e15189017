import type { Registry } from '../../plugin/registry.ts';
import type { Serve, Setting } from '../../model/setting.ts';

/** A publish: `previous` is what the environment serves until then, null for nothing. `now`: ms since epoch. */
export interface SchedulePublish {
  readonly previous: Setting | null;
  readonly now: number;
  readonly registry: Registry;
}

interface Placed {
  readonly serve: Serve;
  readonly enabled: boolean;
}

/**
 * A setting with every plan in it turned into absolute steps. A rollout goes on from where it stood in the same place (the
 * rule of that id, or everyone else), as long as people are drawn by the same salt, or in the same group.
 */
export function scheduleSetting(setting: Setting, { previous, now, registry }: SchedulePublish): Setting {
  const same =
    previous?.salt === setting.salt && previous.bucketGroup === setting.bucketGroup ? previous : null;
  const schedule = ({ serve, enabled }: Placed, before: Placed | undefined): Serve => {
    const strategy = registry.strategies.get(serve.strategy);
    if (!strategy) return serve;
    const goesOn = before?.serve.strategy === serve.strategy ? before : undefined;
    return {
      strategy: serve.strategy,
      params: strategy.schedule(serve.params, {
        now,
        enabled,
        previous: goesOn && { params: goesOn.serve.params, enabled: goesOn.enabled },
      }),
    };
  };
  return {
    ...setting,
    rules: setting.rules.map((rule) => {
      const old = same?.rules.find(({ id }) => id === rule.id);
      const before = old && { serve: old.serve, enabled: (same?.enabled ?? false) && old.enabled };
      return {
        ...rule,
        serve: schedule({ serve: rule.serve, enabled: setting.enabled && rule.enabled }, before),
      };
    }),
    everyoneElse: schedule(
      { serve: setting.everyoneElse, enabled: setting.enabled },
      same ? { serve: same.everyoneElse, enabled: same.enabled } : undefined,
    ),
  };
}
