/** The words of the page of regions and of groups of them. */
export const regionTexts = {
  text: 'How flags know where a person is, and which countries you call by one name.',
  keepsFirst: (environment: string, latest: number) =>
    `${environment} keeps what came with Hoist until somebody reviews revision ${latest}.`,
  keeps: (environment: string, revision: number, latest: number) =>
    `${environment} keeps revision ${revision} until somebody reviews revision ${latest}.`,
  place: {
    label: 'Where a person is',
    attribute: 'Attribute that says where a person is',
    hint: 'Your apps send it with every question. It holds a code like DE, or US-CA for a part of a country.',
  },
  own: {
    title: 'Your own region groups',
    text: 'Countries that you release to together, under one name.',
    nothing: 'None yet. Flags and segments can use single countries, and the region groups below.',
    add: 'Add region group',
    group: (number: number) => `Region group ${number}`,
    nameHint: 'In capitals, like NORTH. Flags and segments use it, so choose it for long.',
    codes: 'Countries and region groups',
    codesHint: 'One a line: DE, US-CA, or a region group that comes with Hoist, like EFTA.',
    codesNow: (count: number) => `${count} now.`,
  },
  named: {
    title: 'Region groups that come with Hoist',
    text: 'Every flag and segment can use them. Open one to see who is in it.',
    members: (name: string, count: number) => `${name}, ${count} regions`,
  },
  save: 'Save regions',
  effect: 'Changes flags that ask where a person is.',
  forbidden: 'Your role may look at the regions, not change them. Ask an editor.',
} as const;
