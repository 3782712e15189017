import type { ServedVariant, Share } from '../plugin/strategy.ts';
import type { Serve } from '../model/setting.ts';
import { isWrittenTheSame } from './is-written-the-same.ts';
import { isSame } from './differences.ts';
import { describeServe, nameServed, toServeWords } from './describe-serve.ts';
import type { DescribedFlag } from './describe-serve.ts';
import { wordsOfCount, wordsOfShare } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

const mostListed = 8;

/** What some people are handed out instead: `Everyone else: 25 % → 50 %`; empty where a person wrote the same. */
export function describeServeChange(
  people: string,
  [before, after]: readonly [before: Serve, after: Serve],
  input: Wording & { readonly flag: DescribedFlag },
): string[] {
  if (isSame(before, after)) return [];
  const was = describeServe(toServeWords(before, input.flag, input));
  const is = describeServe(toServeWords(after, input.flag, input));
  if (was !== is) return [`${people}: ${was} → ${is}`];
  if (isWrittenTheSame(before, after, input.registry)) return [];
  const [sharesBefore, sharesAfter] = [sharesOf(before, input), sharesOf(after, input)];
  if (!sharesBefore || !sharesAfter) {
    return [`${people}: ${isPlan(after, input) ? 'another plan' : `${is}, set in another way`}`];
  }
  const moved = describeShares(sharesBefore, sharesAfter, input);
  if (moved !== '') return [`${people}: ${moved}`];
  if (sharesAfter.size < 2) return [`${people}: ${is}, set in another way`];
  return [`${people}: the same shares, people may move between versions`];
}

/** What each version gets; undefined where that is not known, or changes with time. */
function sharesOf(
  { strategy, params }: Serve,
  { registry }: Wording,
): ReadonlyMap<ServedVariant, number> | undefined {
  const result = registry.strategies.get(strategy)?.bind(params);
  const shares: readonly Share[] | undefined = result?.ok ? result.bound.shares : undefined;
  if (!shares) return undefined;
  const sums = new Map<ServedVariant, number>();
  for (const { variant, share } of shares) {
    if (share > 0) sums.set(variant, (sums.get(variant) ?? 0) + share);
  }
  return sums;
}

/** `A 60 % → 10 %, B 10 % → 60 %`: the versions whose shares differ. */
function describeShares(
  before: ReadonlyMap<ServedVariant, number>,
  after: ReadonlyMap<ServedVariant, number>,
  { names }: Wording,
): string {
  const moved = [...new Set([...before.keys(), ...after.keys()])].flatMap((variant) => {
    const [was = 0, is = 0] = [before.get(variant), after.get(variant)];
    return was === is ? [] : [`${nameServed(variant, names)} ${wordsOfShare(was)} → ${wordsOfShare(is)}`];
  });
  const rest = moved.length - mostListed;
  const listed = rest > 0 ? [...moved.slice(0, mostListed), wordsOfCount(rest, 'more version')] : moved;
  return listed.join(', ');
}

/** Whether time is part of what it hands out. */
function isPlan({ strategy, params }: Serve, { registry }: Wording): boolean {
  const result = registry.strategies.get(strategy)?.bind(params);
  return result?.ok === true && result.bound.shares === undefined;
}
