import type { Resolution } from '@hoist/core';
import { ErrorCode } from '@openfeature/server-sdk';
import type { FlagMetadata, ResolutionDetails } from '@openfeature/server-sdk';

/** What an app asked for, and what it gets where there is nothing to give. */
export type Wanted = 'boolean' | 'string' | 'number' | 'object';

const metadata = new WeakMap<Resolution, FlagMetadata>();

/** A resolution as OpenFeature wants it. Never coerced: a value of another type is TYPE_MISMATCH. */
export function toDetails<Value>(
  resolution: Resolution,
  { wanted, fallback, environment }: { wanted: Wanted; fallback: Value; environment: string },
): ResolutionDetails<Value> {
  const { value } = resolution;
  if (resolution.errorCode !== undefined) return fail(resolution, { fallback, environment });
  // Off without a value of its own: the app's code default, which is no error.
  if (value === undefined)
    return { value: fallback, reason: resolution.reason, flagMetadata: metadataOf(resolution, environment) };
  if (typeof value !== wanted || value === null) {
    return {
      value: fallback,
      reason: 'ERROR',
      errorCode: ErrorCode.TYPE_MISMATCH,
      errorMessage: `Flag '${resolution.flag}' is no ${wanted}. Ask for the type that it has.`,
      flagMetadata: metadataOf(resolution, environment),
    };
  }
  const { variant, reason } = resolution;
  return Object.freeze({
    value: value as Value,
    ...(variant !== undefined && { variant }),
    reason,
    flagMetadata: metadataOf(resolution, environment),
  });
}

/** No ruleset has come yet. */
export function notReady<Value>(fallback: Value): ResolutionDetails<Value> {
  return {
    value: fallback,
    reason: 'ERROR',
    errorCode: ErrorCode.PROVIDER_NOT_READY,
    errorMessage: 'The provider has no ruleset yet. It asks its relay for it.',
  };
}

function fail<Value>(
  resolution: Resolution,
  { fallback, environment }: { readonly fallback: Value; readonly environment: string },
): ResolutionDetails<Value> {
  const { errorCode = 'GENERAL', errorMessage = '' } = resolution;
  return {
    value: fallback,
    reason: 'ERROR',
    errorCode: ErrorCode[errorCode],
    errorMessage,
    flagMetadata: metadataOf(resolution, environment),
  };
}

function metadataOf(resolution: Resolution, environment: string): FlagMetadata {
  const made = metadata.get(resolution);
  if (made) return made;
  const { version } = resolution;
  const fresh: FlagMetadata = { flagSetId: environment, ...(version > 0 && { version, environment }) };
  metadata.set(resolution, Object.freeze(fresh));
  return fresh;
}
