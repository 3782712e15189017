import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';

/** A process with one server that answers `/slow` after `slow` ms, and drains on a signal. */
const program = `
import { closeServer, createBoundedServer, createDrain, createLogger } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
let draining = false;
const bounds = { connections: { idle: 100, most: 100 }, isDraining: () => draining };
const server = createBoundedServer(bounds, (request, response) => {
  if (request.url === '/slow') setTimeout(() => response.end('late'), Number(process.env.SLOW));
  else response.end('now');
});
const drain = createDrain({
  logger: createLogger('error'),
  seconds: Number(process.env.SECONDS),
  limit: Number(process.env.LIMIT),
  begin: () => {
    draining = true;
    console.log('begin');
  },
  end: async () => {
    await closeServer(server, 3_000);
    if (process.env.LIMIT === '200') await new Promise(() => undefined);
    console.log('end');
  },
});
process.on('SIGTERM', drain);
process.on('SIGINT', drain);
server.listen(0, () => console.log(server.address().port));
`;

async function start(slow: number, seconds = 0, limit = 4_500) {
  const env = { ...process.env, SLOW: String(slow), SECONDS: String(seconds), LIMIT: String(limit) };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { env });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  if (child.exitCode !== null) throw new Error(`The process did not start:\n${output}`);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const says = async (word: string) => {
    while (!output.includes(word)) await once(child.stdout, 'data');
  };
  return { child, exited, says, url: `http://127.0.0.1:${output.trim()}`, output: () => output };
}

describe('createDrain', () => {
  it('answers what is in flight, closes, and exits 0', async () => {
    const { child, exited, url, output } = await start(300);
    await (await fetch(url)).text();
    const late = fetch(`${url}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGTERM');
    expect(await (await late).text()).toBe('late');
    expect(await exited).toEqual([0, null]);
    expect(output().trim().split('\n').slice(1)).toEqual(['begin', 'end']);
  });

  it('serves on for as long as it should after SIGTERM, with answers that close their connections', async () => {
    const { child, exited, says, url } = await start(0, 1);
    const signalledAt = performance.now();
    child.kill('SIGTERM');
    await says('begin');
    const answer = await fetch(url);
    expect([await answer.text(), answer.headers.get('connection')]).toEqual(['now', 'close']);
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - signalledAt).toBeGreaterThan(950);
  });

  it.each([
    ['SIGINT', ['SIGINT']],
    ['a second signal', ['SIGTERM', 'SIGTERM']],
  ] as const)('does not wait on %s', async (_, signals) => {
    const { child, exited, says } = await start(0, 300);
    for (const signal of signals) {
      child.kill(signal);
      await says('begin');
    }
    expect(await exited).toEqual([0, null]);
  });

  it('waits for no connection on which nobody has asked anything', async () => {
    const { child, exited, url } = await start(0);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    await (await fetch(url)).text();
    const toldAt = performance.now();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - toldAt).toBeLessThan(2_000);
  });

  it('is gone within five seconds, whatever hangs', async () => {
    const { child, exited, url } = await start(60_000);
    const never = fetch(`${url}/slow`).catch(() => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const toldAt = performance.now();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - toldAt).toBeLessThan(5_000);
    expect(await never).toBe('cut off');
  }, 10_000);

  it('gives up with a line in the log and exit code 1 where ending takes too long', async () => {
    const { child, exited, output } = await start(0, 0, 200);
    child.kill('SIGTERM');
    expect(await exited).toEqual([1, null]);
    expect(output()).toMatch(/"level":"error".*it took too long.*"did not stop cleanly"/);
  });
});
