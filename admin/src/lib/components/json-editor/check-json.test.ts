import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { checkJson } from './check-json.ts';
import type { JsonCheck } from './check-json.ts';

const schema = JSON.stringify({
  type: 'object',
  properties: { limit: { type: 'integer' }, tiers: { type: 'array', items: { type: 'string' } } },
});

/** The part that is marked, and what is said of it. */
function check(doc: string, by?: JsonCheck): readonly [string, string] | undefined {
  const state = EditorState.create({ doc, extensions: [json()] });
  const found = checkJson(state, by);
  return found && [state.sliceDoc(found.from, found.to), found.message];
}

describe('JSON as it is typed', () => {
  it('is marked where a value first departs from the schema', () => {
    expect(check('{ "limit": "many", "tiers": [] }', { schema })?.[0]).toBe('"many"');
    expect(check('{\n  "tiers": ["a", 3]\n}', { schema })?.[0]).toBe('3');
    expect(check('{ "limit": 3 }', { schema })).toBeUndefined();
  });

  it('is marked where it cannot be read', () => {
    const state = EditorState.create({ doc: '{ "limit": }', extensions: [json()] });
    expect(checkJson(state, undefined)).toMatchObject({ from: 11, message: 'This cannot be read as JSON.' });
    expect(check('{ "limit": 3')?.[1]).toBe('This cannot be read as JSON.');
  });

  it('is checked as a schema where it is one, and by none that is broken or missing', () => {
    expect(check('{ "type": "many" }', { isSchema: true })?.[0]).toBe('"many"');
    for (const broken of ['', '{', '{ "type": "many" }'])
      expect(check('{ "limit": "many" }', { schema: broken })).toBeUndefined();
  });

  it('says nothing of a text that nobody has begun', () => expect(check(' \n', { schema })).toBeUndefined());
});
