import { evaluateAll } from '@hoist/core';
import type { CompiledRuleset, Context, Resolution } from '@hoist/core';
import { toEntityTag, writeBulk } from '@hoist/relay';
import { compileWorkload } from '../hoist-ruleset.ts';
import { measurePaired } from '../paired-rounds.ts';
import type { Contender, Effort } from '../paired-rounds.ts';
import type { Row } from '../row.ts';
import { createPeople } from '../workload.ts';

const clock = { now: 0, rolloutNow: 0 };
const standardEffort: Effort = { rounds: 401, slice: 0.8 };
const goal = 1 / 4;
const microseconds = 1e3;

/**
 * Measures a bulk answer of 100 flags for one person, up to its bytes: the relay's way beside building objects and
 * calling JSON.stringify. Throws if the two answers differ.
 */
export async function measureBulk(effort: Effort = standardEffort): Promise<Row[]> {
  const compiled = compileWorkload(100);
  const people: readonly Context[] = createPeople(1_000).map((person) => ({ ...person }));
  check(compiled, people);
  const floor = toContender('objects and JSON.stringify', people, (person) => stringify(compiled, person));
  const measured = await measurePaired(
    [
      floor,
      toContender('bulk of 100 flags', people, (person) => write(compiled, person)),
      toContender('bulk with its entity tag', people, (person) => writeTagged(compiled, person)),
      toContender('evaluating alone', people, (person) => evaluateAll(compiled, person, clock, 'server')),
    ],
    effort,
  );
  return measured.map(({ name, median, ratio, spread }, index) => {
    const compared =
      index === 0 ? { against: null, ratio: null, spread: null } : { against: floor.name, ratio, spread };
    return { name, value: median * microseconds, unit: 'us', ...compared, goal: index === 1 ? goal : null };
  });
}

/** The last answer, kept so that the compiler removes no evaluation. */
const kept: { answer: unknown } = { answer: undefined };

function toContender(
  name: string,
  people: readonly Context[],
  answer: (person: Context) => unknown,
): Contender {
  let person = 0;
  return {
    name,
    run(count) {
      for (let done = 0; done < count; done++) {
        kept.answer = answer(people[person] ?? {});
        if (++person === people.length) person = 0;
      }
    },
  };
}

function write(compiled: CompiledRuleset, person: Context): Buffer {
  const resolutions = evaluateAll(compiled, person, clock, 'server');
  const { body, bytes } = writeBulk(resolutions, compiled.environment, '[]');
  return Buffer.from(body, bytes === body.length ? 'latin1' : 'utf8');
}

function writeTagged(compiled: CompiledRuleset, person: Context): { etag: string; body: Buffer } {
  const resolutions = evaluateAll(compiled, person, clock, 'server');
  const etag = toEntityTag({ environment: compiled.environment, audience: 'server', offer: '' }, resolutions);
  const { body, bytes } = writeBulk(resolutions, compiled.environment, '[]');
  return { etag, body: Buffer.from(body, bytes === body.length ? 'latin1' : 'utf8') };
}

function stringify(compiled: CompiledRuleset, person: Context): Buffer {
  const { environment } = compiled;
  const flags = evaluateAll(compiled, person, clock, 'server').map((each) => toItem(each, environment));
  return Buffer.from(JSON.stringify({ flags, metadata: { flagSetId: environment }, eventStreams: [] }));
}

function toItem({ flag: key, reason, variant = '', value, version }: Resolution, environment: string) {
  return { key, reason, variant, value, metadata: { version, environment, flagSetId: environment } };
}

function check(compiled: CompiledRuleset, people: readonly Context[]): void {
  for (const person of people.slice(0, 50)) {
    if (!write(compiled, person).equals(stringify(compiled, person)))
      throw new Error('The bulk answer is not what JSON.stringify makes of the same outcomes.');
  }
}
