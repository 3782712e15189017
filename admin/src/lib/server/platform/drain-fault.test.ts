import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const moduleAt = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);

/** The admin's web server, drain and way to end, on pages that fail while the one thread that writes the log is busy. */
const program = `
import { pbkdf2 } from 'node:crypto';
import { closeServer, createDrain, onFault } from ${JSON.stringify(import.meta.resolve('@hoist/store/process'))};
import { log } from ${moduleAt('../logging/log.ts')};
import { readAdminConfig } from ${moduleAt('./config.ts')};
import { createWebServer } from ${moduleAt('./web-server.ts')};
let slow;
const keepBusy = () => pbkdf2('a', 'b', 200_000, 64, 'sha512', () => undefined);
const handle = async (request, response) => {
  const [url] = request.url.split('?');
  if (url === '/slow') slow = response;
  else if (url === '/rejects') throw new Error('a page that rejects');
  else if (url === '/halfway') { response.write('half'); throw new Error('a page that stops'); }
  else if (url === '/job') { response.end('begun'); keepBusy(); void Promise.reject(new Error('a job that rejects')); }
  else if (url === '/throws') { response.end('begun'); setImmediate(() => { keepBusy(); throw new Error('a job that throws'); }); }
  else response.end('fine');
};
const server = createWebServer(readAdminConfig({}), { handle, isKnown: () => false });
const begin = () => (console.log('begin'), slow?.end('late'));
const end = () => closeServer(server, 3_000).then(() => console.log('end'));
const drain = createDrain({ logger: log, seconds: 300, begin, end });
onFault(log, () => drain('fault'));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

async function start() {
  const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { env });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  if (child.exitCode !== null) throw new Error(`The process did not start:\n${output}`);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const url = `http://127.0.0.1:${output.trim()}`;
  return { child, closed, ask: (path: string) => fetch(`${url}${path}`), output: () => output };
}

describe('a fault', () => {
  it('of a request is answered 500 and logged, and the process goes on', async () => {
    const { child, closed, ask, output } = await start();
    const refused = await ask('/rejects?token=secret');
    expect([refused.status, await refused.text()]).toEqual([
      500,
      'Something went wrong here. See the log of the admin, then try again.\n',
    ]);
    await expect(ask('/halfway').then((answer) => answer.text())).rejects.toThrow();
    expect(await (await ask('/')).text()).toBe('fine');
    expect(output()).toMatch(/"level":"error".*"path":"\/rejects".*a page that rejects.*"a request failed"/);
    expect(output()).not.toContain('secret');
    child.kill();
    await closed;
  });

  it.each(['/job', '/throws'])(
    'of nobody is logged and ends the process, in flight answered: %s',
    async (path) => {
      const { closed, ask, output } = await start();
      const slow = ask('/slow');
      await ask(path);
      expect(await (await slow).text()).toBe('late');
      expect(await closed).toEqual([1, null]);
      const [, ...lines] = output().trim().split('\n');
      expect(lines.filter((line) => !line.startsWith('{'))).toEqual(['begin', 'end']);
      const logged = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as unknown);
      const reason = expect.stringContaining('a job that') as string;
      expect(logged).toMatchObject([
        { level: 'error', reason, message: 'nobody caught this; the process ends' },
        { level: 'info', message: 'draining' },
        { level: 'info', message: 'stopped' },
      ]);
    },
  );
});
