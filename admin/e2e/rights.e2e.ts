import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor, toProblem } from './api.ts';
import { addPerson } from './people.ts';
import { Refusals } from './refusals.ts';
import type { Call } from './refusals.ts';
import { RunningHoist } from './running-hoist.ts';
import { administrator, setUp, signIn } from './session.ts';

let hoist: RunningHoist;
let machine: Api;
let refusals: Refusals;

beforeAll(async () => {
  hoist = await RunningHoist.start();
  machine = new Api(hoist);
  refusals = new Refusals(machine);
  await setUp(hoist);
  const condition = { attribute: 'country', operator: 'equals', operand: 'DE' };
  const germans = { key: 'germans', name: 'Germans', conditionGroups: [{ conditions: [condition] }] };
  await machine.done('POST', '/api/v1/segments', { body: germans });
  await machine.done('POST', '/api/v1/flags', { body: booleanFlag('checkout') });
  await machine.done('POST', '/api/v1/bucket-groups', { body: { key: 'tests' } });
  await machine.set('checkout', 'dev', settingFor(['germans'], serve('off')));
});

afterAll(() => hoist.stop());

/** Every write that the API has, such that it would work for an administrator. */
async function writes(environment: string): Promise<readonly Call[]> {
  const setting = `/api/v1/flags/checkout/environments/${environment}`;
  const { etag } = await machine.get(setting);
  return [
    ['PUT', setting, { ifMatch: etag, body: { setting: settingFor([], serve('on')), comment: 'x' } }],
    ['POST', '/api/v1/keys', { body: { environment, name: 'app', scope: 'server' } }],
    ['DELETE', `/api/v1/keys/x?environment=${environment}`],
  ];
}

async function definitionWrites(): Promise<readonly Call[]> {
  const [flag, segment, group, regions] = [
    await machine.get('/api/v1/flags/checkout'),
    await machine.get('/api/v1/segments/germans'),
    await machine.get('/api/v1/bucket-groups/tests'),
    await machine.get('/api/v1/regions'),
  ];
  return [
    ['POST', '/api/v1/flags', { body: booleanFlag('refused') }],
    ['PATCH', '/api/v1/flags/checkout', { ifMatch: flag.etag, body: { name: 'x' } }],
    ['POST', '/api/v1/segments', { body: { key: 'refused', name: 'x' } }],
    ['PATCH', '/api/v1/segments/germans', { ifMatch: segment.etag, body: { name: 'x' } }],
    ['POST', '/api/v1/bucket-groups', { body: { key: 'refused' } }],
    ['PATCH', '/api/v1/bucket-groups/tests', { ifMatch: group.etag, body: { by: 'x' } }],
    ['PUT', '/api/v1/regions', { ifMatch: regions.etag, body: { attribute: 'x' } }],
  ];
}

describe('roles', () => {
  it('let a viewer look at everything and change nothing', async () => {
    const viewer = await signIn(hoist, await addPerson(hoist, 'viewer'));
    expect((await viewer.get('/api/v1/flags')).status).toBe(200);
    const calls = [...(await writes('dev')), ...(await writes('prod')), ...(await definitionWrites())];
    for (const call of calls) {
      expect(toProblem(await refusals.refuse(403, call, viewer)).detail).toMatch(/role .* is viewer/);
    }
  });

  it('let an editor change dev, and in prod nothing', async () => {
    const editor = await signIn(hoist, await addPerson(hoist, 'editor'));
    for (const call of await writes('prod')) await refusals.refuse(403, call, editor);
    const pending = '/api/v1/environments/prod/pending';
    const entries = [{ kind: 'flag', key: 'checkout', published: 1, latest: 2 }];
    await refusals.refuse(403, ['POST', pending, { body: { entries, comment: 'x' } }], editor);
    const [save] = await writes('dev');
    if (save) expect((await editor.send(...save)).status).toBe(200);
  });

  it('let a publisher change prod, with a comment', async () => {
    const publisher = await signIn(hoist, await addPerson(hoist, 'publisher'));
    const [save] = await writes('prod');
    if (save) expect((await publisher.send(...save)).status).toBe(200);
    const { body } = await machine.get('/api/v1/versions/prod');
    expect(JSON.stringify(body)).toContain('A publisher');
  });
});

describe('a signed-in person', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this host', { origin: 'http://localhost:1' }],
    ['nowhere', { origin: 'null' }],
    ['another site, as a form', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
  ])('is not acted for by %s', async (_, headers) => {
    const mira = await signIn(hoist, administrator);
    const flag = booleanFlag('refused');
    await refusals.refuse(403, ['POST', '/api/v1/flags', { headers, body: flag }], mira);
    await refusals.refuse(403, ['DELETE', '/api/v1/keys/x?environment=dev', { headers }], mira);
  });

  it('gets security headers with pages, redirects and files, and nothing that a browser stores but those', async () => {
    const mira = await signIn(hoist, administrator);
    const away = await fetch(`${hoist.adminUrl}/flags`, { redirect: 'manual' });
    const page = await mira.send('GET', '/flags', { headers: { accept: 'text/html' } });
    const file = await fetch(`${hoist.adminUrl}/hoist.svg`);
    expect([away.status, page.status, file.status]).toEqual([303, 200, 200]);
    for (const { headers } of [away, page, file]) {
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('reads which configuration is wrong where a proxy makes its own pages look like another site', async () => {
    const mira = await signIn(hoist, administrator);
    const headers = { ...formHeaders, origin: 'https://hoist.example.com' };
    const typed = await mira.send('POST', '/preferences', { raw: 'theme=dark', headers });
    expect([typed.status, typed.body]).toEqual([403, {}]);
    const posted = await mira.send('POST', '/preferences', {
      raw: 'theme=dark',
      headers: { ...headers, accept: 'application/json', 'x-sveltekit-action': 'true' },
    });
    expect(posted.body).toMatchObject({
      type: 'error',
      status: 403,
      error: {
        title: 'This came from another site',
        message: expect.stringContaining('set HOIST_PUBLIC_URL') as string,
      },
    });
  });

  it('is nobody any more after signing out', async () => {
    const mira = await signIn(hoist, administrator);
    expect((await mira.get('/api/v1/flags')).status).toBe(200);
    const out = await mira.send('POST', '/sign-out', { raw: '', headers: formHeaders });
    expect(out.status).toBe(303);
    expect((await mira.get('/api/v1/flags')).status).toBe(401);
  });
});

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
