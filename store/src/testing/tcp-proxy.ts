import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A TCP proxy in front of a port that can cut connections, pass nothing on, or lose answers. */
export interface TcpProxy {
  readonly port: number;
  /**
   * `through` passes everything; `hole` passes nothing and keeps connections open; `deaf` passes requests and drops
   * answers.
   */
  mode: 'through' | 'hole' | 'deaf';
  /** If given, changes each answer before it is passed on; it must not change its length. */
  alter: ((answer: Buffer) => Buffer) | undefined;
  /** Closes every open connection. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a proxy in front of a port of this machine. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connect(target, '127.0.0.1');
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        inner.destroy();
        outer.destroy();
      });
    }
    inner.on('data', (chunk) => {
      if (proxy.mode !== 'hole') outer.write(chunk);
    });
    outer.on('data', (chunk) => {
      if (proxy.mode === 'through') inner.write(proxy.alter?.(chunk) ?? chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const proxy: TcpProxy = {
    port: typeof address === 'object' && address ? address.port : 0,
    mode: 'through',
    alter: undefined,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      proxy.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
