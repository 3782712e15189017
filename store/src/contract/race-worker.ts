import { commit } from '../log/commit.ts';
import type { CommitRequest } from '../log/commit.ts';
import type { LogReader } from '../log/log-reader.ts';
import { openLog } from '../log/open-log.ts';
import { openStore } from '../open-store.ts';
import { about } from './commit-part.ts';
import type { Finished, Race, Task } from './race.ts';

/**
 * A worker process that prepares the tasks it receives, commits all of them at once when it is signalled, and sends
 * back the outcomes.
 */
const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
let ready: (() => Promise<Finished[]>) | undefined;
process.on('message', (message: object) => void receive(message));
process.send?.('ready');

async function receive(message: object): Promise<void> {
  if ('tasks' in message) {
    ready = await prepare(message as Race & { readonly tasks: readonly Task[] });
    process.send?.('ready');
  } else if (ready) {
    process.send?.(await ready());
  }
}

async function prepare({
  log,
  rule,
  tasks,
}: Race & { readonly tasks: readonly Task[] }): Promise<() => Promise<Finished[]>> {
  const reader = await openLog(store, log);
  return () => Promise.all(tasks.map((task) => runTask(reader, rule, task)));
}

async function runTask(reader: LogReader, rule: Race['rule'], task: Task): Promise<Finished> {
  const { idempotencyKey } = task;
  const done = await commit<string>(store, reader, { idempotencyKey, ...about, build: builders[rule](task) });
  return {
    idempotencyKey,
    outcome: done.outcome,
    version: 'record' in done ? done.record.version : undefined,
  };
}

const write = ({ partKey, value }: Task) => ({
  set: new Map([[partKey, value]]),
  removed: [],
  said: `set ${partKey}`,
});

const builders: Record<Race['rule'], (task: Task) => CommitRequest<string>['build']> = {
  none: (task) => () => write(task),
  'still-missing': (task) => (reader) =>
    reader.value(task.partKey) === undefined ? write(task) : { refusal: 'somebody was faster' },
  'no-circle': (task) => (reader) =>
    reader.value(String(task.value)) === task.partKey ? { refusal: 'circle' } : write(task),
};
