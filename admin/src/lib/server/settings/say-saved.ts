import { describeSetting } from '@hoist/core/words';
import type { PublishedFlag } from '@hoist/core';
import { nameDayAndTime } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireFlag } from '../definitions/definitions.ts';
import type { ChangedParts } from '../publishing/commit-change.ts';
import { wordingOf } from './wording-of.ts';

/** How a change of a setting goes into the log. */
export interface SettingAction {
  readonly kind: 'edited' | 'switched' | 'rollout' | 'undone';
  /** What stands before the flag's name: `paused the rollout of`. */
  readonly verb: string;
  /** Protected environments take it without a comment. */
  readonly needsNoComment?: boolean;
}

/** A saved setting, for the log: `set Checkout: on for Beta`. Instants are named so that they can be read on any day. */
export function saySaved(
  hoist: AdminContext,
  flag: string,
  { kind, verb }: SettingAction,
  { set }: ChangedParts,
): string {
  const definition = requireFlag(readDefinitions(hoist.definitions), flag);
  const published = set.get(`flag/${flag}`) as PublishedFlag | undefined;
  const { text } = describeSetting({
    ...wordingOf(hoist, definition),
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
