import { compileRuleset, createRegistry, evaluateAll, parseRuleset } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { expect, it } from 'vitest';
import { publishedFlag } from '../testing.ts';
import { bytesOf, encodingOf } from './answer.ts';
import { writeBulk } from './bulk-body.ts';

const clock = { now: 0, rolloutNow: 0 };

function resolve(...values: readonly string[]) {
  const flags = values.map((value, index) => ({
    ...publishedFlag(`flag-${index}`, {
      everyoneElse: { strategy: 'fixed', params: { variant: 'one' } },
      off: null,
    }),
    type: 'string',
    variants: [{ key: 'one', value }],
    version: 1,
  }));
  const position = { installation: 'i', environment: 'dev', epoch: 1, version: 1, state: '0'.repeat(64) };
  const ruleset = parseRuleset({ format: 1, ...position, flags, segments: [] });
  return evaluateAll(compileRuleset(ruleset, createRegistry(standardPlugins)), {}, clock, 'server');
}

it.each([[[]], [['plain']], [['plain', 'other', 'third']], [['Zoë', 'plain', '用户 𝄞']]])(
  'writes %j as JSON, and knows how long it is on the wire',
  (values) => {
    const { body, bytes } = writeBulk(resolve(...values), 'dev', '[]');
    const json = JSON.parse(body) as { flags: { value: string }[] };
    expect(json).toMatchObject({ metadata: { flagSetId: 'dev' }, eventStreams: [] });
    expect(json.flags.map(({ value }) => value)).toEqual(values);
    expect(bytes).toBe(Buffer.byteLength(body));
    const answer = { status: 200, body, bytes };
    expect(Buffer.from(body, encodingOf(answer, body))).toEqual(Buffer.from(body, 'utf8'));
    expect(bytesOf({ status: 200, body }, body)).toBe(bytes);
  },
);
