import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { isSchemaError } from '../errors/field-error-codes.ts';
import type { FieldErrorCode } from '../errors/field-error-codes.ts';
import { mira, openFilledHoist, setUp } from '../testing.ts';
import { openApiDocument } from './openapi.ts';
import { operations } from './operations.ts';
import type { Operation } from './operation.ts';
import { checkAgainst, checkAnswer, documented } from './testing-document.ts';
import type { Documented } from './testing-document.ts';
import { drawFrom } from './testing-draw.ts';
import { callRoute } from './testing-routes.ts';
import type { Sent } from './testing-routes.ts';

const seed = Number(process.env['HOIST_SEED'] ?? 1);
/** What the paths of requests name. */
const places = { environment: 'dev', id: 'nobody' };
const keys: Readonly<Record<string, string>> = {
  flags: 'checkout',
  segments: 'beta',
  'bucket-groups': 'tests',
};

function describedAs({ method, path }: Operation): Documented {
  const found = documented.get(`${method} ${path}`);
  if (!found) throw new Error(`The document lacks ${method} ${path}.`);
  return found;
}

/** A value that the document allows, with the references in its schema followed. */
function draw(schema: object): fc.Arbitrary<unknown> {
  const inlined = JSON.parse(JSON.stringify(schema), (_, value: unknown) => follow(value)) as object;
  return drawFrom(inlined as Parameters<typeof drawFrom>[0]).filter(
    (value) => checkAgainst(schema as never, value) === '',
  );
}

function follow(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
  const name = String(value.$ref).replace('#/components/schemas/', '');
  return JSON.parse(JSON.stringify(openApiDocument.components.schemas[name]), (_, inner: unknown) =>
    follow(inner),
  );
}

/** In an environment that there is, so that more than its name is looked at. */
function inDev<Fields extends object>(drawn: fc.Arbitrary<Fields>): fc.Arbitrary<Fields> {
  return drawn.map((fields) => ('environment' in fields ? { ...fields, environment: 'dev' } : fields));
}

function drawRequest(operation: Operation): fc.Arbitrary<Sent> {
  const { parameters, requestBody } = describedAs(operation);
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const body = requestBody?.content['application/json'].schema;
  return fc.record({
    query: inDev(
      fc.record(Object.fromEntries(query.map(({ name, schema }) => [name, draw(schema)])), {
        requiredKeys: query.filter(({ required }) => required).map(({ name }) => name),
      }),
    ),
    ...(body && { body: inDev(draw(body) as fc.Arbitrary<object>) }),
  });
}

const share = (from: number, to: number) => ({ flag: 'checkout', from, to });

const faultsOf = (name: string, body: object) => checkAgainst({ $ref: `#/components/schemas/${name}` }, body);

/** Faults that the document can exclude, though they are not found by a schema of the server. */
const isExcludable = (code: FieldErrorCode) => isSchemaError(code) || code === 'reserved';

interface Answered {
  readonly errors?: readonly { readonly code: FieldErrorCode }[];
}

const takesInput = ({ request, query, takesText, answersText }: Operation) =>
  !takesText && !answersText && (request !== undefined || Object.keys(query.shape).length > 0);

describe('the document', () => {
  it('allows no request that is refused as malformed, and describes every answer', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await createBucketGroup(hoist, mira, { key: 'tests' });
    const caller = { hoist, person: mira };
    for (const operation of operations.filter(takesInput)) {
      const read = operations.find(({ method, path }) => method === 'GET' && path === operation.path);
      const [, noun = ''] = /v1\/([\w-]+)\//.exec(operation.path) ?? [];
      const params = { ...places, key: keys[noun] ?? 'checkout' };
      await fc.assert(
        fc.asyncProperty(drawRequest(operation), async (sent) => {
          const before = operation.conditional && read && (await callRoute(caller, read, { params }));
          const headers = { 'if-match': before?.headers.get('etag') ?? `"${'0'.repeat(64)}"` };
          const answer = await callRoute(caller, operation, { ...sent, params, headers });
          const type = answer.headers.get('content-type') ?? '';
          const body = (answer.status === 204 ? {} : await answer.json()) as Answered;
          const said = `${operation.id} ${JSON.stringify([sent, body])}`;
          expect([200, 201, 204, 404, 409, 422], said).toContain(answer.status);
          expect(body.errors?.filter(({ code }) => isExcludable(code)) ?? [], said).toEqual([]);
          expect(checkAnswer(describedAs(operation), answer.status, type, body), said).toBe('');
        }),
        { seed, numRuns: 15 },
      );
    }
  });

  it.each([
    ['NewBucketGroup', 'a share beyond the last bucket', { key: 'x', shares: [share(0, 100_001)] }],
    ['BucketGroupPatch', 'a share that begins beyond it', { shares: [share(100_001, 100_001)] }],
    ['NewBucketGroup', 'a reserved key', { key: 'New' }],
    ['NewBucketGroup', 'a reserved key', { key: '-' }],
    ['NewSegment', 'a key without a letter or digit', { key: '_~_', name: 'x' }],
    ['SettingPatch', 'a rule without what its rollout shall do', { enabled: true, rule: 'beta' }],
  ])('refuses in %s, like the server, %s', (name, _, body) => {
    expect(faultsOf(name, body)).not.toBe('');
  });

  it('allows keys that only resemble reserved ones, and line ends in comments', () => {
    for (const key of ['news', 'a-', '.a', 'x', '-new'])
      expect(faultsOf('NewBucketGroup', { key }), key).toBe('');
    expect(faultsOf('RaiseEpoch', { comment: 'a\nb\u2028c' })).toBe('');
    expect(faultsOf('RaiseEpoch', { comment: 'a\u202eb' })).not.toBe('');
  });

  it.each([
    ['NewFlag', ['archivedAt', 'createdAt', 'revision']],
    ['FlagPatch', ['archivedAt', 'createdAt', 'key', 'revision', 'type']],
    ['NewSegment', ['archivedAt', 'longLists', 'revision']],
    ['SegmentPatch', ['archivedAt', 'key', 'longLists', 'revision']],
    ['NewBucketGroup', ['revision', 'salt']],
    ['BucketGroupPatch', ['key', 'revision', 'salt']],
    ['NewRegions', ['revision']],
  ])('lists in %s, as read-only, what the server takes back as it was read', (name, fields) => {
    const { properties } = openApiDocument.components.schemas[name] as {
      properties: Readonly<Record<string, { readonly readOnly?: boolean }>>;
    };
    const listed = Object.keys(properties).filter((field) => properties[field]?.readOnly);
    expect(listed.sort()).toEqual(fields);
  });

  it('takes a flag back as it was read', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const caller = { hoist, person: mira };
    const byId = (id: string) => operations.find((operation) => operation.id === id) as Operation;
    const params = { ...places, key: 'checkout' };
    const read = await callRoute(caller, byId('readFlag'), { params });
    const { definition } = (await read.json()) as { definition: object };
    expect(faultsOf('FlagPatch', definition)).toBe('');
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    const answer = await callRoute(caller, byId('changeFlag'), { params, headers, body: definition });
    expect(answer.status).toBe(200);
  });

  it('states limits and patterns of what may be sent', () => {
    const { NewFlag, NewSegment, NewRegions, Review } = openApiDocument.components.schemas;
    const text = JSON.stringify([NewFlag, NewSegment, NewRegions, Review]);
    for (const keyword of ['pattern', 'maxLength', 'minItems', 'maxItems', 'maxProperties', 'minimum'])
      expect(text).toContain(`"${keyword}"`);
    expect(NewFlag).toMatchObject({ additionalProperties: false });
  });
});
