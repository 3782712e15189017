import { describeSetting } from '@hoist/core/words';
import type { PublishedFlag } from '@hoist/core';
import { nameDayAndTime } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import type { ChangedParts } from '../publishing/commit-change.ts';
import type { Place } from './read-place.ts';
import { wordingOf } from './wording-of.ts';

/** How a change of a setting goes into the log. */
export interface SettingAction {
  readonly kind: 'edited' | 'switched' | 'rollout' | 'undone' | 'restored';
  /** What stands before the flag's name: `paused the rollout of`. */
  readonly verb: string;
  /** Protected environments take it without a comment. */
  readonly needsNoComment?: boolean;
  /** A token with the role `hold` may do it. */
  readonly mayHold?: boolean;
}

/** The action of a switch. */
export function switchedTo(enabled: boolean): SettingAction {
  return { kind: 'switched', verb: enabled ? 'turned on' : 'turned off' };
}

/** A saved setting, for the log: `set Checkout: on for Beta`. Instants are named so that they can be read on any day. */
export function saySaved(
  hoist: AdminContext,
  { definition, definitions }: Place,
  { kind, verb }: SettingAction,
  { set }: ChangedParts,
): string {
  const published = set.get(`flag/${definition.key}`) as PublishedFlag | undefined;
  const { text } = describeSetting({
    ...wordingOf(hoist, definition, definitions),
    moment: { now: hoist.now(), nameTime: (instant) => nameDayAndTime(instant, hoist.zone) },
    flag: published ?? definition,
    setting: published?.setting ?? null,
  });
  const said = `${verb} ${definition.name}`;
  return kind === 'switched' && text === 'Off' ? said : `${said}: ${lowerFirst(text)}`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
