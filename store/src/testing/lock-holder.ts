import { startWorker } from '../contract/worker.ts';

/** Makes another process hold the write lock of an SQLite file; call the returned function to release it. */
export async function startLockHolder(path: string): Promise<() => Promise<void>> {
  const worker = startWorker(new URL('./lock-worker.ts', import.meta.url), path);
  await worker.receive();
  return async () => {
    worker.send('release');
    await worker.ended;
  };
}
