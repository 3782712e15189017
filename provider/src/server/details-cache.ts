import type { Json, Resolution } from '@hoist/core';
import type { ResolutionDetails } from '@openfeature/server-sdk';
import { toDetails } from './to-details.ts';
import type { Wanted } from './to-details.ts';

interface Kept {
  readonly wanted: Wanted;
  readonly promise: Promise<ResolutionDetails<Json>>;
}

/** The details of one ruleset's resolutions as promises, one for each outcome. */
export class DetailsCache {
  readonly #environment: string;
  readonly #kept = new Map<Resolution, Kept>();

  constructor(environment: string) {
    this.#environment = environment;
  }

  /** The details of a resolution as a value of the wanted type; `fallback` where there is no such value. */
  of<Value>(resolution: Resolution, wanted: Wanted, fallback: Value): Promise<ResolutionDetails<Value>> {
    const kept = this.#kept.get(resolution);
    if (kept !== undefined && kept.wanted === wanted)
      return kept.promise as Promise<ResolutionDetails<Value>>;
    return this.#make(resolution, wanted, fallback);
  }

  /** Keeps no details that carry a fallback, which differs by call, nor an unknown flag's, whose resolution is new each time. */
  #make<Value>(resolution: Resolution, wanted: Wanted, fallback: Value): Promise<ResolutionDetails<Value>> {
    const details = toDetails(resolution, { wanted, fallback, environment: this.#environment });
    const promise = Promise.resolve(details);
    const isOwn = details.errorCode === undefined && resolution.value !== undefined;
    if (isOwn) this.#kept.set(resolution, { wanted, promise: promise as Promise<ResolutionDetails<Json>> });
    return promise;
  }
}
