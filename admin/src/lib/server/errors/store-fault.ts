import { StoreDamagedError, StoreUnavailableError } from '@hoist/store';
import { UseCaseError } from './use-case-error.ts';

/** Converts an error of the store to a refusal for people; undefined for any other error. */
export function describeStoreFault(error: unknown): UseCaseError | undefined {
  if (error instanceof StoreUnavailableError) return new UseCaseError('store-unavailable', error.message);
  if (error instanceof StoreDamagedError) return new UseCaseError('store-damaged', error.message);
  return undefined;
}
