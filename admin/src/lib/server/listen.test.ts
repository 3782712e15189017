import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, PortTakenError } from './listen.ts';

const servers = [createServer(), createServer()] as const;
afterEach(() => servers.forEach((server) => server.close()));

describe('listen', () => {
  it('names the taken port and the command to paste', async () => {
    const [first, second] = servers;
    await listen(first, { port: 0, variable: 'HOIST_ADMIN_PORT' });
    const { port } = first.address() as AddressInfo;
    const refused = listen(second, { port, variable: 'HOIST_ADMIN_PORT' });
    await expect(refused).rejects.toBeInstanceOf(PortTakenError);
    await expect(refused).rejects.toThrow(
      `Port ${port} is taken. Use another one: HOIST_ADMIN_PORT=${port + 1} npm start`,
    );
  });
});
