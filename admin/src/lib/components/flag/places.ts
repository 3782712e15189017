import type { Sentence } from '@hoist/core/words';
import type { Rollout } from '#lib/server/settings/rollouts.ts';

/** An environment as pages show it, with what the person may do there. */
export interface Place {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly protected: boolean;
  readonly mayChange: boolean;
}

/** A flag in one environment, as lists show it. */
interface PlaceState {
  readonly environment: string;
  /** The setting's etag. */
  readonly etag: string;
  readonly sentence: Sentence;
  /** True if the environment serves an older revision of the flag's definition. */
  readonly pending: boolean;
  readonly rollout: Rollout | undefined;
  /** True if an app asked for it here in the last 30 days. */
  readonly asked: boolean;
}

/** A flag as a row of the list. */
export interface FlagInList {
  readonly key: string;
  /** The definition's etag. */
  readonly etag: string;
  readonly name: string;
  readonly kind: string;
  readonly module: string;
  readonly owner: string;
  readonly tags: readonly string[];
  /** The start of the day of the last evaluation, in ms since the epoch; undefined if there was none in 30 days. */
  readonly lastDay: number | undefined;
  /** True if an app evaluated it by itself in 30 days; false if it was only delivered with all flags. */
  readonly evaluated: boolean;
  /** Days without an evaluation; undefined below 14. */
  readonly unusedDays: number | undefined;
  readonly places: readonly PlaceState[];
}
