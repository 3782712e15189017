import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Has another process hold a file's write lock; what is returned makes it let go. */
export async function startLockHolder(path: string): Promise<() => Promise<void>> {
  const child = fork(new URL('./lock-worker.ts', import.meta.url), [path], { execArgv: [] });
  await once(child, 'message');
  return async () => {
    child.send('release');
    await once(child, 'exit');
  };
}
