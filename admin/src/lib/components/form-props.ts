import type { Refusal } from '#lib/server/form-actions/attempt.ts';

/** The properties that every form of a definition has. */
export interface FormProps<Draft> {
  readonly draft: Draft;
  /** The etag that the draft is based on; undefined for something new. */
  readonly etag?: string | undefined;
  readonly refusal: Refusal | undefined;
  /** The other person's change in words, after a conflict. */
  readonly theirs?: string | undefined;
  /** True if the person may look but not change. */
  readonly locked?: boolean;
  /** The effect of saving: first what stands out, then the rest. */
  readonly effect: string;
  readonly effectMore: string;
}
