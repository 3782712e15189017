import type { Json } from '../json.ts';
import type { ErrorCode, Reason, Resolution } from '../resolution.ts';
import type { RulesetFlag } from '../ruleset.ts';
import { FlagResolution } from './flag-resolution.ts';
import type { ResolvedFlag } from './flag-resolution.ts';

/** Makes each outcome of one flag once, so that evaluations share it. There are few, so that a list finds them fastest. */
export class FlagOutcomes {
  readonly #source: RulesetFlag;
  readonly #flag: ResolvedFlag;
  #made: readonly Resolution[] = [];

  constructor(source: RulesetFlag, environment: string) {
    const { key, type, version } = source;
    this.#source = source;
    this.#flag = { key, type, version, environment };
    for (const variant of source.variants) deepFreeze(variant.value);
  }

  get flag(): string {
    return this.#flag.key;
  }

  has(variant: string): boolean {
    return this.#source.variants.some(({ key }) => key === variant);
  }

  /** A variant served for a reason, by a rule if one served it; without a variant, no value: the app's code default. */
  served(variant: string | undefined, reason: Reason, rule?: string): Resolution {
    const made = this.#made.find(
      (each) => each.variant === variant && each.reason === reason && each.rule === rule,
    );
    if (made) return made;
    const value = this.#source.variants.find(({ key }) => key === variant)?.value;
    return this.#keep(new FlagResolution(this.#flag, { variant, value, reason, rule }));
  }

  failed(errorCode: ErrorCode, errorMessage: string): Resolution {
    const made = this.#made.find(
      (each) => each.errorCode === errorCode && each.errorMessage === errorMessage,
    );
    return made ?? this.#keep(new FlagResolution(this.#flag, { reason: 'ERROR', errorCode, errorMessage }));
  }

  #keep(resolution: Resolution): Resolution {
    // A list that is pushed to keeps room for 16 more, in every flag of a ruleset.
    this.#made = [...this.#made, resolution];
    return resolution;
  }
}

/** Values are handed to apps as they are; nobody may change what others get. */
function deepFreeze(value: Json): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
