import { plural } from '../words.ts';

/** The words of segments: their list, their page and their form. */
export const segmentTexts = {
  list: {
    nothing:
      'A segment is a group of people, like “Beta in Germany” or “Our own staff”. Name it once; every flag can use it.',
    search: 'Search by name or key',
    noneFound: (search: string) => `No segment has “${search}” in its name or key.`,
    all: (count: number) => `Show all ${count}`,
    segment: 'Segment',
    matches: 'Matches',
    count: (shown: number, all: number) => `${shown} of ${plural(all, 'segment')}`,
  },
  create: {
    title: 'New segment',
    text: 'Describe the people. Every flag can use them once it is saved.',
  },
  internalHint: 'Internal: our own staff. So far a mark for people: numbers count them like everyone else',
  unused: 'Used by no flag yet.',
  keyHint: 'Made from the name. Never changes after saving.',
  save: 'Save segment',
  forbidden: 'Your role may look at this segment, not change it. Ask an editor.',
  people: {
    title: 'People in this segment',
    text: 'Any of these groups. Within a group, all of its conditions.',
    or: 'or',
    group: (number: number) => `Group ${number}`,
    addGroup: 'Add group',
    addCondition: 'Add condition',
  },
  condition: {
    attribute: 'Attribute, like country',
    place: 'Where they are',
    remove: (what: string) => `Remove condition on ${what}`,
    nothing: 'nothing yet',
    operator: 'Operator',
    notInstalled: (operator: string) => `${operator} (not installed here)`,
    value: 'Value',
    values: 'Values, one a line',
    type: 'Type of the value',
    types: { string: 'text', number: 'number', boolean: 'true / false' },
    hints: {
      variant: 'Version',
      segment: 'Segment',
      region: 'Region',
      'time-zone': 'Time zone',
      'local-date-time': 'Date and time',
      attribute: 'Attribute',
      percent: 'Percent',
    },
  },
  exceptions: {
    label: 'Exceptions',
    included: 'Always include',
    excluded: 'Always exclude',
    wins: 'Wins over everything above.',
    hint: 'IDs, one a line, or a CSV.',
    count: (ids: number, duplicates: number) =>
      `${plural(ids, 'ID')}${duplicates > 0 ? `, ${duplicates} twice` : ''}.`,
  },
} as const;
