import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '@hoist/store/process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Admin } from './admin.ts';
import { createManagement } from './management.ts';
import { readAdminConfig } from './config.ts';
import { startAdmin } from './starting-admin.ts';

const management = createManagement();
let admin: Admin;
let url: string;
let file: string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-management-'));
  file = join(folder, 'hoist.db');
  const config = { HOIST_STORE_URL: `sqlite:${file}`, HOIST_DATA_DIR: folder };
  admin = (await startAdmin(readAdminConfig(config)).opened)!;
  await listen(management.server, { port: 0, variable: 'HOIST_ADMIN_MANAGEMENT_PORT' });
  url = `http://127.0.0.1:${(management.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  management.server.close();
  await admin.hoist.close();
});

const get = async (path: string) => {
  const response = await fetch(url + path);
  return { status: response.status, text: await response.text() };
};

describe('createManagement', () => {
  it('is alive before it is ready, and names what it waits for', async () => {
    expect((await get('/livez')).status).toBe(200);
    expect(await get('/readyz')).toEqual({ status: 503, text: 'not ready: the store is being opened\n' });
    management.open({ admin: undefined, problem: 'MongoDB at db does not answer.' });
    expect(await get('/readyz')).toEqual({
      status: 503,
      text: 'not ready: MongoDB at db does not answer.\n',
    });
    expect(JSON.parse((await get('/status')).text)).toEqual({
      ready: false,
      problem: 'MongoDB at db does not answer.',
    });
    management.open(startAdmin());
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
  });

  it('says what it serves', async () => {
    const { text } = await get('/status');
    expect(JSON.parse(text)).toMatchObject({
      ready: true,
      installation: admin.hoist.installation,
      problem: null,
      environments: [{ key: 'dev' }, { key: 'staging' }, { key: 'prod' }],
    });
  });

  it('gives the process to Prometheus', async () => {
    const { text } = await get('/metrics');
    expect(text).toContain('process_cpu_user_seconds_total');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('answers nothing else', async () => {
    expect((await get('/')).status).toBe(404);
  });

  it('is not ready while its file is not the one that its path names', async () => {
    await rename(file, `${file}.old`);
    const lost = await get('/readyz');
    expect(lost).toEqual({
      status: 503,
      text: expect.stringContaining('Restart the admin to use') as string,
    });
    expect(lost.text).toMatch(/^not ready: '.*' is not the file any more that was opened/);
    const status = JSON.parse((await get('/status')).text) as unknown;
    expect(status).toMatchObject({ ready: false, problem: lost.text.slice('not ready: '.length).trim() });
    await rename(`${file}.old`, file);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('is not ready any more once it drains', async () => {
    management.close();
    expect(await get('/readyz')).toEqual({ status: 503, text: 'not ready: it is stopping\n' });
    expect((await get('/livez')).status).toBe(200);
  });
});

/** Resolves when a socket is closed, by a reset as well: what drips into a closed connection is answered by one. */
function closed(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.once('close', resolve));
}

it('answers 500 where the state cannot be read, and goes on', async () => {
  const failing = createManagement();
  failing.open({
    get admin(): Admin {
      throw new Error('no admin can be told');
    },
    problem: undefined,
  });
  await listen(failing.server, { port: 0, variable: 'HOIST_ADMIN_MANAGEMENT_PORT' });
  const { port } = failing.server.address() as AddressInfo;
  const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  expect([await statusOf('/status'), await statusOf('/metrics')]).toEqual([500, 500]);
  expect(await statusOf('/livez')).toBe(200);
  failing.server.close();
});

describe('the management port', () => {
  const start = async (limits: Parameters<typeof createManagement>[0]) => {
    const { server } = createManagement(limits);
    await listen(server, { port: 0, variable: 'HOIST_ADMIN_MANAGEMENT_PORT' });
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    return { server, socket };
  };

  it('cuts a head off that drips', async () => {
    const { socket } = await start({ request: 300 });
    const startedAt = performance.now();
    socket.resume().write('GET /livez HTTP/1.1\r\nHost: a\r\nX: ');
    const drip = setInterval(() => socket.write('x'), 50);
    onTestFinished(() => clearInterval(drip));
    await closed(socket);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('closes what is more than 200 connections', async () => {
    const { server, socket: first } = await start({});
    const { port } = server.address() as AddressInfo;
    const open = async () => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    };
    const sockets = [first, ...(await Promise.all(Array.from({ length: 199 }, open)))];
    await closed(await open());
    sockets[199]?.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
    const [said] = (await once(sockets[199]!, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^connection: close/im);
  });
});

describe('startAdmin', () => {
  it('opens one admin a process, with a set-up link while there is nobody', async () => {
    expect(startAdmin().admin).toBe(admin);
    expect(admin.setUpUrl).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/);
  });
});
