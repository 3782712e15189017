import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixed, Installation, percentage, publishedFlag, startRelay } from '../testing.ts';
import type { RunningRelay } from '../testing.ts';

const base = '/ofrep/v1/evaluate/flags';
const installation = new Installation();
let relay: RunningRelay;
let key: string;

beforeAll(async () => {
  const conditions = [
    { attribute: 'country', operator: 'equals', operand: 'DE', negate: false },
    { attribute: 'app.version', operator: 'semver-at-least', operand: '1.2.0', negate: false },
    { attribute: 'groups', operator: 'any-of', operand: ['staff'], negate: true },
  ];
  const rules = conditions.map((condition, index) => ({
    ...{ id: `rule-${index}`, name: '', enabled: true, segments: [] },
    conditions: [condition],
    serve: fixed('on'),
  }));
  await installation.publish('dev', {
    flags: [publishedFlag('ruled', { rules }), publishedFlag('half', { everyoneElse: percentage(50_000) })],
  });
  key = await installation.addKey('dev');
  relay = await startRelay({ url: installation.url, dataDir: installation.folder });
  await relay.until(() => relay.relay.ready);
});

afterAll(async () => {
  await relay.stop();
  installation.remove();
});

async function ask(path: string, body: string | Uint8Array) {
  const response = await relay.post(path, { key, body });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) as Record<string, unknown> };
}

const names = fc.constantFrom(
  'country',
  'app',
  'groups',
  'targetingKey',
  '__proto__',
  'constructor',
  'version',
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 'DE', 'staff', '1.2.3', '', 0, -0, 1e308),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const route = fc.constantFrom(base, `${base}/ruled`, `${base}/half`, `${base}/${'x'.repeat(128)}`);

/** Text that is nearly JSON: cut off, doubled, or with a byte of something else. */
const nearlyJson = fc
  .tuple(json, fc.nat(1_000), fc.constantFrom('', '"', '}', '\\u12', '\ufeff', 'NaN', ',', '//'))
  .map(([value, at, odd]) => {
    const text = JSON.stringify({ context: value });
    return text.slice(0, at % (text.length + 1)) + odd + text.slice(at % (text.length + 2));
  });

describe('whatever is sent', () => {
  it('as a context is answered with JSON and never as a fault, the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(route, json, async (path, context) => {
        const body = JSON.stringify({ context });
        const answer = await ask(path, body);
        expect([200, 400, 404]).toContain(answer.status);
        expect(await ask(path, body)).toEqual(answer);
        if (answer.status === 400) expect(answer.json).toMatchObject({ errorDetails: expect.any(String) });
      }),
      { numRuns: 300, seed: 20_261_125 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('that is no JSON is refused with JSON, or read where it is some after all', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(route, fc.oneof(nearlyJson, bytes), async (path, body) => {
        expect([200, 400, 404]).toContain((await ask(path, body)).status);
      }),
      { numRuns: 300, seed: 20_261_125 },
    );
  });

  const nested = (levels: number, open: string, close: string) =>
    `{"context":{"country":${open.repeat(levels)}1${close.repeat(levels)}}}`;

  it.each([
    ['10,000 lists in each other', nested(10_000, '[', ']'), 400],
    ['10,000 objects in each other', nested(10_000, '{"a":', '}'), 400],
    ['a text of 1 MB', JSON.stringify({ context: { country: 'x'.repeat(1_048_576) } }), 413],
    ['a text of 60 KB', JSON.stringify({ context: { country: 'x'.repeat(60_000) } }), 200],
    ['a list of 10,000 entries', JSON.stringify({ context: { groups: Array(10_000).fill(1) } }), 400],
    [
      'a targeting key of 1,025 characters',
      JSON.stringify({ context: { targetingKey: 'x'.repeat(1_025) } }),
      400,
    ],
    ['1e999, which no double holds', '{"context":{"country":1e999}}', 400],
    ['the same name twice', '{"context":{"country":"FR","country":"DE"}}', 200],
  ])('is answered within its limits: %s', async (_what, body, status) => {
    const startedAt = performance.now();
    expect((await ask(`${base}/ruled`, body)).status).toBe(status);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
