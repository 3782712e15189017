import { describe, expect, it } from 'vitest';
import { verifyLog } from '../log/verify-log.ts';
import { commitPart } from './commit-part.ts';
import { makePlace } from './place.ts';
import type { Place } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';
import { startWorker } from './worker.ts';

/** The contract of commits whose process is killed, as a vitest suite. */
export function describeCrashes(fixture: StoreFixture): void {
  describe('a process killed with -9', () => {
    it('at any step of a commit leaves a readable log, and repeating the act has one effect', async () => {
      const place = await makePlace(fixture);
      const outcomes: string[] = [];
      for (let step = 1; ; step += 2) {
        const steps = [step, step + 1];
        const found = await Promise.all(steps.map((one) => crashAt(place, one)));
        outcomes.push(...found.filter((outcome) => outcome !== 'finished'));
        if (found.includes('finished')) break;
      }
      expect(outcomes.length).toBeGreaterThanOrEqual(12);
      expect(outcomes).toContain('nothing');
      expect(outcomes).toContain('everything');
    });

    it('in the middle of many commits loses none that was acknowledged', async () => {
      const place = await makePlace(fixture);
      for (let round = 0; round < 4; round++) await crashInTheMiddle(place, round);
    });
  });
}

/**
 * Runs a commit in a process that kills itself at the given step, and returns how much of it was stored; `finished`
 * if the commit has fewer steps.
 */
async function crashAt(
  { url, open, follow }: Place,
  step: number,
): Promise<'nothing' | 'everything' | 'finished'> {
  const log = `crash/${step}`;
  const worker = startWorker(new URL('./crash-worker.ts', import.meta.url), url, log, String(step));
  const end = await worker.ended;
  if (end === 0) return 'finished';
  expect(end, worker.stderr).toBe('SIGKILL');
  const store = await open();
  const reader = await follow(store, log);
  const { version } = reader.state;
  expect(reader.keys('')).toEqual(version === 1 ? ['x'] : []);
  const again = await commitPart(store, reader, { idempotencyKey: 'the act', partKey: 'x', value: { step } });
  expect(again.outcome).toBe(version === 1 ? 'repeated' : 'committed');
  expect(reader.value('x')).toEqual({ step });
  expect(await verifyLog(store, log)).toEqual({ log, version: 1, problems: [] });
  return version === 1 ? 'everything' : 'nothing';
}

async function crashInTheMiddle({ url, open }: Place, round: number): Promise<void> {
  const log = `middle/${round}`;
  const worker = startWorker(new URL('./loop-worker.ts', import.meta.url), url, log);
  await worker.receive();
  const acknowledged: string[] = [];
  const deadline = performance.now() + 150 + 100 * round;
  while (performance.now() < deadline) acknowledged.push(await worker.receive<string>());
  worker.kill();
  await worker.ended;
  const store = await open();
  for (const idempotencyKey of acknowledged)
    expect(await store.findByIdempotencyKey(log, idempotencyKey)).toBeDefined();
  const { version, problems } = await verifyLog(store, log);
  expect(problems).toEqual([]);
  expect(version).toBeGreaterThanOrEqual(acknowledged.length);
  expect(acknowledged.length).toBeGreaterThan(0);
}
