import { z } from 'zod';

const sideSchema = z.object({ environment: z.string(), digest: z.string() });

/** What somebody said of the difference between what two environments serve of a flag. It holds until either side changes. */
export const differenceMarkSchema = z.object({
  /** As {@link keyOfDifference} names it. */
  key: z.string(),
  intended: z.boolean(),
  /** The etags of both settings that it was said of. */
  sides: z.tuple([sideSchema, sideSchema]),
  who: z.string(),
  when: z.iso.datetime(),
});
export type DifferenceMark = z.infer<typeof differenceMarkSchema>;

/** Names a difference, whichever side it is looked at from: `checkout/dev/prod`. */
export function keyOfDifference(flag: string, one: string, other: string): string {
  return [flag, ...[one, other].sort()].join('/');
}

/** Whether a difference is of a flag, between whatever environments. */
export function isDifferenceOf(key: string, flag: string): boolean {
  return key.split('/')[0] === flag;
}
