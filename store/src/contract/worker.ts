import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { onTestFinished } from 'vitest';

/** A Node process that runs a worker script and exchanges messages with the test. It is killed after the test. */
export interface Worker {
  send(message: object | number | string): void;
  /** Resolves with the next message, in order; rejects if the process ends without one. */
  receive<Message>(): Promise<Message>;
  /** Resolves with the exit code, or with the name of the signal that ended the process. */
  readonly ended: Promise<number | string>;
  /**
   * Everything the process wrote to stderr so far; use it as the message of an assertion about how the process ended.
   */
  readonly stderr: string;
  kill(): void;
}

/** Starts a worker script with these arguments. */
export function startWorker(script: URL, ...input: readonly string[]): Worker {
  const child = fork(script, input, { execArgv: [], stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const inbox: unknown[] = [];
  const waiting: PromiseWithResolvers<unknown>[] = [];
  child.on('message', (message) => {
    const next = waiting.shift();
    if (next) next.resolve(message);
    else inbox.push(message);
  });
  let end: number | string | undefined;
  const ended = once(child, 'close').then(([code, signal]) => {
    const how = (end = (code ?? signal) as number | string);
    for (const next of waiting) next.reject(refusal(how));
    return how;
  });
  const refusal = (how: number | string) =>
    new Error(`${basename(script.pathname)} ended with ${how}. It wrote to stderr:\n${stderr}`);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    send: (message) => void child.send(message),
    receive: async <Message>() => {
      if (inbox.length > 0) return inbox.shift() as Message;
      if (end !== undefined) throw refusal(end);
      const next = Promise.withResolvers<unknown>();
      waiting.push(next);
      return (await next.promise) as Message;
    },
    ended,
    get stderr() {
      return stderr;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
