import { z } from 'zod';

/** That a rollout goes on being watched though it has finished. */
export const rolloutWatchSchema = z.object({
  /** As {@link keyOfWatch} names it. */
  key: z.string(),
  /** When its last step began: one that runs again is another one. */
  finishedAt: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type RolloutWatch = z.infer<typeof rolloutWatchSchema>;

/** Names a rollout of a flag in an environment: `prod/checkout/everyone-else`. */
export function keyOfWatch(environment: string, flag: string, rule: string): string {
  return `${environment}/${flag}/${rule}`;
}

/** Whether a watch is of a flag, in whatever environment. */
export function isWatchOf(key: string, flag: string): boolean {
  return key.split('/')[1] === flag;
}
