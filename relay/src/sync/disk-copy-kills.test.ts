import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { LastKnownGood } from './last-known-good.ts';
import { Problems } from '../management/problems.ts';

/** `npm run deep -- copies` takes 1,000. */
const rounds = Number(process.env['HOIST_DEEP_ROUNDS'] ?? 4);
const longest = 400;
/** A log of its own for so many rounds: opening reads all of it. */
const roundsOfLog = 20;

it(
  `a copy is whole, and at least as new as it was said to be, after kill -9 at any moment (${rounds} rounds)`,
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'hoist-kills-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const problems = new Problems(pino({ level: 'silent' }));
    for (let round = 0, kept = 0; round < rounds; round++) {
      const folder = join(root, String(Math.floor(round / roundsOfLog)));
      if (round % roundsOfLog === 0) kept = 0;
      const child = fork(
        new URL('../testing/copy-worker.ts', import.meta.url),
        [`sqlite:${folder}/hoist.db`, folder],
        {
          execArgv: [],
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        },
      );
      child.on('message', (version) => (kept = Number(version)));
      await once(child, 'message');
      await sleep(Math.random() * longest);
      child.kill('SIGKILL');
      await once(child, 'close');
      const { known, lost } = await new LastKnownGood(folder, problems).load();
      expect([...lost.values()]).toEqual([]);
      expect(known.get('environment/dev')?.snapshot.state.version).toBeGreaterThanOrEqual(kept);
    }
  },
  rounds * 10_000,
);
