import type { Json } from '../../model/json.ts';
import type { ErrorCode, Reason, Resolution } from './resolution.ts';
import type { RulesetFlag } from '../../model/ruleset.ts';
import type { ValueType } from '../../model/variant-values.ts';
import { FlagResolution } from './flag-resolution.ts';
import type { ResolvedFlag } from './flag-resolution.ts';

/** Makes each outcome of one flag once, so that evaluations share it. There are few, so that a list finds them fastest. */
export class FlagOutcomes implements ResolvedFlag {
  readonly environment: string;
  readonly #source: RulesetFlag;
  #cache: readonly Resolution[] = [];

  constructor(source: RulesetFlag, environment: string) {
    this.#source = source;
    this.environment = environment;
  }

  get key(): string {
    return this.#source.key;
  }

  get type(): ValueType {
    return this.#source.type;
  }

  get version(): number {
    return this.#source.version;
  }

  has(variant: string): boolean {
    return hasVariant(this.#source, variant);
  }

  /** A variant served for a reason, by a rule if one served it; without a variant, no value: the app's code default. */
  served(variant: string | undefined, reason: Reason, rule?: string): Resolution {
    const cached = this.#cache.find(
      (each) => each.variant === variant && each.reason === reason && each.rule === rule,
    );
    if (cached) return cached;
    const value = this.#source.variants.find(({ key }) => key === variant)?.value;
    if (value !== undefined) deepFreeze(value);
    return this.#keep(new FlagResolution(this, { variant, value, reason, rule }));
  }

  failed(errorCode: ErrorCode, errorMessage: string): Resolution {
    const cached = this.#cache.find(
      (each) => each.errorCode === errorCode && each.errorMessage === errorMessage,
    );
    return cached ?? this.#keep(new FlagResolution(this, { reason: 'ERROR', errorCode, errorMessage }));
  }

  #keep(resolution: Resolution): Resolution {
    // A list that is pushed to keeps room for 16 more, in every flag of a ruleset.
    this.#cache = [...this.#cache, resolution];
    return resolution;
  }
}

/** Whether a flag has a variant of that key. */
export function hasVariant({ variants }: Pick<RulesetFlag, 'variants'>, variant: string): boolean {
  return variants.some(({ key }) => key === variant);
}

/** Values are handed to apps as they are; nobody may change what others get. */
function deepFreeze(value: Json): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
