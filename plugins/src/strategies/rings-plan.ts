/** Rings as they are written. */
export interface RingsPlan {
  readonly variant: string;
  readonly otherwise: string;
  readonly by?: string | undefined;
  readonly rings: readonly Ring[];
  readonly control: 'running' | 'paused' | 'stopped';
  /** When each ring begins, by its name. */
  readonly steps: readonly { readonly ring: string; readonly from: string }[];
}

/** One audience of a plan with rings. */
export interface Ring {
  readonly name: string;
  readonly segments: readonly string[];
  readonly regions: readonly string[];
  readonly percent: number;
  readonly at: string;
  readonly timeZone: string;
}
