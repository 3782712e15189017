import type { Json, Resolution } from '@hoist/core';
import type { ResolutionDetails } from '@openfeature/server-sdk';
import { toDetails } from './to-details.ts';
import type { Wanted } from './to-details.ts';

interface Kept {
  readonly wanted: Wanted;
  readonly promise: Promise<ResolutionDetails<Json>>;
}

/** Resolutions of one ruleset as OpenFeature awaits them: one promise for each outcome, whoever gets it. */
export class DetailsCache {
  readonly #environment: string;
  readonly #kept = new Map<Resolution, Kept>();

  constructor(environment: string) {
    this.#environment = environment;
  }

  /** What somebody gets who wants a value of some type; `fallback` where there is none to give. */
  of<Value>(resolution: Resolution, wanted: Wanted, fallback: Value): Promise<ResolutionDetails<Value>> {
    const kept = this.#kept.get(resolution);
    if (kept !== undefined && kept.wanted === wanted)
      return kept.promise as Promise<ResolutionDetails<Value>>;
    return this.#make(resolution, wanted, fallback);
  }

  /** An answer that carries a fallback is its asker's alone, and an unknown flag's outcome is made anew each time. */
  #make<Value>(resolution: Resolution, wanted: Wanted, fallback: Value): Promise<ResolutionDetails<Value>> {
    const details = toDetails(resolution, { wanted, fallback, environment: this.#environment });
    const promise = Promise.resolve(details);
    const isOwn = details.errorCode === undefined && resolution.value !== undefined;
    if (isOwn) this.#kept.set(resolution, { wanted, promise: promise as Promise<ResolutionDetails<Json>> });
    return promise;
  }
}
