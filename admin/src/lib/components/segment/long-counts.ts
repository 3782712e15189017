/** How many IDs a segment's lists have that are too long for a form; undefined for one that is short. */
export interface LongCounts {
  readonly included?: number | undefined;
  readonly excluded?: number | undefined;
}
