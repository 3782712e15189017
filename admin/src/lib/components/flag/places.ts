import type { RolloutProgress } from '@hoist/core';
import type { Sentence } from '@hoist/core/words';

/** An environment as pages show it, with what the person may do there. */
export interface Place {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly protected: boolean;
  readonly mayChange: boolean;
}

/** A flag in one environment. */
interface PlaceState {
  readonly environment: string;
  /** The setting's etag. */
  readonly etag: string;
  readonly sentence: Sentence;
  /** The environment serves an older revision of the flag's definition. */
  readonly pending: boolean;
  readonly rollout: RolloutProgress | undefined;
  /** An app has asked for it here in the last 30 days. */
  readonly asked: boolean;
}

export interface FlagInList {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly module: string;
  readonly owner: string;
  /** The beginning of the day on which it was last asked for, ms since epoch; undefined for not in 30 days. */
  readonly lastDay: number | undefined;
  /** Whether an app asked for it by itself in 30 days, or it was only delivered with all flags. */
  readonly evaluated: boolean;
  /** How long nobody has asked for it, from 14 days on. */
  readonly unusedDays: number | undefined;
  readonly places: readonly PlaceState[];
}
