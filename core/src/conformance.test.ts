import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { conformanceCases, runConformance, toConformanceRuns } from './conformance.ts';
import { isLongerThan } from './model/is-longer.ts';
import { limits } from './model/limits.ts';

const folder = join(import.meta.dirname, '..', 'conformance');
const schemaName = 'conformance.schema.json';
const names = readdirSync(folder).filter((name) => name !== schemaName);
const read = (name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as { cases: { name: string }[] };
const validate = new Ajv2020({ strictTypes: false, allErrors: true }).compile(read(schemaName));

describe('the case files', () => {
  it.each(names)('%s fits the JSON Schema of the kit, and no two of its cases have one name', (name) => {
    const file = read(name);
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
    expect(new Set(file.cases.map((each) => each.name)).size).toBe(file.cases.length);
  });

  it('are all in the kit, to the last case', () => {
    const cases = names.flatMap((name) => read(name).cases);
    expect(conformanceCases).toHaveLength(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(400);
  });

  it('would be refused with an error that has a value, or an answer without its error code', () => {
    const answer = (expected: object) => {
      const [first] = read('values.json').cases;
      return { ...read('values.json'), cases: [{ ...first, expected }] };
    };
    expect(validate(answer({ variant: null, reason: 'ERROR', errorCode: 'GENERAL' }))).toBe(true);
    expect(validate(answer({ variant: null, reason: 'ERROR' }))).toBe(false);
    expect(validate(answer({ variant: null, reason: 'ERROR', errorCode: 'GENERAL', value: 1 }))).toBe(false);
    expect(validate(answer({ variant: 'on', reason: 'STATIC', errorCode: 'GENERAL' }))).toBe(false);
    expect(validate(answer({ variant: 'on', reason: 'CACHED' }))).toBe(false);
  });

  it('show every reason, and every error code that the engine has for a readable ruleset', () => {
    const reasons = new Set(conformanceCases.map(({ expected }) => expected.reason));
    const codes = new Set(conformanceCases.flatMap(({ expected }) => expected.errorCode ?? []));
    expect([...reasons].sort()).toEqual([
      'DEFAULT',
      'DISABLED',
      'ERROR',
      'SPLIT',
      'STATIC',
      'TARGETING_MATCH',
    ]);
    expect([...codes].sort()).toEqual(['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TARGETING_KEY_MISSING']);
  });

  it('can be asked over OFREP: no targeting key is longer than it may be there', () => {
    const tooLong = conformanceCases.filter(({ context }) =>
      isLongerThan(String(context['targetingKey'] ?? ''), limits.targetingKey),
    );
    expect(tooLong).toEqual([]);
  });
});

describe('runs of cases', () => {
  it('hold every case once, those of one ruleset that are in contact together', () => {
    const runs = toConformanceRuns();
    expect(runs.flatMap(({ cases }) => cases)).toHaveLength(conformanceCases.length);
    const inContact = runs.filter(({ rolloutNow }) => rolloutNow === undefined);
    expect(inContact).toHaveLength(names.length);
  });

  it('put a case whose growth stands still beside those that stand at the same instant', () => {
    const [first] = conformanceCases;
    if (!first) throw new Error('There are no cases.');
    const at = (now: number, rolloutNow: number) => ({ ...first, clock: { now, rolloutNow } });
    const runs = toConformanceRuns([first, at(5, 5), at(5, 3), at(9, 3), at(9, 4)]);
    expect(runs.map(({ rolloutNow, cases }) => [rolloutNow, cases.length])).toEqual([
      [undefined, 2],
      [3, 2],
      [4, 1],
    ]);
  });
});

describe('runConformance', () => {
  const some = conformanceCases.slice(0, 20);

  it('finds nothing wrong with a host that answers as expected', async () => {
    expect(await runConformance(({ expected }) => expected, some)).toEqual([]);
  });

  it.each([
    ['value', { value: 'another' }],
    ['variant', { variant: 'another' }],
    ['reason', { reason: 'ERROR' }],
    ['error code', { errorCode: 'GENERAL' }],
  ] as const)('tells of another %s', async (_what, other) => {
    const failures = await runConformance(({ expected }) => ({ ...expected, ...other }), some);
    expect(failures).toHaveLength(some.length);
    expect(failures[0]?.name).toBe(some[0]?.name);
  });
});
