import { canonicalize } from '@hoist/core/canonical';
import type { Json, Serve } from '@hoist/core';
import type { FormTree } from '../schema-form/form-tree.ts';
import { toObject } from '../json-object.ts';
import { findOnOff } from './flag-shape.ts';
import { otherPrefix, readStrategyDraft, toStrategyDraft } from './other-strategy.ts';
import type { OtherMode } from './other-strategy.ts';
import { emptyRollout, fromRolloutDraft, toRolloutDraft } from './rollout-draft.ts';
import type { RolloutDraft } from './rollout-draft.ts';
import { fromPercentage, fromWeights, toShares } from './split-draft.ts';
import type { Weight } from './split-draft.ts';
import type { ServeForms } from './setting-forms.ts';
import type { Typed } from './typed.ts';

/**
 * What some people get. `off`: what the flag serves when off, or an on/off flag's `false`. `kept`: parameters that no form
 * shows, carried as they are.
 */
export const serveModes = ['', 'off', 'all', 'percentage', 'split', 'progressive', 'kept'] as const;
/** The strategies that the modes write: all others are known by their forms alone. */
export const strategiesOfModes: ReadonlySet<string> = new Set(['off', 'fixed', 'split', 'progressive']);
/** One of {@link serveModes}, or a strategy that is known by its form alone. */
export type ServeMode = (typeof serveModes)[number] | OtherMode;

/** What a rule, or everyone else, is handed out, as a form holds it. */
export interface ServeDraft {
  readonly mode: ServeMode;
  /** The version of `all`, or the one that a part of them gets. */
  readonly variant: string;
  /** What the others get, of `percentage` and `progressive`. */
  readonly otherwise: string;
  /** Of `percentage`. */
  readonly percent: string;
  /** The attribute that people are counted by; empty for their ID. */
  readonly by: string;
  /** Of `split`: a row for each version of the flag. */
  readonly weights: readonly Weight[];
  /** Of `progressive`. */
  readonly rollout: RolloutDraft;
  /** What was typed into the forms of other strategies, by their names. */
  readonly typed: Readonly<Record<string, FormTree>>;
  /** What is published: the draft of it, unchanged, is saved as exactly this. */
  readonly kept: Serve | null;
}

/** A serve as a form shows it. Without one, nothing is chosen yet. */
export function toServeDraft(serve: Serve | null, forms: ServeForms): ServeDraft {
  const empty = emptyServe(forms);
  if (!serve) return empty;
  const shown = showServe(serve, empty, forms);
  const draft: ServeDraft = { ...empty, ...shown, kept: serve };
  return draft;
}

/** A form in which nothing is chosen; an on/off flag gives `true` to who gets it. */
export function emptyServe({ flag, timeZone }: ServeForms): ServeDraft {
  const onOff = findOnOff(flag);
  const [first, second] = flag.variants;
  return {
    mode: '',
    variant: onOff?.on ?? first?.key ?? '',
    otherwise: onOff?.off ?? second?.key ?? first?.key ?? '',
    percent: '',
    by: '',
    weights: flag.variants.map(({ key }) => ({ variant: key, percent: '' })),
    rollout: emptyRollout(timeZone),
    typed: {},
    kept: null,
  };
}

/** The draft as a serve: the kept one where nothing of it was changed. */
export function fromServeDraft(draft: ServeDraft, forms: ServeForms): Typed<Serve> {
  const { kept } = draft;
  if (kept && isSame(draft, toServeDraft(kept, forms))) return { value: kept };
  const onOff = findOnOff(forms.flag);
  const who = onOff ? { ...draft, variant: onOff.on, otherwise: onOff.off } : draft;
  const { mode } = who;
  switch (mode) {
    case 'off':
      return { value: onOff ? fixed(onOff.off) : { strategy: 'off', params: {} } };
    case 'all':
      return who.variant === ''
        ? { wrongs: { variant: 'Choose a version.' } }
        : { value: fixed(who.variant) };
    case 'percentage':
      return fromPercentage(who);
    case 'split':
      return fromWeights(who);
    case 'progressive':
      return fromRolloutDraft(who);
    case 'kept':
      return kept ? { value: kept } : notChosen;
    case '':
      return notChosen;
    default:
      return readStrategyDraft(mode.slice(otherPrefix.length), draft.typed, forms);
  }
}

const notChosen = { wrongs: { mode: 'Choose what they get.' } };

function showServe(serve: Serve, empty: ServeDraft, forms: ServeForms): Partial<ServeDraft> {
  const onOff = findOnOff(forms.flag);
  const params = toObject(serve.params);
  if (serve.strategy === 'off') return { mode: 'off' };
  if (serve.strategy === 'fixed' && typeof params['variant'] === 'string') {
    const { variant } = params;
    if (variant === onOff?.off) return { mode: 'off' };
    return onOff && variant !== onOff.on ? { mode: 'kept' } : { mode: 'all', variant };
  }
  const progressive = toRolloutDraft(serve, empty.rollout);
  if (progressive) {
    const grows = !onOff || (progressive.variant === onOff.on && progressive.otherwise === onOff.off);
    return grows ? { mode: 'progressive', ...progressive } : { mode: 'kept' };
  }
  const split = toShares(serve, forms.flag);
  if (split) return split;
  const other = toStrategyDraft(serve, forms.strategies);
  return other
    ? { mode: `${otherPrefix}${other.strategy}`, typed: { [other.strategy]: other.parts } }
    : { mode: 'kept' };
}

function fixed(variant: string): Serve {
  return { strategy: 'fixed', params: { variant } };
}

function isSame(one: ServeDraft, other: ServeDraft): boolean {
  return canonicalize(one as unknown as Json) === canonicalize(other as unknown as Json);
}
