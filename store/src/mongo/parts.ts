import type { Part } from '@hoist/core';
import type { Store } from '../port.ts';
import type { MongoConnection } from './connection.ts';
import { takenPlaces } from './error.ts';

/** How many parts one command reads or writes, so that none takes long. */
const atOnce = 250;

interface PartDocument {
  readonly _id: string;
  readonly text: string;
}

/** Makes the parts of a MongoDB store: one document each, with the digest as its name. */
export function createPartCollection({ db, run }: MongoConnection): Pick<Store, 'putParts' | 'getParts'> {
  const parts = db.collection<PartDocument>('parts');
  const putSome = async (some: readonly Part[]) => {
    try {
      await parts.insertMany(
        some.map(({ digest, text }) => ({ _id: digest, text })),
        { ordered: false },
      );
    } catch (error) {
      // Equal digests are equal texts: what is there already is what was to be written.
      if (!takenPlaces(error)) throw error;
    }
  };
  return {
    putParts: (given) =>
      run(async () => {
        for (let from = 0; from < given.length; from += atOnce)
          await putSome(given.slice(from, from + atOnce));
      }),
    getParts: (digests) =>
      run(async () => {
        const found = new Map<string, string>();
        for (let from = 0; from < digests.length; from += atOnce) {
          const some = digests.slice(from, from + atOnce);
          for (const { _id, text } of await parts.find({ _id: { $in: some } }).toArray())
            found.set(_id, text);
        }
        return found;
      }),
  };
}
