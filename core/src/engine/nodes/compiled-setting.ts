import type { Resolution } from '../evaluate/resolution.ts';
import type { Prerequisite } from '../../model/setting.ts';
import type { CompiledAvailability } from './compiled-availability.ts';
import type { CompiledShare } from './compiled-share.ts';
import { anyContains } from './compiled-rule.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import type { CompiledServe } from './compiled-serve.ts';

/** A flag that must serve one of some variants first. */
export interface CompiledPrerequisite {
  readonly source: Prerequisite;
  readonly flag: { decideOnce(): Resolution };
  readonly variants: ReadonlySet<string>;
  /** Served when it does not. */
  readonly unmet: Resolution;
}

/** Availability and `never`: who does not get the flag, whatever its rules say. */
export interface CompiledGate {
  readonly availability: CompiledAvailability | undefined;
  readonly never: readonly CompiledSegment[];
  /** Served to those it keeps out. */
  readonly withheld: Resolution;
}

/** The steps of an enabled setting, in the order they are asked. */
export interface CompiledSetting {
  readonly prerequisites: readonly CompiledPrerequisite[];
  readonly gate: CompiledGate | undefined;
  /** Its share of a bucket group, outside of which it reaches nobody. */
  readonly share: CompiledShare | undefined;
  readonly rules: readonly CompiledRule[];
  readonly everyoneElse: CompiledServe;
}

/** What `rule` of a resolution says when no rule matched; ids of rules are made by the admin and never this. */
export const everyoneElseRule = 'everyone-else';

/** Whether there is a step before the rules. */
export function isGuarded({
  prerequisites,
  gate,
  share,
}: Pick<CompiledSetting, 'prerequisites' | 'gate' | 'share'>): boolean {
  return prerequisites.length > 0 || gate !== undefined || share !== undefined;
}

/** Whether a gate keeps the subject of the evaluation under way out. */
export function keepsOut({ availability, never }: CompiledGate): boolean {
  return (availability !== undefined && !availability.allows(availability.check())) || anyContains(never);
}

/** Whether time alone may change what a setting makes of somebody. */
export function isTimed({ rules, everyoneElse }: CompiledSetting): boolean {
  if (everyoneElse.bound.timed) return true;
  return rules.some(
    ({ serve, conditions }) => serve.bound.timed || conditions.listed.some(({ bound }) => bound.timed),
  );
}
