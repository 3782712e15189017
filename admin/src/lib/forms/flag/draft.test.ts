import { flagDefinitionSchema } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { editVersions, emptyFlagDraft, toFlagInput } from './draft.ts';
import type { FlagDraft } from './draft.ts';
import { readFlagDraft } from './read.ts';

const parse = (draft: Partial<FlagDraft>) =>
  flagDefinitionSchema.parse({
    ...toFlagInput({ ...emptyFlagDraft, name: 'Checkout v2', ...draft }).input,
    revision: 1,
  });

describe('toFlagInput', () => {
  it('asks for a name only: an on/off release flag that servers read', () => {
    expect(parse({})).toMatchObject({
      key: 'checkout-v2',
      type: 'boolean',
      kind: 'release',
      lifetimeDays: 40,
      clientVisible: false,
      variants: [
        { key: 'on', value: true, name: 'On' },
        { key: 'off', value: false, name: 'Off' },
      ],
    });
  });

  it('takes the own name of whoever fills it in for that person, and any other owner for a text', () => {
    const ownerOf = (owner: string) =>
      toFlagInput({ ...emptyFlagDraft, owner }, { person: { id: 'm1', name: 'Mira' } }).input['owner'];
    expect(['Mira ', 'Team Tax', ' '].map(ownerOf)).toEqual([
      { name: 'Mira', person: 'm1' },
      { name: 'Team Tax', person: null },
      null,
    ]);
  });

  it.each([
    ['string', '3', '3'],
    ['integer', ' 3 ', 3],
    ['float', '0,5', 0.5],
    ['object', '{"limit": 3}', { limit: 3 }],
  ] as const)('reads a %s', (type, text, value) => {
    const draft = { shape: 'versions', type, versions: [{ key: 'a', value: text }] } as const;
    expect(parse(draft).variants[0]).toMatchObject({ key: 'a', value });
  });

  it.each([
    ['integer', '3.5'],
    ['integer', ''],
    ['integer', '1,000'],
    ['float', 'much'],
    ['object', '3'],
    ['object', '{'],
  ] as const)('names the field of a %s that %j is not', (type, text) => {
    const draft = {
      ...emptyFlagDraft,
      shape: 'versions',
      type,
      versions: [{ key: 'a', value: text }],
    } as const;
    expect(Object.keys(toFlagInput(draft).fields)).toEqual(['variants.0.value']);
  });
});

describe('editVersions', () => {
  it('adds and removes, but never the last one', () => {
    const three = editVersions(emptyFlagDraft, 'add-version');
    expect(three.versions).toHaveLength(3);
    const one = editVersions(editVersions(three, 'remove-version 0'), 'remove-version 0');
    expect(editVersions(one, 'remove-version 0').versions).toHaveLength(1);
  });
});

describe('readFlagDraft', () => {
  it('gives an empty draft for an empty form', () => {
    expect(readFlagDraft(new FormData())).toEqual(emptyFlagDraft);
  });
});
