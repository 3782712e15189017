import type { BucketGroup } from '@hoist/core';
import { listOf } from '#lib/words.ts';
import { nameOfFlag } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { movedShare, sharesOfGroup } from './divide-group.ts';

const wholeShare = 100_000;

/** What a group does, in one sentence. */
export function describeGroup({ by, ranges }: BucketGroup, definitions: Definitions): string {
  if (!ranges) return 'The same people get its flags';
  const shares = sharesOfGroup(ranges);
  const drawn = by === undefined ? '' : `, drawn by ${by}`;
  if (shares.length === 0) return `Nobody gets any of its flags: none has a part yet${drawn}`;
  const parts = shares.map(({ flag, share }) => `${nameOfFlag(definitions, flag)} ${percent(share)}`);
  const rest = wholeShare - shares.reduce((sum, { share }) => sum + share, 0);
  const holdout = rest === 0 ? '' : `; ${percent(rest)} get none`;
  return `Nobody gets two of these: ${listOf(parts)}${holdout}${drawn}`;
}

/** What becomes of a group, as plain sentences. */
export function describeGroupChange(
  before: BucketGroup,
  after: BucketGroup,
  definitions: Definitions,
): string[] {
  if (!before.ranges || !after.ranges) {
    if (!before.ranges && !after.ranges) return ['Nothing that anybody can notice'];
    return [
      `Now: ${describeGroup(before, definitions)}`,
      `After: ${describeGroup(after, definitions)}`,
      'People move between versions',
    ];
  }
  const old = new Map(sharesOfGroup(before.ranges).map(({ flag, share }) => [flag, share]));
  const next = new Map(sharesOfGroup(after.ranges).map(({ flag, share }) => [flag, share]));
  const sentences = [...new Set([...old.keys(), ...next.keys()])].flatMap((flag) => {
    const [was, is] = [old.get(flag) ?? 0, next.get(flag) ?? 0];
    return was === is ? [] : [`${nameOfFlag(definitions, flag)}: ${percent(was)} → ${percent(is)} of people`];
  });
  if (before.by !== after.by) {
    const drawn = `Drawn by ${before.by ?? 'ID'} → ${after.by ?? 'ID'}`;
    return [...sentences, `${drawn}: everybody is drawn anew`];
  }
  const moved = movedShare(before.ranges, after.ranges);
  if (moved > 0) sentences.push(`Moves ${percent(moved)} of people, and leaves all others where they are`);
  return sentences.length > 0 ? sentences : ['Nothing that anybody can notice'];
}

function percent(share: number): string {
  return `${share / 1_000} %`;
}
