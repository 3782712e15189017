import { canonicalize } from '../log/canonical.ts';
import type { Json } from '../model/json.ts';
import type { Serve } from '../model/setting.ts';
import type { Registry } from '../plugin/registry.ts';

/** Whether a person wrote the same: every publish makes the steps of a plan anew, which is nobody's change. */
export function isWrittenTheSame(one: Serve, other: Serve, registry: Registry): boolean {
  const fromTheStart = ({ strategy, params }: Serve): Json =>
    registry.strategies.get(strategy)?.schedule(params, atTheStart) ?? params;
  return (
    one.strategy === other.strategy && canonicalize(fromTheStart(one)) === canonicalize(fromTheStart(other))
  );
}

const atTheStart = { now: 0, enabled: true, previous: undefined };
