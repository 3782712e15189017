import { createServer } from 'node:net';

/** Resolves with a sentence, including a command to paste, if one of the ports is taken; else with undefined. */
export async function findTakenPort(ports: Readonly<Record<string, number>>): Promise<string | undefined> {
  for (const [name, port] of Object.entries(ports)) {
    const problem = await tryPort(port);
    if (problem === 'EACCES') {
      return `Port ${port} (${name}) may not be opened by this user. Choose one above 1023:\n\n  ${name}=${port + 8000} npm start`;
    }
    if (problem) {
      return `Port ${port} (${name}) is taken by another program. Choose another:\n\n  ${name}=${await findFree(port + 1)} npm start`;
    }
  }
  return undefined;
}

async function findFree(from: number): Promise<number> {
  for (let port = from; port < from + 100; port++) if (!(await tryPort(port))) return port;
  return from;
}

function tryPort(port: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
  server.listen(port, () => server.close(() => resolve(undefined)));
  return promise;
}
