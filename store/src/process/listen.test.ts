import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, PortError } from './listen.ts';

const servers = [createServer(), createServer()] as const;
afterEach(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

describe('listen', () => {
  it('opens a port at every address, or at the one that is named', async () => {
    const [all, own] = servers;
    await listen(all, { port: 0, variable: 'HOIST_ADMIN_PORT', host: '::' });
    await listen(own, { port: 0, variable: 'HOIST_ADMIN_MANAGEMENT_PORT', host: '127.0.0.1' });
    expect((own.address() as AddressInfo).address).toBe('127.0.0.1');
    const reach = async (host: string) => {
      const socket = connect((all.address() as AddressInfo).port, host);
      await once(socket, 'connect');
      socket.destroy();
    };
    await reach('127.0.0.1');
    if ((all.address() as AddressInfo).family === 'IPv6') await reach('::1');
  });

  it('names an address that this machine does not have, and the variable', async () => {
    const own = { port: 0, variable: 'HOIST_ADMIN_MANAGEMENT_PORT', host: '203.0.113.7' };
    await expect(listen(servers[0], own)).rejects.toThrow(
      'This machine has no address 203.0.113.7. Correct HOIST_MANAGEMENT_HOST.',
    );
  });

  it('names the taken port and the command to paste', async () => {
    const [first, second] = servers;
    await listen(first, { port: 0, variable: 'HOIST_ADMIN_PORT' });
    const { port } = first.address() as AddressInfo;
    const refused = listen(second, { port, variable: 'HOIST_ADMIN_PORT' });
    await expect(refused).rejects.toBeInstanceOf(PortError);
    await expect(refused).rejects.toThrow(
      `Port ${port} is taken by another program. Choose another:\n\n  HOIST_ADMIN_PORT=${port + 1} npm start`,
    );
  });
});
