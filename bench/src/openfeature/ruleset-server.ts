import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';

/**
 * A server on 127.0.0.1 that answers providers as a relay does: one ruleset, a stream without changes, and counts
 * that are accepted.
 */
export interface RulesetServer {
  readonly url: string;
  stop(): void;
}

/** Starts a server that serves one ruleset on the routes that providers use. */
export async function startRulesetServer(ruleset: string): Promise<RulesetServer> {
  const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
    ruleset(response) {
      const headers = { 'content-type': 'application/json', 'hoist-contact-age': '0' };
      response.writeHead(200, headers).end(ruleset);
    },
    changes(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: contact\ndata: {"age":0}\n\n`);
    },
    events(response) {
      response.writeHead(202, { 'content-type': 'application/json' }).end('{}');
    },
  };
  const server = createServer((request, response) => {
    request.resume();
    const route = /\/(ruleset|changes|events)(?:\?|$)/.exec(request.url ?? '')?.[1] ?? '';
    const answer = answers[route];
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, '127.0.0.1', () => resolve(undefined));
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
