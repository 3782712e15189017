import { describe, expect, it } from 'vitest';
import { RegionTable } from './region-table.ts';
import { regionsSchema } from '../../model/regions/regions.ts';

const table = (groups: Record<string, string[]> = {}) => new RegionTable(regionsSchema.parse({ groups }));

function where(names: readonly string[], value: unknown, groups: Record<string, string[]> = {}) {
  return table(groups).find(names).set?.check(value);
}

describe('RegionTable', () => {
  it('knows countries, their parts and named groups', () => {
    expect(where(['DE', 'US-CA', 'EFTA'], 'de')).toBe('listed');
    expect(where(['DE', 'US-CA', 'EFTA'], 'DE-BY')).toBe('listed');
    expect(where(['DE', 'US-CA', 'EFTA'], 'ch-zh')).toBe('listed');
    expect(where(['DE', 'US-CA', 'EFTA'], 'US-NY')).toBe('not listed');
    expect(where(['DE', 'US-CA', 'EFTA'], 'US')).toBe('unknown');
    expect(where(['DE', 'US-CA', 'EFTA'], 'Germany')).toBe('unknown');
  });

  it('knows the groups of the installation, which may name groups', () => {
    const groups = { LAUNCH: ['DACH', 'US-CA'], QUIET: ['AQ'] };
    expect(where(['LAUNCH'], 'AT', groups)).toBe('listed');
    expect(where(['LAUNCH'], 'US-CA', groups)).toBe('listed');
    expect(where(['LAUNCH', 'QUIET'], 'AQ', groups)).toBe('listed');
    expect(where(['QUIET'], 'AT', groups)).toBe('not listed');
  });

  it('takes an own group before a named one, so that a new version of Hoist changes nobody', () => {
    expect(where(['APAC'], 'NZ', { APAC: ['AU'] })).toBe('not listed');
    expect(where(['APAC'], 'NZ')).toBe('listed');
  });

  it('compares a code that nobody knows as it is written, and says so', () => {
    const { set, unknown } = table().find(['DE', 'UK', 'ZZ']);
    expect(set?.check('UK')).toBe('listed');
    expect(unknown).toEqual([
      { index: 1, usable: true, message: "'UK' is no country of ISO 3166-1. Use 'GB'." },
      { index: 2, usable: true, message: "'ZZ' is no country of ISO 3166-1. Correct it, or take it out." },
    ]);
  });

  it('gives no set where a group is missing, and names it', () => {
    const { set, unknown } = table().find(['DE', 'NOWHERE']);
    expect(set).toBeUndefined();
    expect(unknown).toEqual([
      {
        index: 1,
        usable: false,
        message: "The region group 'NOWHERE' does not exist here. Choose another, or add it first.",
      },
    ]);
  });

  it('shares one set among equal lists, also after very many others', () => {
    const regions = table();
    const set = regions.find(['DE', 'AT']).set;
    expect(regions.find(['DE', 'AT']).set).toBe(set);
    for (let index = 0; index < 2_000; index++)
      regions.find([`DE-${index % 1_000}`, index > 999 ? 'AT' : 'CH']);
    expect(regions.find(['DE', 'AT']).set?.check('AT')).toBe('listed');
  });

  it('says what is wrong with own groups, and uses the rest of them', () => {
    const odd = table({ OURS: ['DE', 'XX', 'THEIRS'], THEIRS: ['AT'] });
    expect(odd.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      "groups.OURS.1: 'XX' is no country of ISO 3166-1. Correct it, or take it out.",
      "groups.OURS.2: The region group 'THEIRS' does not exist here. Choose another, or add it first.",
    ]);
    expect(odd.find(['OURS']).set?.check('DE')).toBe('listed');
  });
});

describe('regionsSchema', () => {
  it('reads the attribute country, and no own groups, unless it says otherwise', () => {
    expect(regionsSchema.parse({})).toEqual({ attribute: 'country', groups: {} });
  });

  it('leaves out a group that JavaScript would take for something else', () => {
    const groups = JSON.parse('{"__proto__": ["DE"]}') as object;
    expect(regionsSchema.parse({ groups }).groups).toEqual({});
  });

  it.each([
    { groups: { EU: ['DE'] } },
    { groups: { lower: ['DE'] } },
    { groups: { EMPTY: [] } },
    { groups: { ODD: ['Germany'] } },
    { attribute: '' },
    { groups: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`OWN_${index}`, ['DE']])) },
  ])('refuses %j', (regions) => {
    expect(regionsSchema.safeParse(regions).success).toBe(false);
  });
});
