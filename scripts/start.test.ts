import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMongoServer } from '../store/src/testing/mongo-server.ts';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../store/src/testing/free-port.ts';

const root = join(import.meta.dirname, '..');
const mongo = await startMongoServer();
afterAll(() => mongo?.stop());

/** `npm start` as a person runs it: in a process group of its own, with a mark that all its descendants inherit. */
class Started {
  readonly mark = randomUUID();
  readonly child: ChildProcess;
  output = '';

  constructor(env: NodeJS.ProcessEnv) {
    this.child = spawn('npm', ['start'], {
      cwd: root,
      env: { ...process.env, ...env, HOIST_TEST_MARK: this.mark },
      detached: true,
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  async says(words: string, times = 1): Promise<void> {
    while (this.output.split(words).length <= times) {
      if (this.child.exitCode !== null) throw new Error(`It ended without '${words}':\n${this.output}`);
      await sleep(50);
    }
  }

  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  /** The ids of all processes that descend from it, by the mark in their environment. */
  descendants(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((id) => readProcess(id, 'environ').includes(`HOIST_TEST_MARK=${this.mark}`))
      .map(Number);
  }

  /** The id of the admin's or the relay's process; undefined while there is none. */
  idOf(script: 'server.ts' | 'src/main.ts'): number | undefined {
    return this.descendants().find((id) => {
      const [, ...given] = readProcess(String(id), 'cmdline').split('\0');
      return given.includes(script);
    });
  }

  kill(): void {
    for (const id of this.descendants()) process.kill(id, 'SIGKILL');
  }
}

function readProcess(id: string, what: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${id}/${what}`, 'latin1');
  } catch {
    return '';
  }
}

/** At which of this machine's addresses a port is open. */
async function managementAddresses(port: number): Promise<string[]> {
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  );
  const open = await Promise.all(
    addresses.map(async (host) => {
      const socket = connect({ host, port, timeout: 500 });
      const isOpen = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      return isOpen ? [host] : [];
    }),
  );
  return open.flat();
}

async function noneLeft(started: Started): Promise<void> {
  for (let attempt = 0; attempt < 400 && started.descendants().length > 0; attempt++) await sleep(50);
  expect(started.descendants()).toEqual([]);
}

describe('npm start', () => {
  let folder: string;
  let env: Record<string, string>;
  let started: Started[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hoist-start-'));
    started = [];
    env = { HOIST_DATA_DIR: join(folder, 'data') };
    for (const name of ['ADMIN', 'ADMIN_MANAGEMENT', 'RELAY', 'RELAY_MANAGEMENT']) {
      env[`HOIST_${name}_PORT`] = String(await findFreePort());
    }
  });

  afterEach(() => {
    for (const one of started) one.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (more: Record<string, string> = {}) => {
    const one = new Started({ ...env, ...more });
    started.push(one);
    return one;
  };

  it('starts both, prints both addresses and the set-up link, ends cleanly on SIGTERM and keeps its data', async () => {
    const first = start();
    await first.says('Ctrl-C stops both');
    expect(first.output).toContain(`http://localhost:${env['HOIST_ADMIN_PORT']}`);
    expect(first.output).toContain(`http://localhost:${env['HOIST_RELAY_PORT']}`);
    const link = /once: (http\S+setup\S+)/.exec(first.output)?.[1] ?? '';
    expect((await fetch(link)).status).toBe(200);
    const token = join(env['HOIST_DATA_DIR'] ?? '', 'bootstrap-token');
    expect(statSync(token).mode & 0o777).toBe(0o600);
    expect(statSync(env['HOIST_DATA_DIR'] ?? '').mode & 0o777).toBe(0o700);
    const log = join(env['HOIST_DATA_DIR'] ?? '', 'log', 'admin.log');
    expect(statSync(log).mode & 0o777).toBe(0o600);
    expect(readFileSync(log, 'utf8')).toContain('Set up: (shown by npm start alone)');
    expect(readFileSync(log, 'utf8')).not.toContain(link.slice(-20));
    expect(await managementAddresses(Number(env['HOIST_ADMIN_MANAGEMENT_PORT']))).toEqual(['127.0.0.1']);
    first.child.kill('SIGTERM');
    await first.ended();
    await noneLeft(first);

    const before = readFileSync(token, 'utf8');
    const startedAt = performance.now();
    const second = start();
    await second.says('Ctrl-C stops both');
    expect(performance.now() - startedAt).toBeLessThan(50_000);
    expect(readFileSync(token, 'utf8')).toBe(before);
    expect(existsSync(join(env['HOIST_DATA_DIR'] ?? '', 'hoist.db'))).toBe(true);
    const fresh = /once: (http\S+setup\S+)/.exec(second.output)?.[1] ?? '';
    expect(fresh).not.toBe(link);
    expect((await fetch(link)).status).toBe(410);
    expect((await fetch(fresh)).status).toBe(200);
  });

  it('starts each again on its own when it is killed, later each time, and ends the whole tree on Ctrl-C', async () => {
    const one = start();
    await one.says('Ctrl-C stops both');
    const [admin = 0, relay = 0] = [one.idOf('server.ts'), one.idOf('src/main.ts')];
    process.kill(admin, 'SIGKILL');
    await one.says('The admin was ended by SIGKILL. It is started again in 0.5 s.');
    await one.says('The admin is ready again.');
    await one.says('Make the first administrator, once: ', 2);
    const links = [...one.output.matchAll(/once: (http\S+setup\S+)/g)].map(([, link]) => link ?? '');
    expect((await fetch(links[1] ?? '')).status).toBe(200);
    process.kill(one.idOf('server.ts') ?? 0, 'SIGKILL');
    await one.says('The admin was ended by SIGKILL. It is started again in 1 s.');
    expect(one.idOf('src/main.ts')).toBe(relay);
    process.kill(relay, 'SIGKILL');
    await one.says('The relay was ended by SIGKILL. It is started again in 0.5 s.');
    await one.says('The relay is ready again.');
    process.kill(-(one.child.pid ?? 0), 'SIGINT');
    await one.ended();
    await noneLeft(one);
  });

  it('ends the whole tree when it is stopped in the middle of starting', async () => {
    const one = start();
    await one.says('3/4');
    one.child.kill('SIGTERM');
    await one.ended();
    await noneLeft(one);
  });

  it('names a port that is taken and prints the command to paste', async () => {
    const taken = createServer().listen(Number(env['HOIST_RELAY_PORT']));
    await once(taken, 'listening');
    const one = start();
    expect(await one.ended()).toBe(1);
    expect(one.output).toMatch(new RegExp(`Port ${env['HOIST_RELAY_PORT']} .* is taken`));
    expect(one.output).toMatch(/HOIST_RELAY_PORT=\d+ npm start/);
    taken.close();
    await noneLeft(one);
  });

  it('refuses a port that is none', async () => {
    const one = start({ HOIST_RELAY_PORT: 'http' });
    expect(await one.ended()).toBe(1);
    expect(one.output).toContain('HOIST_RELAY_PORT must be a port number from 0 to 65535.');
  });

  it('ends both when one refuses its configuration, and says why', async () => {
    const one = start({ HOIST_STORE_URL: 'mongodb://127.0.0.1:1/hoist?nonsense=1' });
    expect(await one.ended()).toBe(1);
    expect(one.output).toContain('The admin stopped with code 1. It said last:');
    expect(one.output).toContain('option nonsense is not supported');
    await noneLeft(one);
  });

  it.runIf(mongo?.own)(
    'waits for a store that is away, says so everywhere, and opens when it is there',
    async () => {
      const { own, fresh } = mongo!;
      const { url } = await fresh();
      await own!.kill();
      const one = start({ HOIST_STORE_URL: url });
      await one.says('Still waiting for the admin. It says: not ready: MongoDB at ');
      const [page, call, ready] = await Promise.all([
        fetch(`http://127.0.0.1:${env['HOIST_ADMIN_PORT']}/flags`),
        fetch(`http://127.0.0.1:${env['HOIST_ADMIN_PORT']}/api/v1/flags`),
        fetch(`http://127.0.0.1:${env['HOIST_ADMIN_MANAGEMENT_PORT']}/readyz`),
      ]);
      expect([page.status, call.status, ready.status]).toEqual([503, 503, 503]);
      expect(await page.text()).toContain('<h1>The store is away</h1>');
      expect(await call.json()).toMatchObject({ status: 503, title: 'The store does not answer' });
      expect(await ready.text()).toContain('does not answer. Is it running, and is HOIST_STORE_URL right?');
      await own!.restart();
      await one.says('Ctrl-C stops both');
      const link = /once: (http\S+setup\S+)/.exec(one.output)?.[1] ?? '';
      expect((await fetch(link)).status).toBe(200);
      one.child.kill('SIGTERM');
      await one.ended();
      await noneLeft(one);
    },
  );

  it('says in one sentence that the data folder cannot be written', async () => {
    const one = start({ HOIST_DATA_DIR: '/dev/null/hoist' });
    expect(await one.ended()).toBe(1);
    expect(one.output).toMatch(/\/dev\/null\/hoist.*(not writable|cannot be)/);
    await noneLeft(one);
  });
});
