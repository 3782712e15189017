import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Api, booleanFlag, serve, settingFor, share } from './api.ts';
import { listNumbers, toHostileGuide } from './hostile/hostile-guide.ts';
import { hostileInputs } from './hostile/hostile-inputs.ts';
import type { Asking, Target } from './hostile/hostile-input.ts';
import { singlePath } from './hostile/hostile-input.ts';
import { triedElsewhere } from './hostile/tried-elsewhere.ts';
import { addPerson } from './people.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signIn } from './session.ts';

const root = join(import.meta.dirname, '..', '..');
const guide = join(root, 'docs', 'guides', 'hostile-inputs.md');
let target: Target;
const came = new Map<string, string>();

beforeAll(async () => {
  const hoist = await RunningHoist.start();
  const api = new Api(hoist);
  await setUp(hoist);
  const conditions = [{ attribute: 'country', operator: 'equals', operand: 'DE' }];
  await api.done('POST', '/api/v1/segments', {
    body: { key: 'germans', name: 'Germans', conditionGroups: [{ conditions }] },
  });
  for (const key of ['checkout', 'half', 'html'])
    await api.done('POST', '/api/v1/flags', { body: booleanFlag(key) });
  await api.set('checkout', 'dev', settingFor(['germans'], serve('off')));
  await api.set('half', 'dev', settingFor([], share(50)));
  const make = async (scope: string) => {
    const body = { environment: 'dev', name: scope, scope };
    return String((await api.done('POST', '/api/v1/keys', { body })).body['key']);
  };
  const serverKey = await make('server');
  const ask = async (path: string, { body = '{}', headers = {}, method = 'POST' }: Asking = {}) => {
    const response = await fetch(`${hoist.relayUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serverKey}`, ...headers },
      ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
    });
    const text = await response.text();
    const { errorCode, value } = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
    return [response.status, errorCode ?? value].filter((part) => part !== undefined).join(' ');
  };
  const viewer = await signIn(hoist, await addPerson(hoist, 'viewer'));
  target = { hoist, api, viewer, serverKey, clientKey: await make('client'), ask };
  await vi.waitFor(async () => expect(await ask(singlePath, german)).toBe('200 true'), 20_000);
});

const german: Asking = { body: '{"context":{"country":"DE"}}' };

afterEach(async () => {
  expect(await target.ask(singlePath, german), 'the relay goes on serving').toBe('200 true');
  expect((await target.api.get('/api/v1/flags/checkout')).status, 'the admin goes on answering').toBe(200);
});

afterAll(() => target.hoist.stop());

describe('hostile inputs', () => {
  it.each(hostileInputs)('%s: %s gets %s', async (id, sent, expected, attempt) => {
    const answer = await attempt(target);
    came.set(`${id} ${sent}`, answer);
    expect(answer).toBe(expected);
  });

  it('have their numbers, and tests that there are', () => {
    const sizes = { A: 15, B: 26, C: 16, D: 10, E: 18, F: 22, G: 8 };
    const numbers = Object.entries(sizes).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
    );
    expect(listNumbers()).toEqual(numbers);
    for (const [id, , file, title] of triedElsewhere)
      expect(readFileSync(join(root, file), 'utf8').includes(title), `${id}: ${file}`).toBe(true);
  });

  it('are in the guide as they came; vitest -u writes it', async () => {
    await expect(toHostileGuide(came)).toMatchFileSnapshot(guide);
  });
});
