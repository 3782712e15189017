import { administrator } from '../session.ts';
import { each, sendRaw, singlePath, toRequest } from './hostile-input.ts';
import type { Target, Tried } from './hostile-input.ts';

async function countSeries({ hoist }: Target): Promise<number> {
  const texts = hoist.managementUrls.map(async (url) => (await fetch(`${url}/metrics`)).text());
  return (await Promise.all(texts)).join('\n').match(/^[a-z]/gm)?.length ?? 0;
}

/** Sends questions and other paths with names that nobody has sent before. */
async function sendNew({ ask, api }: Target, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) {
    const headers = { 'user-agent': `agent-${index}`, authorization: `Bearer key-${index}` };
    await Promise.all([
      ask(`/ofrep/v1/evaluate/flags/new-${index}`),
      ask(singlePath, { headers }),
      ask(`/new-${index}`),
      api.get(`/api/v1/flags/new-${index}`),
    ]);
  }
}

/** G: what operators look at. The last of all: its logs are those of every input. */
export const operationInputs: readonly Tried[] = [
  [
    'G1',
    '10 flags, keys, paths and programs that there are none of: more series of metrics',
    'none',
    async (target) => {
      await sendNew(target, 0, 1);
      const before = await countSeries(target);
      await sendNew(target, 1, 11);
      const more = (await countSeries(target)) - before;
      return more === 0 ? 'none' : `${more} more`;
    },
  ],
  [
    'G3',
    "an operator's paths where everybody asks: `/metrics`, `/readyz`, `//metrics`, `/%6detrics`",
    'relay 404, admin 303',
    async ({ hoist }) => {
      const list = ['/metrics', '/readyz', '/healthz', '//metrics', '/%6detrics', '/METRICS'];
      const of = (url: string) => each(list, (path) => sendRaw(url, toRequest(`GET ${path}`)));
      return `relay ${await of(hoist.relayUrl)}, admin ${await of(hoist.adminUrl)}`;
    },
  ],
  [
    'G4',
    'an address, a line end and colours of a terminal in a context; keys and passwords of everything above: in the log',
    'nothing',
    async ({ ask, hoist, serverKey, clientKey }) => {
      const targetingKey = 'anna@example.com\n{"level":"error"}\u001b[31m';
      await ask('/ofrep/v1/evaluate/flags/half', { body: JSON.stringify({ context: { targetingKey } }) });
      const secrets = ['anna@example.com', '\u001b[31m', serverKey, clientKey, administrator.password];
      return secrets.filter((secret) => hoist.output.includes(secret)).join(', ') || 'nothing';
    },
  ],
];
