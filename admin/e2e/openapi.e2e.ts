import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@hoist/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor, toProblem } from './api.ts';
import type { Answer, Sending } from './api.ts';
import { RunningHoist } from './running-hoist.ts';

interface Documented {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: JsonObject }>> };
  readonly responses: Readonly<
    Record<string, { headers?: JsonObject; content?: Record<string, { schema: JsonObject }> }>
  >;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonObject>> };
}

let hoist: RunningHoist;
let api: Api;
let document: OpenApi;
let check: (schema: JsonObject, value: unknown) => string;

beforeAll(async () => {
  hoist = await RunningHoist.start();
  api = new Api(hoist);
  document = (await api.done('GET', '/api/openapi.json')).body as unknown as OpenApi;
  check = createCheck(document);
});

afterAll(() => hoist.stop());

/** Says what of a value does not fit a schema of the document, or nothing. */
function createCheck(whole: OpenApi): typeof check {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, validateFormats: false });
  ajv.addKeyword('components');
  ajv.addSchema({ $id: 'doc:api', components: whole.components } as object, undefined, undefined, false);
  const absolute = (schema: JsonObject): JsonObject =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"doc:api#/components/')) as JsonObject;
  return (schema, value) => {
    const validate = ajv.compile(absolute(schema));
    return validate(value) ? '' : ajv.errorsText(validate.errors);
  };
}

const used = new Set<string>();

/** The address of an operation with these parameters. */
function fillIn(path: string, { parameters }: Documented, values: JsonObject): string {
  const query = new URLSearchParams();
  let url = path;
  for (const parameter of parameters) {
    const value = values[parameter.name];
    if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, String(value));
    if (parameter.in === 'query' && value !== undefined) query.set(parameter.name, String(value));
  }
  return `${url}?${query}`;
}

/** Calls an operation as its document says, and compares what comes back with it. */
async function call(id: string, values: JsonObject = {}, sending: Sending = {}): Promise<Answer> {
  const [path, method, operation] = find(id);
  const url = fillIn(path, operation, values);
  const asked = operation.requestBody?.content['application/json']?.schema;
  expect(asked ? check(asked, sending.body) : '', `what is sent to ${id}`).toBe('');
  const answer = await api.send(method.toUpperCase(), url, sending);
  const said = operation.responses[answer.status];
  expect(said, `${id} answered ${answer.status}: ${JSON.stringify(answer.body)}`).toBeDefined();
  const schema = said?.content?.['application/json']?.schema;
  expect(schema ? check(schema, answer.body) : '', `what ${id} answers`).toBe('');
  const isText = said?.content?.['text/plain'] !== undefined;
  expect(answer.type.startsWith('application/json'), `${id} answers JSON`).toBe(schema !== undefined);
  expect(answer.type.startsWith('text/plain'), `${id} answers text`).toBe(isText);
  expect(answer.etag !== '', `${id} answers an ETag`).toBe(said?.headers !== undefined);
  used.add(id);
  return answer;
}

function find(id: string): readonly [path: string, method: string, operation: Documented] {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId === id) return [path, method, operation];
    }
  }
  throw new Error(`The document has no operation ${id}.`);
}

const germans = {
  key: 'germans',
  name: 'Germans',
  conditionGroups: [{ conditions: [{ attribute: 'country', operator: 'equals', operand: 'DE' }] }],
};
const inDev = { key: 'checkout', environment: 'dev' };
const inProd = { key: 'checkout', environment: 'prod' };

describe('the document', () => {
  it('has every route, and no other', () => {
    const routes = join(import.meta.dirname, '..', 'src', 'routes');
    const found = readdirSync(join(routes, 'api'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('+server.ts') && !file.startsWith('openapi.json'))
      .flatMap((file) => {
        const source = readFileSync(join(routes, 'api', file), 'utf8');
        const path = `/api/${file.replace('/+server.ts', '').replaceAll(/\[(\w+)\]/g, '{$1}')}`;
        const methods = source.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm);
        return [...methods].map(([, method = '']) => `${method.toLowerCase()} ${path}`);
      });
    const said = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(said.sort()).toEqual(found.sort());
    expect(found.length).toBeGreaterThan(10);
  });

  it('has schemas that are valid, and all of them are used', () => {
    const text = JSON.stringify(document);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(check(schema, 7), name).not.toBe('');
      expect(text, name).toContain(`"#/components/schemas/${name}"`);
    }
  });

  it('describes how every operation answers', async () => {
    const flag = await call('createFlag', {}, { body: booleanFlag('checkout', { codeDefault: null }) });
    await call('changeFlag', { key: 'checkout' }, { ifMatch: flag.etag, body: { name: 'Checkout v2' } });
    const segment = await call('createSegment', {}, { body: germans });
    for (const place of [inDev, inProd]) {
      const { etag } = await call('readSetting', place);
      const body = { setting: settingFor(['germans'], serve('off')), comment: 'Germans first' };
      await call('saveSetting', place, { ifMatch: etag, body });
    }
    const { etag } = await call('readSetting', inDev);
    await call('changeSetting', inDev, { ifMatch: etag, body: { enabled: false } });
    await call('changeSegment', { key: 'germans' }, { ifMatch: segment.etag, body: { included: ['anna'] } });
    const { body } = await call('listPending', { environment: 'prod' });
    const [entry] = body['items'] as JsonObject[];
    const { kind, key, published, latest } = entry ?? {};
    const review = { entries: [{ kind, key, published, latest }], comment: 'Anna too' };
    await call('publishPending', { environment: 'prod' }, { body: review });
    const shares = [{ flag: 'checkout', share: 40_000 }];
    const group = await call('createBucketGroup', {}, { body: { key: 'tests', shares } });
    await call(
      'changeBucketGroup',
      { key: 'tests' },
      { ifMatch: group.etag, body: { by: 'company', shares: [] } },
    );
    await call('readBucketGroup', { key: 'tests' });
    await call('listBucketGroups');
    const regions = await call('readRegions');
    const own = { attribute: 'geo.country', groups: { NORTH: ['NORDICS', 'EE'] } };
    await call('changeRegions', {}, { ifMatch: regions.etag, body: own });
    await call('listFlags');
    await call('listFlags', { search: 'check', limit: 10 });
    await call('readFlag', { key: 'checkout' });
    await call('listSegments', { search: 'germ' });
    await call('readSegment', { key: 'germans' });
    const text = { raw: 'otto', headers: { 'content-type': 'text/plain' } };
    await call('changeSegmentIds', { key: 'germans', list: 'excluded' }, text);
    await call('readSegmentIds', { key: 'germans', list: 'excluded' });
    for (const kind of ['Flag', 'Segment']) {
      // What begins with example- is deleted at once.
      const key = 'example-passing';
      const created = kind === 'Flag' ? booleanFlag(key) : { ...germans, key };
      const { etag: first } = await call(`create${kind}`, {}, { body: created });
      const archived = await call(`archive${kind}`, { key }, { ifMatch: first });
      expect(archived.body['publishedIn']).toEqual([]);
      const restored = await call(`restore${kind}`, { key }, { ifMatch: archived.etag });
      const again = await call(`archive${kind}`, { key }, { ifMatch: restored.etag });
      const listed = await call(`list${kind}s`, { is: 'archived' });
      expect(listed.body['items']).toHaveLength(1);
      await call(`delete${kind}`, { key }, { ifMatch: again.etag });
    }
    const history = await call('listFlagHistory', { key: 'checkout' });
    const changes = history.body['items'] as { environment: string | null; version: number; kind: string }[];
    const first = (place: string | null, kind: string) =>
      Number(changes.findLast((change) => change.environment === place && change.kind === kind)?.version);
    const setting = { ...inDev, version: first('dev', 'edited') };
    await call('readSettingVersion', setting);
    const { etag: settingNow } = await call('readSetting', inDev);
    await call('restoreSetting', setting, { ifMatch: settingNow, body: { comment: 'As it was first' } });
    const definition = { key: 'checkout', version: first(null, 'created') };
    await call('readFlagVersion', definition);
    const { etag: flagNow } = await call('readFlag', { key: 'checkout' });
    await call('restoreFlagVersion', definition, { ifMatch: flagNow });
    await call('listEnvironments');
    const qa = await call('createEnvironment', {}, { body: { key: 'qa', name: 'QA' } });
    await call('changeEnvironment', { environment: 'qa' }, { ifMatch: qa.etag, body: { order: 0 } });
    await call('readEnvironment', { environment: 'qa' });
    await call('listRelays');
    await call('listPlugins');
    await call('listVersions', { environment: 'prod', after: 1 });
    const made = await call('createKey', {}, { body: { environment: 'dev', name: 'app', scope: 'client' } });
    await call('listKeys', { environment: 'dev' });
    await call('rotateKey', { id: String(made.body['id']) }, { body: { environment: 'dev' } });
    await call('revokeKey', { id: String(made.body['id']), environment: 'dev' });
    const guest = { name: 'Guest', email: 'guest@example.com', role: 'viewer' };
    const invited = await call('invitePerson', {}, { body: guest });
    const { id } = invited.body['person'] as { readonly id: string };
    await call('listPeople');
    const person = await call('readPerson', { id });
    await call('changePerson', { id }, { ifMatch: person.etag, body: { role: 'editor' } });
    await call('makeLink', { id });
    await call('withdrawInvitation', { id });
    const token = await call('createToken', {}, { body: { name: 'alerts', role: 'hold' } });
    await call('listTokens');
    await call('revokeToken', { id: String(token.body['id']) });
    const { body: found } = await call('compareEnvironments', { from: 'dev', to: 'prod', show: 'all' });
    const [{ fromEtag, toEtag }] = found['items'] as [JsonObject];
    const mark = { ...{ from: 'dev', to: 'prod', fromEtag, toEtag }, intended: true };
    await call('markDifference', { key: 'checkout' }, { body: mark });
    await call('listChanges', { thing: 'flag/checkout', kind: 'edited', limit: 2 });
    await call('exportChanges', { environment: 'prod' });
    await call('readEpoch');
    await call('raiseEpoch', {}, { body: { comment: 'a drill' } });
    const all = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect([...used].sort()).toEqual(all.map(({ operationId }) => operationId).sort());
  });

  it('lists what is wrong with a request, by operation', async () => {
    const stranger = new Api(hoist, {});
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const schema = operation.responses['default']?.content?.['application/problem+json']?.schema;
        const raw = operation.requestBody ? '{' : undefined;
        const url = path.replaceAll(/\{\w+\}/g, 'nobody');
        const sending = { ...(raw === undefined ? {} : { raw }), ifMatch: `"${'0'.repeat(64)}"` };
        const refused = await stranger.send(method.toUpperCase(), url, sending);
        expect([refused.status, check(schema ?? {}, refused.body)], operation.operationId).toEqual([401, '']);
        const wrong = await api.send(method.toUpperCase(), url, sending);
        if (wrong.status === 200) continue;
        expect([400, 404, 422], operation.operationId).toContain(wrong.status);
        expect([wrong.type, check(schema ?? {}, wrong.body)], operation.operationId).toEqual([
          'application/problem+json; charset=utf-8',
          '',
        ]);
      }
    }
  });

  it('has every method that works: any other is a 405 with those that do', async () => {
    const nobody = (path: string) => path.replaceAll(/\{\w+\}/g, 'nobody');
    for (const [path, methods] of Object.entries(document.paths)) {
      const declared = Object.keys(methods).map((method) => method.toUpperCase());
      const works = [...declared, ...(declared.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
      const allowOf = ({ headers }: Answer) => headers.get('allow')?.split(', ').sort();
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY']) {
        if (declared.includes(method)) continue;
        const refused = await api.send(method, nobody(path));
        const told = `${method} ${path}`;
        expect([refused.status, toProblem(refused).code], told).toEqual([405, 'method-not-allowed']);
        expect(allowOf(refused), told).toEqual(works);
      }
      const options = await api.send('OPTIONS', nobody(path));
      expect([options.status, allowOf(options)], path).toEqual([204, works]);
    }
    const [head, get] = [await api.send('HEAD', '/api/v1/flags'), await api.get('/api/v1/flags')];
    expect([head.status, head.type, head.body]).toEqual([get.status, get.type, {}]);
  });

  it('refuses in its schemas what the API refuses', async () => {
    const schemas = document.components.schemas;
    for (const body of [
      { ...germans, key: 'a b' },
      { ...germans, conditionGroups: [{}] },
      { ...germans, name: 7 },
    ]) {
      expect(check(schemas['NewSegment'] ?? {}, body)).not.toBe('');
      expect((await api.send('POST', '/api/v1/segments', { body })).status).toBe(422);
    }
  });
});
