import { countOf } from '../words.ts';

/** The words of the page of flags by region. */
export const availabilityTexts = {
  title: 'Flags by region',
  text: 'What somebody in a country or a region group has, what not, and why.',
  environment: 'In',
  region: 'Somebody in',
  regionHint: 'Like Brazil or EU',
  search: 'Search by name or key',
  submit: 'Show',
  unknown: (text: string) =>
    `“${text}” is no country and no region group. Write a country’s name or code, like Brazil or BR, a part of one, like US-CA, or a region group, like EU.`,
  allRegions: 'All regions',
  lists: { lacks: 'Does not have', has: 'Has', off: 'Off for everyone', all: 'All flags' },
  listsLabel: (place: string) => `Flags and somebody in ${place}`,
  headings: {
    lacks: (place: string, environment: string) =>
      `What somebody in ${place} does not have in ${environment}`,
    has: (place: string, environment: string) => `What somebody in ${place} may have in ${environment}`,
    off: (_place: string, environment: string) => `What is off for everyone in ${environment}`,
    all: (place: string, environment: string) => `Every flag and somebody in ${place}, in ${environment}`,
  },
  none: {
    lacks: (place: string) => `No flag leaves ${place} out: somebody there can have whatever is on.`,
    has: (place: string) => `No flag is on for anybody in ${place}.`,
    off: () => 'Every flag is on for somebody.',
    all: () => 'There is no flag yet.',
  },
  noneFound: (search: string) => `No flag in this list has “${search}” in its name or key.`,
  flag: 'Flag',
  state: 'There',
  why: 'Why',
  states: {
    on: 'On',
    off: 'Off',
    'not-set-up': 'Not set up',
    'not-available': 'Not available',
    'in-part': 'In part',
    unreachable: 'Does not reach it',
    never: 'Does not reach it',
    needs: 'Needs another flag',
  },
  growing: (percent: number) => `Growing, ${percent} %`,
  paused: (percent: number) => `Paused at ${percent} %`,
  reason: 'Reason and review date',
  review: (day: string) => `To be reviewed on ${day}`,
  due: (day: string) => `Review was due on ${day}`,
  limited: {
    heading: (environment: string) => `Flags that are not available everywhere in ${environment}`,
    none: (environment: string) =>
      `Every flag is available everywhere in ${environment}. A flag’s page says so under Available in. Choose a country above to see what it has.`,
    ask: (region: string) => `What somebody in ${region} does not have`,
    others: 'Also named:',
    count: (count: number) => countOf(count, 'flag'),
  },
} as const;
