import { startWorker } from '../contract/worker.ts';

/** Has another process hold a file's write lock; what is returned makes it let go. */
export async function startLockHolder(path: string): Promise<() => Promise<void>> {
  const worker = startWorker(new URL('./lock-worker.ts', import.meta.url), path);
  await worker.receive();
  return async () => {
    worker.send('release');
    await worker.ended;
  };
}
