import { testMutations } from './deep/mutation.ts';
import { testMany } from './deep/many.ts';

/** The long tests by name. Without arguments all run; else the named one runs with the arguments that follow. */
const parts: Readonly<Record<string, (options: readonly string[]) => Promise<boolean>>> = {
  fuzz: () => testMany('plugins/src/fuzz/fuzz.test.ts', { HOIST_DEEP_QUESTIONS: '1000000' }),
  differential: () => testMany('plugins/src/differential', { HOIST_DEEP_PAIRS: '100000' }),
  openers: () => testMany('store/src/sqlite/opening-race.test.ts', { HOIST_DEEP_ROUNDS: '2100' }),
  rolling: () => testMany('relay/src/http/rolling-restart.test.ts', { HOIST_DEEP_ROLLING: '1' }),
  readers: () => testMany('relay/src/streams/slow-readers.test.ts', { HOIST_DEEP_READERS: '1000' }),
  hints: () => testMany('relay/src/ofrep/hints.model.test.ts', { HOIST_DEEP_WORLDS: '20000' }),
  copies: () => testMany('relay/src/sync/disk-copy-kills.test.ts', { HOIST_DEEP_ROUNDS: '1000' }),
  mutation: testMutations,
};

const [asked, ...options] = process.argv.slice(2);
if (asked !== undefined && !(asked in parts)) {
  process.stderr.write(
    `There is no '${asked}'. Run npm run deep -- with one of ${Object.keys(parts).join(', ')}.\n`,
  );
  process.exit(1);
}
let failed = 0;
for (const [name, test] of Object.entries(parts)) {
  if (asked !== undefined && asked !== name) continue;
  const startedAt = performance.now();
  const passed = await test(options);
  if (!passed) failed++;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
}
process.exit(failed === 0 ? 0 : 1);
