import { StoreDamagedError, StoreUnavailableError } from '@hoist/store';

/** What people are told where the store is the reason that nothing was done; undefined for any other error. */
export function describeStoreFault(
  error: unknown,
): { readonly title: string; readonly detail: string } | undefined {
  if (error instanceof StoreUnavailableError)
    return { title: 'The store does not answer', detail: error.message };
  if (error instanceof StoreDamagedError)
    return { title: 'The store cannot be used as it is', detail: error.message };
  return undefined;
}
