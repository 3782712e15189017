import { performance } from 'node:perf_hooks';
import { checkAnswers, createFlags, createPeople } from '../workload.ts';
import type { BenchedKind } from '../workload.ts';
import type { OpenCandidate } from './candidate.ts';
import { askAll, awaitAll } from './turns.ts';

/**
 * A process for one evaluator, so that evaluators do not affect each other's compiled code and memory. It checks its
 * answers, reports that, and then runs what it receives.
 */
const [name = ''] = process.argv.slice(2);
const { open } = (await import(`./${name}.ts`)) as { readonly open: OpenCandidate };
const flags = createFlags(100);
const people = createPeople(1_000);
const candidate = await open(flags, people);

const answers = new Map<string, unknown>();
for (const { key, kind } of flags) {
  for (const [index, person] of candidate.people.entries()) {
    const answer = kind === 'multivariate' ? candidate.text(key, person) : candidate.boolean(key, person);
    answers.set(`${key} ${index}`, await answer);
  }
}
checkAnswers(flags, people, (flag, person) => answers.get(`${flag.key} ${person}`));
answers.clear();

const first = candidate.people[0];
const isAsync = candidate.boolean(flags[0]?.key ?? '', first) instanceof Promise;
const run = isAsync ? awaitAll : askAll;
const place = { key: 0, person: 0 };

/** Evaluates flags of one kind `count` times and replies with the time in ms. */
process.on('message', (told: { readonly kind: BenchedKind; readonly count: number }) => {
  void answer(told);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

async function answer({
  kind,
  count,
}: {
  readonly kind: BenchedKind;
  readonly count: number;
}): Promise<void> {
  const keys = flags.filter((flag) => flag.kind === kind).map(({ key }) => key);
  const started = performance.now();
  await run(candidate, { keys, what: kind === 'multivariate' ? 'text' : 'boolean', count, place });
  process.send?.({ milliseconds: performance.now() - started });
}
