import { describe, expect, it } from 'vitest';
import { mostPeople, nameOfPerson, readPeople, readPerson } from './person.ts';

const anna = { name: 'Anna', id: 'u-1', attributes: '{"country": "DE"}' };

describe('a person', () => {
  it('is what an app would say, with an ID where there is one', () => {
    expect(readPerson(anna)).toEqual({ context: { country: 'DE', targetingKey: 'u-1' } });
    expect(readPerson({ ...anna, id: ' ', attributes: ' ' })).toEqual({ context: {} });
  });

  it.each([
    ['{"country": DE}', /^This is not JSON: .+ Enter an object, like/],
    ['null', /^Enter a JSON object/],
    [`{"a": "${'x'.repeat(8_192)}"}`, /^Use at most 8192 characters/],
  ])('with %.20s says what is wrong', (attributes, wrong) =>
    expect(readPerson({ ...anna, attributes })).toEqual({ wrong: expect.stringMatching(wrong) as string }),
  );

  it('is called by name, else by ID, else by what is known', () => {
    expect(nameOfPerson(anna)).toBe('Anna');
    expect(nameOfPerson({ ...anna, name: ' ' })).toBe('u-1');
    expect(nameOfPerson({ ...anna, name: '', id: '' })).toBe('{"country": "DE"}');
  });
});

describe('people that a form carries', () => {
  it('are at most five, and whatever else was sent is nobody', () => {
    expect(readPeople(JSON.stringify(new Array(7).fill(anna)))).toHaveLength(mostPeople);
    for (const text of ['', '{', '{}', '[1, null, {"name": 1}]', JSON.stringify([{ ...anna, id: 7 }])])
      expect(readPeople(text)).toEqual([]);
  });
});
