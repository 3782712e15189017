import type { Json, Serve } from '@hoist/core';
import { moveShares, sharesOf, wholeShare } from '@hoist/plugins/move-shares';
import type { Range } from '@hoist/plugins/move-shares';
import { toObject } from '../json-object.ts';
import { sayWrongPercent, toPercent, toShare } from '../percent.ts';
import { findOnOff } from './flag-shape.ts';
import type { FlagShape } from './flag-shape.ts';
import type { Typed } from './typed.ts';

/** What part of people one version gets. */
export interface Weight {
  readonly variant: string;
  readonly percent: string;
}

/** A part of people for one version, and the rest for another. */
interface Percentage {
  readonly variant: string;
  readonly otherwise: string;
  readonly percent: string;
  readonly by: string;
}

/** A part of people for each version. */
interface Weights {
  readonly weights: readonly Weight[];
  readonly by: string;
}

const strategy = 'split';

/** A split as a form shows it: a percentage where two versions share in one piece each; undefined for any other serve. */
export function toShares(
  serve: Serve,
  flag: FlagShape,
):
  | ({ readonly mode: 'percentage' } & Partial<Percentage>)
  | ({ readonly mode: 'split' } & Weights)
  | undefined {
  const ranges = rangesOf(serve);
  if (!ranges) return undefined;
  const { by } = toObject(serve.params);
  const shares = sharesOf(ranges);
  const counted = { by: typeof by === 'string' ? by : '' };
  const onOff = findOnOff(flag);
  if (onOff) return { ...counted, mode: 'percentage', percent: toPercent(shares.get(onOff.on) ?? 0) };
  const [first, second, ...more] = ranges;
  if (first && second && more.length === 0 && first.variant !== second.variant)
    return {
      ...counted,
      mode: 'percentage',
      variant: first.variant,
      otherwise: second.variant,
      percent: toPercent(shares.get(first.variant) ?? 0),
    };
  const weights = flag.variants.map(({ key }) => ({
    variant: key,
    percent: toPercent(shares.get(key) ?? 0),
  }));
  return { ...counted, mode: 'split', weights };
}

/** What is published. */
interface Kept {
  readonly kept: Serve | null;
}

/** A version for a part of people, and another for the rest. Raising the part takes the version from nobody. */
export function fromPercentage({ variant, otherwise, percent, by, kept }: Percentage & Kept): Typed<Serve> {
  const share = toShare(percent);
  if (share === undefined) return { wrongs: { percent: sayWrongPercent(percent) } };
  if (variant === otherwise) return { wrongs: { otherwise: 'Choose two different versions.' } };
  const wanted = new Map([
    [variant, share],
    [otherwise, wholeShare - share],
  ]);
  const before = (kept && rangesOf(kept)) ?? [];
  const [first, second, ...more] = before;
  const isPlain =
    (first?.variant ?? variant) === variant &&
    (second?.variant ?? otherwise) === otherwise &&
    more.length === 0;
  const plain: Range[] = [
    { from: 0, to: share, variant },
    { from: share, to: wholeShare, variant: otherwise },
  ];
  return {
    value: toSplit(isPlain ? plain.filter(({ from, to }) => from < to) : moveShares(before, wanted), by),
  };
}

/** A part of people for each version. Those who have one keep it as far as the new parts allow. */
export function fromWeights({ weights, by, kept }: Weights & Kept): Typed<Serve> {
  const wanted = new Map<string, number>();
  const wrongs: Record<string, string> = {};
  weights.forEach(({ variant, percent }, index) => {
    const share = toShare(percent || '0');
    if (share === undefined) wrongs[`weights.${index}.percent`] = sayWrongPercent(percent);
    else wanted.set(variant, share);
  });
  const sum = [...wanted.values()].reduce((total, share) => total + share, 0);
  if (Object.keys(wrongs).length === 0 && sum !== wholeShare)
    wrongs['weights'] = `The percentages add up to ${toPercent(sum)} %. They must add up to 100 %.`;
  if (Object.keys(wrongs).length > 0) return { wrongs };
  const before = (kept && rangesOf(kept)) ?? [{ from: 0, to: wholeShare, variant: wholeOf(kept, weights) }];
  return { value: toSplit(moveShares(before, wanted), by) };
}

/** The version that everybody had before there was a split. */
function wholeOf(kept: Serve | null, weights: readonly Weight[]): string {
  const variant = kept?.strategy === 'fixed' ? toObject(kept.params)['variant'] : undefined;
  return typeof variant === 'string' ? variant : (weights[0]?.variant ?? '');
}

function toSplit(ranges: readonly Range[], by: string): Serve {
  const written: Json = ranges.map(({ from, to, variant }) => ({ from, to, variant }));
  return { strategy, params: { ranges: written, ...(by.trim() !== '' && { by: by.trim() }) } };
}

function rangesOf(serve: Serve): readonly Range[] | undefined {
  const ranges = serve.strategy === strategy ? toObject(serve.params)['ranges'] : undefined;
  return Array.isArray(ranges) ? (ranges as unknown as readonly Range[]) : undefined;
}
