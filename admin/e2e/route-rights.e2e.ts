import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import type { Answer, Sending } from './api.ts';
import { listRoutes } from './list-routes.ts';
import { addPerson } from './people.ts';
import { routeRights } from './route-rights.ts';
import type { Outcome } from './rights-row.ts';
import { RunningHoist } from './running-hoist.ts';
import { administrator, setUp, signIn } from './session.ts';
import { settingForm } from './setting-form.ts';

let hoist: RunningHoist;
let machine: Api;
/** Anonymous, viewer, editor, publisher, administrator. */
let everyone: readonly Api[];
/** The ids of keys and the numbers of versions that were made for this, by what rows call them. */
const made = new Map<string, string>();

beforeAll(async () => {
  hoist = await RunningHoist.start();
  machine = new Api(hoist);
  await setUp(hoist);
  const conditions = [{ attribute: 'country', operator: 'equals', operand: 'DE' }];
  const germans = { key: 'germans', name: 'Germans', conditionGroups: [{ conditions }] };
  await machine.done('POST', '/api/v1/segments', { body: germans });
  await machine.done('POST', '/api/v1/flags', { body: booleanFlag('checkout') });
  await machine.done('POST', '/api/v1/bucket-groups', { body: { key: 'tests' } });
  const plan = [
    { percent: 10, hours: 1 },
    { percent: 100, hours: 0 },
  ];
  const rollout = { strategy: 'progressive', params: { variant: 'on', otherwise: 'off', plan } };
  for (const environment of ['dev', 'prod']) {
    await machine.set('checkout', environment, settingFor(['germans'], serve('off')), 'x');
    await machine.set('checkout', environment, settingFor(['germans'], rollout), 'x');
    const body = { environment, name: 'spare', scope: 'server' };
    const { body: key } = await machine.done('POST', '/api/v1/keys', { body });
    made.set(environment, String(key['id']));
    const { body: history } = await machine.get(`/api/v1/flags/checkout/history?environment=${environment}`);
    const changes = history['items'] as { environment: string | null; version: number }[];
    // Newest first: the one kept is one that set the flag up.
    for (const change of changes.toReversed())
      made.set(`${change.environment ?? 'flag'}-version`, String(change.version));
  }
  const { body: ofSegment } = await machine.get('/api/v1/history?thing=segment/germans&kind=created');
  const [created] = ofSegment['items'] as { version: number }[];
  made.set('segment-version', String(created?.version));
  for (const name of ['guest', 'other-guest']) {
    const body = { name, email: `${name}@example.com`, role: 'viewer' };
    const { body: invited } = await machine.done('POST', '/api/v1/people', { body });
    made.set(name, (invited['person'] as { readonly id: string }).id);
  }
  const token = { name: 'spare', role: 'viewer' };
  made.set('token', String((await machine.done('POST', '/api/v1/tokens', { body: token })).body['id']));
  const anonymous = new Api(hoist, { origin: hoist.adminUrl });
  const roles = ['viewer', 'editor', 'publisher'] as const;
  const people = [];
  for (const role of roles) people.push(await signIn(hoist, await addPerson(hoist, role)));
  everyone = [anonymous, ...people, await signIn(hoist, administrator)];
});

afterAll(() => hoist.stop());

/** Puts in the ids and numbers that were made for this. */
function fill(text: string): string {
  return text.replace(/(?:\{|%7B)([a-z-]+)(?:\}|%7D)/g, (all, name: string) => made.get(name) ?? all);
}

function fillSending({ raw, ...sending }: Sending = {}): Sending {
  return { ...sending, ...(typeof raw === 'string' && { raw: fill(raw) }) };
}

/** Asks as a browser does for pages, and as a machine does for the API. */
async function ask(by: Api, route: string, path: string, sending?: Sending): Promise<Outcome | string> {
  const [method = ''] = route.split(' ');
  const { headers, ...rest } = fillSending(sending);
  const accept = path.startsWith('/api/') ? 'application/json' : 'text/html';
  return toOutcome(await by.send(method, fill(path), { ...rest, headers: { accept, ...headers } }));
}

const refused = [401, 403, 410] as const;

function toOutcome({ status, headers, body }: Answer): Outcome | string {
  if (status === 303 && headers.get('location')?.startsWith('/sign-in?to=')) return 'sign-in';
  if ([200, 201, 204, 303, 409].includes(status)) return 'ok';
  return refused.find((known) => known === status) ?? `${status} ${JSON.stringify(body)}`;
}

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

/** The forms that a person double-clicks, each on top of what the one before made, and the versions of dev that come of it. */
const doubled: readonly (readonly [
  path: string,
  leadsTo: string,
  versions: number,
  fields: Readonly<Record<string, string>>,
])[] = [
  ['/flags/new?/save', '/flags/doubled', 1, { name: 'Doubled', key: 'doubled' }],
  ['/segments/new?/save', '/segments/doubled-people', 0, { name: 'Doubled people', key: 'doubled-people' }],
  ['/settings/bucket-groups/new?/save', '/settings/bucket-groups', 0, { key: 'doubled-group', kind: 'same' }],
  ['/flags/doubled?/save', '/flags/doubled?env=dev', 1, { environment: 'dev', ...settingForm('on') }],
  ['/flags/doubled?/switch', '/flags', 1, { environment: 'dev', enabled: 'false', to: '/flags' }],
  ['/flags/doubled?/undo', '/flags', 1, { environment: 'dev', to: '/flags' }],
  ['/flags/checkout?/rollout', '/flags/checkout?env=dev', 1, { environment: 'dev', control: 'pause' }],
];

describe('a form that is sent twice at once', () => {
  it.each(doubled)(
    '%s does one thing, and both answers lead to %s',
    async (path, leadsTo, versions, fields) => {
      const [, , , , mira] = everyone;
      const key = /^\/flags\/(doubled|checkout)\?/.exec(path)?.[1];
      const setting = key && (await machine.get(`/api/v1/flags/${key}/environments/dev`));
      const ifMatch = setting ? setting.etag.slice(1, -1) : '';
      const raw = new URLSearchParams({ idempotencyKey: path, ifMatch, ...fields }).toString();
      const before = await countVersions();
      const send = () => mira?.send('POST', path, { raw, headers: formHeaders });
      const answers = await Promise.all([send(), send()]);
      const came = answers.map((answer) => [answer?.status, answer?.headers.get('location')]);
      expect(came).toEqual([
        [303, leadsTo],
        [303, leadsTo],
      ]);
      expect((await countVersions()) - before).toBe(versions);
    },
  );
});

describe('a form for keys', () => {
  const send = async (by: Api | undefined, fields: Readonly<Record<string, string>>) => {
    const raw = new URLSearchParams({ environment: 'dev', scope: 'server', ...fields }).toString();
    const answer = await by?.send('POST', '/settings/keys?/create', { raw, headers: formHeaders });
    const { body } = await machine.done('GET', '/api/v1/keys?environment=dev');
    return [answer?.status, (body['items'] as readonly unknown[]).length];
  };

  it('that is sent again with something else entered makes another key', async () => {
    const [, , , , mira] = everyone;
    const form = { idempotencyKey: 'one page', days: '0' };
    const [, before] = await send(mira, { ...form, name: 'first' });
    expect(await send(mira, { ...form, name: 'first' })).toEqual([200, before]);
    expect(await send(mira, { ...form, name: 'second' })).toEqual([200, Number(before) + 1]);
    expect(await send(mira, { ...form, name: 'first', days: '30' })).toEqual([200, Number(before) + 2]);
    expect(await send(mira, { ...form, name: 'first', idempotencyKey: 'x'.repeat(100_000) })).toEqual([
      200,
      Number(before) + 3,
    ]);
  });

  it('makes none where it cannot be read when the key ends', async () => {
    const [, , , , mira] = everyone;
    for (const days of ['soon', '-1', '1e300', 'Infinity'])
      expect([days, (await send(mira, { idempotencyKey: days, name: 'unclear', days }))[0]]).toEqual([
        days,
        422,
      ]);
  });
});

async function countVersions(): Promise<number> {
  const { body } = await machine.done('GET', '/api/v1/versions/dev');
  return (body['items'] as readonly unknown[]).length;
}

/** These read no form. */
const unread = ['/sign-out', '/flags/checkout?/cancel', '/failed'];
const forms = routeRights
  .filter(([route, path]) => route.startsWith('POST ') && !path.startsWith('/api/') && !unread.includes(path))
  .map(([, path]) => path);

describe('a form that cannot be read', () => {
  it.each([
    ['multipart/form-data; boundary=x', 400],
    ['multipart/form-data', 400],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded; charset=utf-16', 415],
  ])('is refused everywhere with the next step: %s is %i', async (type, status) => {
    const [, , , , mira] = everyone;
    const headers = { 'content-type': type, accept: 'application/json', 'x-sveltekit-action': 'true' };
    for (const path of new Set(forms)) {
      const answer = await mira?.send('POST', fill(path), { raw: 'garbage', headers });
      expect([path, answer?.status]).toEqual([path, status]);
      expect(answer?.body['error']).toMatchObject({
        title: 'This form cannot be read',
        message: expect.stringMatching(/Reload the page|Send it/) as string,
      });
    }
  });
});

describe('who may do what', () => {
  it('has a row for every route and every form that there is, and for no other', async () => {
    const routes = await listRoutes();
    expect([...new Set(routeRights.map(([route]) => route))].sort()).toEqual(routes);
    expect(routes.length).toBeGreaterThan(80);
  });

  it.each(routeRights)('%s (%s) is for %s', async (route, path, outcomes, sending) => {
    const came = [];
    for (const by of everyone) came.push(await ask(by, route, path, sending));
    expect(came, hoist.output.slice(-2_000)).toEqual(outcomes);
  });
});
