import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { rolloutGrace } from '@hoist/core';
import { conformanceCases, runConformance, toConformanceRuns } from '@hoist/core/conformance';
import type { ConformanceAnswer, ConformanceCase } from '@hoist/core/conformance';
import { OpenFeature } from '@openfeature/server-sdk';
import type { Client, EvaluationContext, EvaluationDetails, JsonValue } from '@openfeature/server-sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HoistProvider } from './hoist-provider.ts';

const alwaysInContact = Date.UTC(2200, 0);

/** A provider for each ruleset, and one for each time at which the relay was lost. */
const runs = toConformanceRuns();
const clients = new Map<ConformanceCase, Client>();
const providers: HoistProvider[] = [];
let server: Server;
let now = Date.now();
const clock = () => now;

/** Hundreds of cases are about flags that fail, which the log would all tell. */
const silent = () => undefined;

beforeAll(async () => {
  OpenFeature.setLogger({ error: silent, warn: silent, info: silent, debug: silent });
  server = createServer(serveRun);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  for (const [index, { cases }] of runs.entries()) {
    const provider = new HoistProvider({
      url,
      key: String(index),
      plugins: [],
      now: clock,
      monotonic: clock,
    });
    providers.push(provider);
    await OpenFeature.setProviderAndWait(`run-${index}`, provider);
    for (const question of cases) clients.set(question, OpenFeature.getClient(`run-${index}`));
  }
});

afterAll(async () => {
  await Promise.all(providers.map((provider) => provider.onClose()));
  server.closeAllConnections();
  server.close();
});

/** What a provider asks of a relay; the key says of which run. */
function serveRun(request: IncomingMessage, response: ServerResponse): void {
  const run = runs[Number((request.headers.authorization ?? '').slice('Bearer '.length))];
  const route = request.url?.split('?')[0];
  if (!run) response.writeHead(401).end('{}');
  else if (route === '/hoist/v1/environments/-/ruleset') {
    const lastContact = run.rolloutNow === undefined ? alwaysInContact : run.rolloutNow - rolloutGrace;
    response.writeHead(200, { 'content-type': 'application/json', 'hoist-contact-age': now - lastContact });
    response.end(JSON.stringify(run.ruleset));
  } else if (route === '/hoist/v1/environments/-/changes') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  } else response.writeHead(202).end('{}');
}

const typeOf = (question: ConformanceCase): string => {
  const { flags } = question.ruleset as { flags: { key: string; type: string }[] };
  return flags.find(({ key }) => key === question.flag)?.type ?? 'boolean';
};

/** With two code defaults, so that no value can be told from one that happens to be the default. */
async function ask(question: ConformanceCase): Promise<ConformanceAnswer> {
  now = question.clock?.now ?? Date.now();
  const [one, other] = [await askOnce(question, 0), await askOnce(question, 1)];
  const { value, variant, reason, errorCode } = one;
  return {
    value: isDeepStrictEqual(value, other.value) ? value : undefined,
    variant: variant ?? null,
    reason: reason as ConformanceAnswer['reason'],
    errorCode: errorCode as ConformanceAnswer['errorCode'],
  };
}

function askOnce(question: ConformanceCase, fallback: 0 | 1): Promise<EvaluationDetails<JsonValue>> {
  const client = clients.get(question);
  if (!client) throw new Error(`No provider serves '${question.name}'.`);
  const { flag } = question;
  const context = question.context as EvaluationContext;
  const type = typeOf(question);
  if (type === 'boolean') return client.getBooleanDetails(flag, fallback === 1, context);
  if (type === 'string') return client.getStringDetails(flag, `code default ${fallback}`, context);
  if (type === 'object') return client.getObjectDetails<JsonValue>(flag, { codeDefault: fallback }, context);
  return client.getNumberDetails(flag, fallback - 12_345.5, context);
}

it(`answers all ${conformanceCases.length} conformance cases through the OpenFeature client`, async () => {
  expect(await runConformance(ask)).toEqual([]);
  expect(clients.size).toBe(conformanceCases.length);
});
