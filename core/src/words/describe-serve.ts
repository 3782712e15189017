import type { Json } from '../model/json.ts';
import type { RolloutProgress, ServedVariant, Share } from '../plugin/strategy.ts';
import type { PublishedFlag } from '../model/published.ts';
import type { Serve } from '../model/setting.ts';
import { joinWords, wordsOfCount, wordsOfShare } from '../plugin/words.ts';
import type { Moment } from '../plugin/moment.ts';
import type { Wording } from '../plugin/wording.ts';

/** What sentences need of a flag. */
export type DescribedFlag = {
  readonly type: PublishedFlag['type'];
  readonly variants: readonly { readonly key: string; readonly value: Json }[];
};

const everybody = 100_000;
const mostVariants = 4;
/** 33, 33 and 34 % are "33 % each". */
const nearlyEqual = 1_000;

/** What a serve gives to the people of a rule, in a form that sentences are made of. */
export type ServeWords =
  /** All of them get it. Only boolean flags. */
  | { readonly kind: 'on' }
  /** None of them gets it: a boolean flag's false version, or what the setting serves when off. */
  | { readonly kind: 'off' }
  /** Part of them get it, in thousandths of a percent. Only boolean flags. */
  | { readonly kind: 'share'; readonly share: number; readonly growth?: string }
  /** One version by its name. */
  | { readonly kind: 'one'; readonly words: string }
  /** Several versions: `3 versions, 33 % each`. */
  | { readonly kind: 'mix'; readonly words: string };

/** Puts what a serve hands out in words. */
export function toServeWords(serve: Serve, flag: DescribedFlag, wording: Wording): ServeWords {
  const { names, registry, moment } = wording;
  const strategy = registry.strategies.get(serve.strategy);
  const result = strategy?.bind(serve.params);
  if (!strategy || !result?.ok) return { kind: 'mix', words: `a version by '${serve.strategy}'` };
  const progress = result.bound.progress(moment?.now ?? atTheStart);
  if (progress) return describeProgress(progress, flag, wording);
  const described = result.bound.describe(names, moment);
  if (described !== undefined) return { kind: 'mix', words: described };
  const { shares } = result.bound;
  if (!shares) return { kind: 'mix', words: `a version by ${asPartOfSentence(strategy.title)}` };
  return flag.type === 'boolean' ? toShare(shares, flag) : listShares(shares, names);
}

/** A serve on its own: `On`, `Off`, `25 %`, `Blue`. */
export function describeServe(words: ServeWords): string {
  switch (words.kind) {
    case 'on':
      return 'On';
    case 'off':
      return 'Off';
    case 'share':
      return words.growth === undefined
        ? wordsOfShare(words.share)
        : `${wordsOfShare(words.share)}, ${words.growth}`;
    case 'one':
    case 'mix':
      return words.words;
  }
}

/** A version by its name; `off` for what the setting serves when off. */
export function nameServed(variant: ServedVariant, names: Wording['names']): string {
  return variant === null ? 'off' : names('variant', variant);
}

/** Before anything is published, every rollout is at its first step. */
const atTheStart = 0;

function describeProgress(
  progress: RolloutProgress,
  flag: DescribedFlag,
  { names, moment }: Wording,
): ServeWords {
  const { variant, state, share } = progress;
  const isOn = flag.variants.some(({ key, value }) => key === variant && value === true);
  const growth = describeGrowth(progress, moment);
  const boolean = flag.type === 'boolean' && isOn;
  if (boolean && state === 'finished' && share === everybody) return { kind: 'on' };
  if (boolean) return { kind: 'share', share, growth };
  if (state === 'finished' && share === everybody) return { kind: 'one', words: names('variant', variant) };
  return { kind: 'mix', words: `${wordsOfShare(share)} ${names('variant', variant)}, ${growth}` };
}

/** What follows a rollout's percentage: `growing to 100 % by Thursday 14:00`. */
function describeGrowth({ state, steps, share }: RolloutProgress, moment: Moment | undefined): string {
  const last = steps[steps.length - 1];
  const goal = wordsOfShare(last?.share ?? share);
  if (state === 'stopped') return 'stopped';
  if (state === 'paused') return `paused on the way to ${goal}`;
  if (state === 'finished') return 'finished';
  if (!moment || last?.at === undefined) return `growing to ${goal}`;
  const begins = state === 'waiting' ? steps[0]?.at : undefined;
  const since = begins === undefined ? '' : `from ${moment.nameTime(begins)} `;
  return steps.length === 1 && since !== ''
    ? `${goal} ${since}`.trimEnd()
    : `growing ${since}to ${goal} by ${moment.nameTime(last.at)}`;
}

function toShare(shares: readonly Share[], flag: DescribedFlag): ServeWords {
  const on = new Set<ServedVariant>(
    flag.variants.filter(({ value }) => value === true).map(({ key }) => key),
  );
  const share = shares.reduce((sum, { variant, share: part }) => sum + (on.has(variant) ? part : 0), 0);
  if (share === 0) return { kind: 'off' };
  return share === everybody ? { kind: 'on' } : { kind: 'share', share };
}

function listShares(shares: readonly Share[], names: Wording['names']): ServeWords {
  const given = shares.filter(({ share }) => share > 0);
  const [only] = given;
  if (given.length === 1 && only?.variant === null) return { kind: 'off' };
  if (given.length === 1 && only) return { kind: 'one', words: nameServed(only.variant, names) };
  return { kind: 'mix', words: mixShares(given, names) };
}

function mixShares(given: readonly Share[], names: Wording['names']): string {
  const parts = given.map(({ share }) => share);
  if (Math.max(...parts) - Math.min(...parts) <= nearlyEqual) return equalParts(given.length);
  if (given.length > mostVariants) return wordsOfCount(given.length, 'version');
  return joinWords(
    given.map(({ variant, share }) => `${wordsOfShare(share)} ${nameServed(variant, names)}`),
    'and',
  );
}

function equalParts(count: number): string {
  return `${count} versions, ${count === 2 ? 'half' : `${Math.round(100 / count)} %`} each`;
}

/** A title begins with a capital; an abbreviation keeps it. */
function asPartOfSentence(title: string): string {
  return /^[A-Z](?![A-Z])/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
