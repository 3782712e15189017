import type { PasswordQueue } from '../access/password-queue.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** Hashes or checks a password when it is its turn; throws UseCaseError 503 if too many wait. Nothing was changed then. */
export async function hashInTurn<Result>(queue: PasswordQueue, work: () => Promise<Result>): Promise<Result> {
  const done = await queue.run('stranger', async () => ({ result: await work() }));
  if (!done) throw new UseCaseError('too-many-sign-ins', 'Try again in a few seconds.');
  return done.result;
}
