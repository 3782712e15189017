import { readdirSync, readFileSync } from 'node:fs';
import { checkedSegmentSchema, segmentDefinitionSchema } from '@hoist/core';
import type { Condition, Json, SegmentDefinition } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formsFor, onOff } from '../setting/testing.ts';
import { toSegmentDraft, toSegmentInput } from './draft.ts';
import type { SegmentDraft } from './draft.ts';
import { readSegmentDraft } from './read.ts';

const { operators } = formsFor(onOff);
const cases = new URL('../../../../../core/conformance/', import.meta.url);

/** What a browser sends of the form that shows a draft: no unchecked box, and its own line breaks. */
function send(draft: SegmentDraft): FormData {
  const form = new FormData();
  const add = (name: string, value: unknown): void => {
    if (typeof value === 'string') form.set(name, value.replaceAll('\n', '\r\n'));
    else if (name.endsWith('.kept')) form.set(name, JSON.stringify(value));
    else if (value === true) form.set(name, 'on');
    else if (typeof value === 'object' && value !== null)
      for (const [inner, each] of Object.entries(value)) add(name === '' ? inner : `${name}.${inner}`, each);
  };
  add('', draft);
  return form;
}

/** The segment after it was opened in the form and saved. */
function throughForm(segment: SegmentDefinition): unknown {
  const { input, fields } = toSegmentInput(
    readSegmentDraft(send(toSegmentDraft(segment, operators))),
    operators,
  );
  expect(fields).toEqual({});
  const { revision, archivedAt, longLists } = segment;
  return segmentDefinitionSchema.parse({ ...input, revision, archivedAt, longLists });
}

const examples: readonly Condition[] = standardPlugins.flatMap((plugin) => {
  if (plugin.kind !== 'operator') return [];
  const { name: operator, vectors, accepts } = plugin;
  return vectors.map(({ operand }) => ({
    ...(accepts.length > 0 && { attribute: 'some.attribute' }),
    operator,
    negate: false,
    ...(operand !== undefined && { operand }),
  }));
});
const operand = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const condition: fc.Arbitrary<unknown> = fc
  .record({ example: fc.constantFrom(...examples), negate: fc.boolean(), operand: fc.option(operand) })
  .map(({ example, negate, operand: other }) => ({
    ...example,
    negate,
    ...(other !== null && { operand: other }),
  }));
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 5 });
const segments = fc
  .record({
    name: fc.string({ minLength: 1, maxLength: 20 }),
    description: fc.constantFrom('', 'Two\nlines', 'A "quoted" one '),
    internal: fc.boolean(),
    included: ids,
    excluded: ids,
    conditionGroups: fc.array(
      fc.record({ conditions: fc.array(condition, { minLength: 1, maxLength: 4 }) }),
      { maxLength: 3 },
    ),
  })
  // JSON has no -0, which a vector has.
  .map((parts) => JSON.parse(JSON.stringify(parts)) as typeof parts)
  .map((parts) => checkedSegmentSchema.safeParse({ key: 'any', revision: 4, archivedAt: null, ...parts }))
  .filter(({ success }) => success)
  .map(({ data }) => data as SegmentDefinition);

describe('a segment that is opened in its form and saved', () => {
  it('is what it was, whatever is valid in it', () => {
    fc.assert(
      fc.property(segments, (segment) => {
        expect(throughForm(segment)).toEqual(segment);
      }),
    );
  });

  it('is what it was for every segment of the conformance cases', () => {
    const found = readdirSync(cases).flatMap((file) => {
      if (!file.endsWith('.json') || file.endsWith('schema.json')) return [];
      const { ruleset } = JSON.parse(readFileSync(new URL(file, cases), 'utf8')) as {
        ruleset?: { segments?: readonly { readonly key: string }[] };
      };
      return ruleset?.segments ?? [];
    });
    expect(found.length).toBeGreaterThan(10);
    for (const each of found) {
      const segment = segmentDefinitionSchema.parse({ ...each, name: each.key });
      expect(throughForm(segment)).toEqual(segment);
    }
  });
});
