import type { RolloutProgress } from '@hoist/core';
import type { StepWords } from '@hoist/core/words';

/** What a draft answers about one person, or what is wrong with how the person is given. */
export type Tried =
  | {
      /** The version in words; undefined where the app's own default counts. */
      readonly gets: string | undefined;
      readonly answer: string;
      readonly steps: readonly StepWords[];
    }
  | { readonly wrong: string };

/** What is valid about a draft and hardly meant, with its place. */
export interface Warning {
  readonly place: string;
  readonly text: string;
}

/** What a draft does to made-up people. */
export interface Forecast {
  readonly people: number;
  readonly gains: number;
  readonly loses: number;
  readonly switches: number;
  readonly keeps: number;
  readonly fails: number;
  readonly rebuckets: number;
  readonly within: string;
  readonly margin: number;
}

/** Another flag. */
interface Neighbour {
  readonly key: string;
  readonly name: string;
}

/** The first few of a list, and how many more there are. */
export interface Few<Item> {
  readonly items: readonly Item[];
  readonly more: number;
}

/** What else moves where a flag is changed. */
export interface Neighbours {
  readonly dependents: Few<Neighbour>;
  readonly sharing: Few<Neighbour & { readonly segments: readonly string[] }>;
  readonly rollouts: Few<
    Neighbour & { readonly module: string; readonly state: RolloutProgress['state']; readonly share: number }
  >;
}

/** What was asked of a draft without JavaScript, and what it answered. */
export interface TryAnswer {
  readonly name: string;
  readonly id: string;
  readonly attributes: string;
  readonly segment: string;
  readonly person?: Tried | undefined;
  readonly forecast?: Forecast | undefined;
}

/** What a page knows beside a draft before anything is edited. */
export interface Beside {
  readonly neighbours: Neighbours;
  /** Apps that read the flag here; undefined while that is not known. */
  readonly readers: Few<string> | undefined;
  readonly tried: TryAnswer | undefined;
}
