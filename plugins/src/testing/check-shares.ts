import { bucketCount, createSubject } from '@hoist/core';
import type { ServedVariant, Share, Strategy } from '@hoist/core';
import { assign, bindVectors } from './bound-vector.ts';
import type { BoundVector } from './bound-vector.ts';
import { fail, tryTo } from './property.ts';
import { show } from './show.ts';

const people = 20_000;
const salts = ['salt0001', 'Zq8w2k', 'another1'];

/** Draws many people, and holds what they get against what the strategy says. */
export function checkShares(strategy: Strategy): void {
  for (const each of bindVectors(strategy)) {
    const shares = findShares(each);
    if (!shares || each.vector.variant === undefined) continue;
    for (const salt of salts) {
      const counts = countPeople(each, salt);
      for (const { variant, share } of shares) {
        const wanted = (share / bucketCount) * people;
        // Five standard deviations of a fair draw.
        const tolerance = 5 * Math.sqrt(wanted * (1 - share / bucketCount)) + 1e-9;
        const got = counts.get(variant) ?? 0;
        if (Math.abs(got - wanted) <= tolerance) continue;
        const said = `${Math.round(wanted)} (${share / 1_000} %) are said`;
        fail(
          `A share is off: of ${people} people ${got} got ${show(variant)}, and ${said}. Correct shares, or assign.`,
          { params: each.vector.params, shares, salt },
        );
      }
    }
  }
}

function findShares(each: BoundVector): readonly Share[] | undefined {
  const { bound, vector, example } = each;
  const { params, now = 0 } = vector;
  const shares = tryTo('shares', () => bound.shares, example);
  if (shares === undefined) {
    // One that grows says its share at each instant.
    const progress = tryTo('progress', () => bound.progress(now), example);
    return progress && [{ variant: progress.variant, share: progress.share }];
  }
  if (!isShares(shares)) {
    fail(
      `shares gave ${show(shares)}. It must give a list of { variant, share }, share in thousandths of a percent.`,
      { params },
    );
  }
  const sum = shares.reduce((total, { share }) => total + share, 0);
  if (sum !== bucketCount) {
    fail(`The shares add up to ${sum}, and must to ${bucketCount}: thousandths of a percent.`, {
      params,
      shares,
    });
  }
  return shares;
}

function isShares(value: unknown): value is readonly Share[] {
  if (!Array.isArray(value)) return false;
  return value.every((each: unknown) => {
    if (typeof each !== 'object' || each === null) return false;
    const { variant, share } = each as Partial<Share>;
    return (variant === null || typeof variant === 'string') && typeof share === 'number';
  });
}

function countPeople(each: BoundVector, salt: string): Map<ServedVariant | undefined, number> {
  const counts = new Map<ServedVariant | undefined, number>();
  for (let person = 0; person < people; person++) {
    const variant = assignPerson(each, salt, person);
    counts.set(variant, (counts.get(variant) ?? 0) + 1);
  }
  return counts;
}

function assignPerson(
  { bound, vector }: BoundVector,
  salt: string,
  person: number,
): ServedVariant | undefined {
  // Whatever the unit is, each person has one of their own.
  const units = Object.keys(vector.context).map((attribute) => [attribute, `${attribute}-${person}`]);
  const context = { ...Object.fromEntries(units), targetingKey: `user-${person}` };
  const subject = createSubject({ ...vector, context, salt });
  return assign(bound, subject, { params: vector.params, context });
}
