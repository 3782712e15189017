/** The words of the page for the time after an older copy of the store was restored. */
export const restoredTexts = {
  title: 'Restored',
  diverged:
    'Relays are ahead of the store: an older copy of it was restored. They go on serving what they have.',
  agreed:
    'Relays and the store agree. This page is for the time after an older copy of the store was restored.',
  ahead: 'What relays have and the store lacks',
  revived: { title: 'Keys that are revoked again', environment: (key: string) => `in ${key}` },
  raise: {
    title: 'Raise the epoch and publish',
    text:
      'Relays then give up what they have beyond the store and serve what it holds, in every environment. Changes and keys ' +
      'made after the copy was taken are gone: make them again.',
    needless: 'There is no need for it now.',
    commentHint: 'What happened, for those who read the history',
    forbidden: 'An administrator can do this.',
  },
} as const;
