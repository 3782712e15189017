import type { Refusal } from '#lib/server/form-actions/attempt.ts';

/** What the form of a definition is given, whatever it defines. */
export interface FormProps<Draft> {
  readonly draft: Draft;
  /** What the draft was made from; something new has none. */
  readonly etag?: string | undefined;
  readonly refusal: Refusal | undefined;
  /** What somebody else saved meanwhile, in words. */
  readonly theirs?: string | undefined;
  /** Shown, not changed. */
  readonly locked?: boolean;
  /** What saving would do: first what stands out, then the rest. */
  readonly effect: string;
  readonly effectMore: string;
}
