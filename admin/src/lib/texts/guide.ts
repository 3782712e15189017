/** The words of the pages of guides. */
export const guideTexts = {
  title: 'Guides',
  text: 'How everything here works, for the version that you run.',
  search: 'Search the guides',
  find: 'Search',
  nothing: (search: string) => `No guide has all of these words: ${search}. Try fewer, or others.`,
  found: 'Found',
  audiences: {
    managers: 'For product managers',
    developers: 'For app developers',
    administrators: 'For administrators',
    operators: 'For operators',
    authors: 'For plugin authors',
  },
  others: 'More guides',
} as const;
