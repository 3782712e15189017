import type { Candidate } from './candidate.ts';

/** The position of a run through flags and people; each round continues where the one before ended. */
interface Place {
  key: number;
  person: number;
}

/** The last answer of each run, kept so that the compiler removes no evaluation. */
const kept: { answer: unknown } = { answer: undefined };

interface Run {
  readonly keys: readonly string[];
  readonly what: 'boolean' | 'text';
  readonly count: number;
  readonly place: Place;
}

/**
 * Evaluates `count` times, cycling through all flags and all people, so that the branch predictor cannot learn the
 * answers.
 */
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
