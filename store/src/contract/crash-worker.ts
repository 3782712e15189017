import { openLog } from '../log/open-log.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../port.ts';
import { commitPart } from './commit-part.ts';

/**
 * A worker process that commits one part and kills itself at a given step: before or after one of the calls that a
 * commit makes to its store.
 */
const [url = '', log = '', dieAt = ''] = process.argv.slice(2);
let step = 0;
let counts = false;

function countStep(): void {
  step++;
  if (!counts || step !== Number(dieAt)) return;
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function counting<Input extends readonly unknown[], Output>(call: (...input: Input) => Promise<Output>) {
  return async (...input: Input): Promise<Output> => {
    countStep();
    const output = await call(...input);
    countStep();
    return output;
  };
}

const real = await openStore({ url });
const store: Store = {
  ...real,
  findByIdempotencyKey: counting((...input: Parameters<Store['findByIdempotencyKey']>) =>
    real.findByIdempotencyKey(...input),
  ),
  read: counting((...input: Parameters<Store['read']>) => real.read(...input)),
  putParts: counting((...input: Parameters<Store['putParts']>) => real.putParts(...input)),
  getParts: counting((...input: Parameters<Store['getParts']>) => real.getParts(...input)),
  append: counting((...input: Parameters<Store['append']>) => real.append(...input)),
};
const reader = await openLog(store, log);
step = 0;
counts = true;
await commitPart(store, reader, { idempotencyKey: 'the act', partKey: 'x', value: { step: Number(dieAt) } });
reader.close();
await real.close();
process.disconnect();
