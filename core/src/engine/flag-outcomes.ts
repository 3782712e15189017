import type { Json } from '../json.ts';
import type { ErrorCode, Reason, Resolution } from '../resolution.ts';
import type { RulesetFlag } from '../ruleset.ts';
import { FlagResolution } from './flag-resolution.ts';
import type { ResolvedFlag } from './flag-resolution.ts';

/** Makes each outcome of one flag once, so that evaluations share it. */
export class FlagOutcomes {
  readonly #flag: ResolvedFlag;
  readonly #values = new Map<string, Json>();
  readonly #made = new Map<string, Resolution>();

  constructor(source: RulesetFlag, environment: string) {
    const { key, type, version } = source;
    this.#flag = { key, type, version, environment };
    for (const variant of source.variants) this.#values.set(variant.key, deepFreeze(variant.value));
  }

  has(variant: string): boolean {
    return this.#values.has(variant);
  }

  /** A variant served for a reason; without a variant, no value: the app's code default. */
  served(variant: string | undefined, reason: Reason): Resolution {
    const value = variant === undefined ? undefined : this.#values.get(variant);
    return this.#once(
      `${reason} ${variant ?? ''}`,
      () => new FlagResolution(this.#flag, { variant, value, reason }),
    );
  }

  failed(errorCode: ErrorCode, errorMessage: string): Resolution {
    const outcome = { reason: 'ERROR', errorCode, errorMessage } as const;
    return this.#once(`ERROR ${errorCode} ${errorMessage}`, () => new FlagResolution(this.#flag, outcome));
  }

  #once(name: string, make: () => Resolution): Resolution {
    let resolution = this.#made.get(name);
    if (!resolution) this.#made.set(name, (resolution = make()));
    return resolution;
  }
}

/** Values are handed to apps as they are; nobody may change what others get. */
function deepFreeze(value: Json): Json {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}
