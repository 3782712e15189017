import type { BucketGroup } from '@hoist/core';
import { moveShares, wholeShare } from '@hoist/plugins/move-shares';
import { invalidField } from '../errors/use-case-error.ts';

type Shares = NonNullable<BucketGroup['shares']>;

/** How much of all people a flag gets, in 0.001 %. */
export interface BucketGroupShare {
  readonly flag: string;
  readonly share: number;
}

/** Stands for those who are in no share; no key is empty. */
const nobody = '';
const undivided: Shares = [{ from: 0, to: wholeShare, flag: ' ' }];

/** How much each flag of a group has, in the order of their shares. */
export function sharesOfBucketGroup(placed: Shares): BucketGroupShare[] {
  const shares = new Map<string, number>();
  for (const { from, to, flag } of byPlace(placed)) shares.set(flag, (shares.get(flag) ?? 0) + to - from);
  return [...shares].map(([flag, share]) => ({ flag, share }));
}

/** Shares of these sizes that move as few people as any such shares can; throws UseCaseError 422. */
export function divideBucketGroup(before: Shares, shares: readonly BucketGroupShare[]): Shares {
  const wanted = new Map<string, number>();
  shares.forEach(({ flag, share }, index) => {
    if (wanted.has(flag))
      throw invalidField(['shares', index, 'flag'], 'duplicate', `'${flag}' has a share already.`);
    wanted.set(flag, share);
  });
  const sum = shares.reduce((total, { share }) => total + share, 0);
  if (sum > wholeShare) {
    throw invalidField(
      ['shares'],
      'mismatch',
      `The shares add up to ${sum / 1_000} %. They can have 100 % at most.`,
    );
  }
  wanted.set(nobody, wholeShare - sum);
  // Where nobody was anywhere yet there is nobody to keep: first shares are laid out from the beginning.
  const current = before.length === 0 ? undivided : withGaps(before);
  return moveShares(
    current.map(({ from, to, flag }) => ({ from, to, variant: flag })),
    wanted,
  )
    .filter(({ variant }) => variant !== nobody)
    .map(({ from, to, variant }) => ({ from, to, flag: variant }));
}

/** How much of all people is in another share, in none any more, or in one for the first time, in 0.001 %. */
export function movedShare(before: Shares, after: Shares): number {
  const old = withGaps(before);
  let moved = 0;
  for (const range of withGaps(after)) {
    for (const { from, to, flag } of old) {
      const shared = Math.min(to, range.to) - Math.max(from, range.from);
      if (shared > 0 && flag !== range.flag) moved += shared;
    }
  }
  return moved;
}

/** The whole, with nobody's shares in between. */
function withGaps(placed: Shares): Shares {
  const whole: Shares = [];
  let end = 0;
  for (const range of byPlace(placed)) {
    if (end < range.from) whole.push({ from: end, to: range.from, flag: nobody });
    whole.push(range);
    end = Math.max(end, range.to);
  }
  if (end < wholeShare) whole.push({ from: end, to: wholeShare, flag: nobody });
  return whole;
}

function byPlace(placed: Shares): Shares {
  return [...placed].sort((one, other) => one.from - other.from);
}
