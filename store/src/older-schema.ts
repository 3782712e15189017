import { StoreUnavailableError } from './errors.ts';

/** Refuses a store to an opener that may not migrate it: there is none at that place, or its schema is older than wanted. */
export function olderSchema(place: string, found: number, wanted: number): StoreUnavailableError {
  return new StoreUnavailableError(
    found === 0
      ? `There is no store at '${place}'. Start the admin, which makes it, or correct HOIST_STORE_URL.`
      : `The store at '${place}' has schema ${found}, and this Hoist needs ${wanted}. ` +
          'Update and start the admin: it migrates the store.',
  );
}
