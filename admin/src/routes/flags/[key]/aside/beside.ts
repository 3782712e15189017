import type { Few, Neighbours } from '#lib/server/flags/neighbours.ts';
import type { TryAnswer } from '#lib/server/form-actions/draft-form.ts';

/** What a page knows beside a draft before anything is edited. */
export interface Beside {
  readonly neighbours: Neighbours;
  /** Apps that read the flag here; undefined while that is not known. */
  readonly readers: Few<string> | undefined;
  readonly tried: TryAnswer | undefined;
}
