import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileRuleset } from './engine/compile/compile-ruleset.ts';
import { evaluate } from './engine/evaluate/evaluate.ts';
import { readPart, toPart } from './log/part.ts';
import { bucketGroupSchema } from './model/bucket-group.ts';
import { idChunkSchema } from './model/id-chunk.ts';
import { environmentSchema } from './model/environment.ts';
import { flagDefinitionSchema } from './model/flag.ts';
import { segmentDefinitionSchema } from './model/segment.ts';
import { parseRuleset } from './model/parse-ruleset.ts';
import { publishedFlagSchema, publishedSegmentSchema } from './model/published.ts';
import { regionsDefinitionSchema } from './model/regions/regions.ts';
import { clock, sha256, testRegistry } from './testing.ts';
import { goldenParts, goldenRuleset } from './testing/golden-ruleset.ts';

const golden = (name: string) => readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8');
const text = golden('ruleset.json');

describe('the golden ruleset', () => {
  it('is read as it was meant, and written in the same bytes', () => {
    expect(parseRuleset(JSON.parse(text))).toEqual(goldenRuleset);
    expect(`${JSON.stringify(goldenRuleset)}\n`).toBe(text);
  });

  it('fails the flag that needs what this reader lacks, and that flag alone', () => {
    const compiled = compileRuleset(parseRuleset(JSON.parse(text)), testRegistry);
    const ask = (flag: string) => evaluate(compiled, flag, { targetingKey: 'mira' }, clock);
    expect(ask('later')).toMatchObject({ reason: 'ERROR', errorCode: 'PARSE_ERROR' });
    expect(ask('search')).toMatchObject({ reason: 'STATIC', value: true });
    expect(ask('checkout').errorCode).toBeUndefined();
  });
});

interface GoldenPart {
  readonly log: string;
  readonly key: string;
  readonly digest: string;
  readonly text: string;
}
const parts = JSON.parse(golden('parts.json')) as readonly GoldenPart[];

const schemas = {
  'environment/dev': {
    flag: publishedFlagSchema,
    segment: publishedSegmentSchema,
    'bucket-group': bucketGroupSchema,
    ids: idChunkSchema,
    regions: regionsDefinitionSchema,
  },
  definitions: {
    environment: environmentSchema,
    flag: flagDefinitionSchema,
    segment: segmentDefinitionSchema,
  },
} as const;

describe('the golden parts, whose digests another program computed', () => {
  it('are all that were meant', () => {
    const expected = Object.entries(goldenParts).flatMap(([log, all]) =>
      Object.keys(all).map((key) => [log, key]),
    );
    expect(parts.map(({ log, key }) => [log, key])).toEqual(expected);
  });

  it.each(parts)('of $log hold $key as it was meant, in the same bytes', ({ log, key, ...part }) => {
    const value = goldenParts[log]?.[key] ?? null;
    expect(readPart(part, sha256)).toEqual(value);
    expect(toPart(value, sha256)).toEqual(part);
    const kinds: Readonly<Record<string, { parse(value: unknown): unknown }>> =
      schemas[log as keyof typeof schemas];
    const schema = key === 'environment' ? undefined : kinds[key.split('/')[0] ?? ''];
    if (schema) expect(schema.parse(value)).toEqual(value);
  });
});
