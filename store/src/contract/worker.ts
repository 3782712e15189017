import { fork } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** A real process of Node that runs one of this folder's scripts, talked to by messages; ended after the test. */
export interface Worker {
  send(message: object | number): void;
  /** The next message, in order; rejects when the process ends without one. */
  receive<Message>(): Promise<Message>;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  kill(): void;
}

export function startWorker(script: URL, ...input: readonly string[]): Worker {
  const child = fork(script, input, { execArgv: [] });
  const inbox: unknown[] = [];
  const waiting: PromiseWithResolvers<unknown>[] = [];
  child.on('message', (message) => {
    const next = waiting.shift();
    if (next) next.resolve(message);
    else inbox.push(message);
  });
  const ended = once(child, 'exit').then(([code, signal]) => {
    for (const next of waiting) next.reject(new Error(`${script.pathname} ended with ${code ?? signal}.`));
    return (code ?? signal) as number | string;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    send: (message) => void child.send(message),
    receive: async <Message>() => {
      if (inbox.length > 0) return inbox.shift() as Message;
      const next = Promise.withResolvers<unknown>();
      waiting.push(next);
      return (await next.promise) as Message;
    },
    ended,
    kill: () => void child.kill('SIGKILL'),
  };
}
