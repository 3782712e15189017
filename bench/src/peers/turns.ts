import type { Candidate } from './candidate.ts';

/** Where a run through flags and people stands: rounds go on where the one before ended. */
interface Place {
  key: number;
  person: number;
}

/** The last answer of each run, kept so that none can be optimised away. */
const kept: { answer: unknown } = { answer: undefined };

interface Run {
  readonly keys: readonly string[];
  readonly what: 'boolean' | 'text';
  readonly count: number;
  readonly place: Place;
}

/** Asks `count` times, turning through all flags and all people, so that no branch predictor learns the answers. */
export function askAll({ people, ...candidate }: Candidate, { keys, what, count, place }: Run): void {
  const ask = candidate[what];
  let { key, person } = place;
  let answer: unknown;
  for (let done = 0; done < count; done++) {
    answer = ask(keys[key] as string, people[person]);
    if (++key === keys.length) key = 0;
    if (++person === people.length) {
      person = 0;
      // Other pairs in the next round through the people.
      if (++key === keys.length) key = 0;
    }
  }
  kept.answer = answer;
  Object.assign(place, { key, person });
}

/** The same for an evaluator that answers by promise. */
export async function awaitAll(
  { people, ...candidate }: Candidate,
  { keys, what, count, place }: Run,
): Promise<void> {
  const ask = candidate[what];
  let { key, person } = place;
  let answer: unknown;
  for (let done = 0; done < count; done++) {
    answer = await ask(keys[key] as string, people[person]);
    if (++key === keys.length) key = 0;
    if (++person === people.length) {
      person = 0;
      if (++key === keys.length) key = 0;
    }
  }
  kept.answer = answer;
  Object.assign(place, { key, person });
}
