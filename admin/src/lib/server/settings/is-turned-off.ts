import type { Setting } from '@hoist/core';
import { etagOfSetting } from '../publishing/published.ts';

/** True if nothing but the switch changes, to off: that has to work whatever else is wrong. */
export function isTurnedOff(before: Setting | null, after: Setting): boolean {
  return !after.enabled && isSwitched(before, after);
}

/** True if nothing changes, or the switch alone. */
export function isSwitched(before: Setting | null, after: Setting): boolean {
  return before !== null && etagOfSetting({ ...before, enabled: after.enabled }) === etagOfSetting(after);
}
