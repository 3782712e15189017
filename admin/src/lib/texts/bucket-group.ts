/** The words of bucket groups: their list, their page and their form. */
export const bucketGroupTexts = {
  text: 'Flags that share people: the same people get them, or nobody gets two of them.',
  nothing:
    "Two tests on one page spoil each other's numbers. A bucket group keeps them apart, or gives both to the same people.",
  group: 'Bucket group',
  does: 'What it does',
  create: {
    title: 'New bucket group',
    text: 'Say what its flags have in common. Flags join it afterwards, one environment at a time.',
  },
  unused: 'No flag is in it yet.',
  keyHint: 'Like checkout-tests. Never changes after saving.',
  save: 'Save bucket group',
  forbidden: 'Your role may look at this bucket group, not change it. Ask an editor.',
  kind: {
    title: 'What its flags have in common',
    same: 'The same people get these flags',
    sameHint: 'The same percentage of each flag is the same people; whoever has the smaller has the larger.',
    never: 'Nobody gets two of these',
    neverHint:
      'Each flag has a share of all people for itself, and reaches nobody outside it. For tests side by side.',
  },
  shares: {
    title: 'Which flag has which share',
    text: (left: string) =>
      `Changing a share moves as few people as possible. ${left} % of people get none of these flags.`,
    percentOf: (flag: string) => `Percent of people for ${flag}`,
    adding: {
      toAdd: 'Flag to add',
      choose: 'Choose a flag',
      add: 'Add flag',
      nothing: 'There is no flag yet.',
      create: 'Create one',
    },
    by: 'Counted by',
    byHint: 'Left empty, by ID. An attribute like company.id keeps everybody of one company together.',
  },
} as const;
