import type { BucketGroup } from '@hoist/core';
import { listOf } from '#lib/words.ts';
import { nameOfFlag } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { movedShare, sharesOfBucketGroup } from './divide-group.ts';

const wholeShare = 100_000;

/** What a group does, in one sentence. */
export function describeBucketGroup({ by, shares }: BucketGroup, definitions: Definitions): string {
  if (!shares) return 'The same people get its flags';
  const sizes = sharesOfBucketGroup(shares);
  const drawn = by === undefined ? '' : `, drawn by ${by}`;
  if (sizes.length === 0) return `Nobody gets any of its flags: none has a share yet${drawn}`;
  const texts = sizes.map(({ flag, share }) => `${nameOfFlag(definitions, flag)} ${percent(share)}`);
  const rest = wholeShare - sizes.reduce((sum, { share }) => sum + share, 0);
  const holdout = rest === 0 ? '' : `; ${percent(rest)} get none`;
  return `Nobody gets two of these: ${listOf(texts)}${holdout}${drawn}`;
}

/** What becomes of a group, as plain sentences. */
export function describeBucketGroupChange(
  before: BucketGroup,
  after: BucketGroup,
  definitions: Definitions,
): string[] {
  if (!before.shares || !after.shares) {
    if (!before.shares && !after.shares) return ['Nothing that anybody can notice'];
    return [
      `Now: ${describeBucketGroup(before, definitions)}`,
      `After: ${describeBucketGroup(after, definitions)}`,
      'People move between versions',
    ];
  }
  const old = new Map(sharesOfBucketGroup(before.shares).map(({ flag, share }) => [flag, share]));
  const next = new Map(sharesOfBucketGroup(after.shares).map(({ flag, share }) => [flag, share]));
  const sentences = [...new Set([...old.keys(), ...next.keys()])].flatMap((flag) => {
    const [was, is] = [old.get(flag) ?? 0, next.get(flag) ?? 0];
    return was === is ? [] : [`${nameOfFlag(definitions, flag)}: ${percent(was)} → ${percent(is)} of people`];
  });
  if (before.by !== after.by) {
    const drawn = `Drawn by ${before.by ?? 'ID'} → ${after.by ?? 'ID'}`;
    return [...sentences, `${drawn}: everybody is drawn anew`];
  }
  const moved = movedShare(before.shares, after.shares);
  if (moved > 0) sentences.push(`Moves ${percent(moved)} of people, and leaves all others where they are`);
  return sentences.length > 0 ? sentences : ['Nothing that anybody can notice'];
}

function percent(share: number): string {
  return `${share / 1_000} %`;
}
