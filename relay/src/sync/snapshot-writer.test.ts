import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLog, openStore, readSnapshot, writeSnapshot } from '@hoist/store';
import { expect, it, onTestFinished } from 'vitest';
import { SnapshotWriter } from './snapshot-writer.ts';
import { fixed, Installation, publishedFlag } from '../testing.ts';

it('writes the newest state when it stops, also where it comes during a write', async () => {
  const installation = new Installation();
  const folder = mkdtempSync(join(tmpdir(), 'hoist-snapshot-'));
  const store = await openStore({ url: installation.url });
  onTestFinished(async () => {
    await store.close();
    installation.remove();
    rmSync(folder, { recursive: true });
  });
  const views = [];
  for (const key of ['first', 'second']) {
    await installation.publish('dev', { flags: [publishedFlag(key, { everyoneElse: fixed('on') })] });
    const reader = await openLog(store, 'environment/dev');
    views.push(await readSnapshot(writeSnapshot(reader, 0)));
    reader.close();
  }
  const [before, after] = views as [(typeof views)[0], (typeof views)[0]];
  const path = join(folder, 'dev.ndjson');
  const stopped = Promise.withResolvers<undefined>();
  const writer = new SnapshotWriter({
    path,
    // Asked when a write begins.
    lastContact: () => {
      if (writer.written === undefined) {
        writer.write(after);
        void writer.stop().then(() => stopped.resolve(undefined));
      }
      return 0;
    },
    onAttempt: () => undefined,
  });
  writer.write(before);
  await stopped.promise;
  const kept = await readSnapshot(createInterface({ input: createReadStream(path) }));
  expect(kept.state.version).toBe(after.state.version);
});
