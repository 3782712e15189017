import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { commitPart } from '../contract/commit-part.ts';
import { StoreUnavailableError } from '../errors.ts';
import { openLog } from '../log/open-log.ts';
import { verifyLog } from '../log/verify-log.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../port.ts';
import { startMongoServer } from '../testing/mongo-server.ts';
import type { OwnServer } from '../testing/mongo-server.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

describe.runIf(server?.own)('a MongoDB killed with -9', () => {
  it('during or after any call of a commit leaves a log that verifies, and the change has one effect', async () => {
    const { url } = await server!.fresh();
    const real = await openStore({ url });
    onTestFinished(() => real.close());
    const outcomes: string[] = [];
    for (let step = 1; outcomes.at(-1) !== 'finished'; step++)
      outcomes.push(await killAt(real, server!.own!, step));
    expect(outcomes.length).toBeGreaterThanOrEqual(12);
    expect(outcomes).toContain('nothing');
    expect(outcomes).toContain('everything');
  }, 180_000);
});

/** What the log held after the server had died at that step: while a call of the commit was under way, or just after its answer. */
async function killAt(
  real: Store,
  server: OwnServer,
  step: number,
): Promise<'nothing' | 'everything' | 'finished'> {
  const log = `kill/${step}`;
  const reader = await openLog(real, log);
  onTestFinished(() => reader.close());
  let steps = -Infinity;
  let killed: Promise<void> | undefined;
  const dying = <Input extends readonly unknown[], Output>(call: (...input: Input) => Promise<Output>) => {
    return async (...input: Input): Promise<Output> => {
      const answer = call(...input);
      if (++steps === step) killed = server.kill();
      const output = await answer;
      if (++steps === step) await (killed = server.kill());
      return output;
    };
  };
  const store: Store = {
    ...real,
    findByIdempotencyKey: dying((...input: Parameters<Store['findByIdempotencyKey']>) =>
      real.findByIdempotencyKey(...input),
    ),
    read: dying((...input: Parameters<Store['read']>) => real.read(...input)),
    putParts: dying((...input: Parameters<Store['putParts']>) => real.putParts(...input)),
    getParts: dying((...input: Parameters<Store['getParts']>) => real.getParts(...input)),
    append: dying((...input: Parameters<Store['append']>) => real.append(...input)),
  };
  const part = { idempotencyKey: 'the act', partKey: 'x', value: { step } };
  const writer = await openLog(store, log);
  steps = 0;
  const done = await commitPart(store, writer, part).catch((error: unknown) => error);
  writer.close();
  if (!killed) return 'finished';
  await killed;
  if (done instanceof Error) expect(done).toBeInstanceOf(StoreUnavailableError);
  await server.restart();
  await vi.waitFor(() => reader.catchUp(), { timeout: 15_000, interval: 50 });
  const { version } = reader.state;
  // What was acknowledged is there; what was not is there once or not at all.
  if (!(done instanceof Error)) expect(version).toBe(1);
  const again = await commitPart(real, reader, part);
  expect(again.outcome).toBe(version === 1 ? 'repeated' : 'committed');
  expect(reader.value('x')).toEqual({ step });
  expect(await verifyLog(real, log)).toEqual({ log, version: 1, problems: [] });
  return version === 1 ? 'everything' : 'nothing';
}
