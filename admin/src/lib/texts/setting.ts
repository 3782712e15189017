/** The words of a flag in one environment: who gets it, and what is reviewed before it is published. */
export const settingTexts = {
  title: (environment: string) => `Who gets it in ${environment}`,
  text: 'Asked from the top; the first that fits decides',
  copyTo: (environment: string) => `Copy to ${environment}`,
  notSimple:
    'This setting has rules that the simple view does not show. It was made through the API: change it there. The switch ' +
    'above works as always.',
  reached: 'Reached',
  reachedIfSaved: 'If saved now',
  save: {
    review: 'Review changes',
    submit: (environment: string) => `Save in ${environment}`,
    turnOn: (environment: string) => `Save and turn on in ${environment}`,
    forbidden: (environment: string) =>
      `Your role may look at ${environment}, not change what it serves. Ask an editor.`,
    forbiddenProtected: (environment: string) =>
      `Your role may look at ${environment}, not change what it serves. Ask a publisher or an administrator.`,
    copied: (environment: string) => `Copied from ${environment}, not saved yet.`,
    unsaved: 'Not saved yet.',
    saved: 'Saved.',
    notSetUp: 'Not set up yet: nobody has it.',
    protected: (environment: string) => `${environment} is protected: you see the change in words first.`,
    isOff: 'The flag is off here: saving changes nothing until it is turned on.',
  },
  segments: {
    title: 'On for',
    text: 'All of them, at once',
    internal: 'Internal.',
    gone: 'This segment does not exist.',
    notAsked: 'Not asked: they fall through to what follows and to everyone else.',
    version: (segment: string) => `Version for ${segment}`,
    adding: {
      toAdd: 'Segment to add',
      choose: 'Choose a segment',
      add: 'Add segment',
      nothing: 'There is no segment yet.',
      create: 'Create one',
    },
  },
  everyoneElse: {
    title: 'Everyone else',
    text: 'Counted by ID',
    modes: {
      percentage: 'Percentage',
      progressive: 'Progressive rollout',
      one: 'One version',
      split: 'Split',
    },
    percent: 'How many of them get it',
    percentHint:
      'A percentage of the people whom nothing above decided. Raising it never takes it from anybody.',
    variant: 'They get',
    splitHint: 'They must add up to 100 %. Changing them moves as few people as possible.',
  },
  drawn: {
    title: 'People are drawn',
    alone: 'by this flag alone',
    group: (key: string) => `with group ${key}`,
    aloneHint: "Nobody else's percentages matter.",
    open: 'Open the group',
  },
  words: {
    label: 'This draft',
    title: 'In words',
    isOff: (environment: string) => `It is off in ${environment}; this is what turning it on would serve.`,
    changes: 'What changes',
    problems: 'This would not work',
  },
  review: {
    title: (changes: number) => (changes === 1 ? 'Review 1 change' : `Review ${changes} changes`),
    in: 'in',
    was: 'was',
    willBe: 'will be',
    nothing: 'Nothing would change.',
    included: (environment: string, names: readonly string[]) =>
      `Taken along to ${environment}: ${names.join(', ')}.`,
    outdated: (environment: string, names: readonly string[]) =>
      `${environment} goes on serving an older revision of ${names.join(', ')}.`,
    publish: (environment: string) => `Publish to ${environment}`,
  },
  switch: {
    on: (environment: string) => `Turn on in ${environment}`,
    off: (environment: string) => `Turn off in ${environment}`,
    stoodStill: 'The rollout stood still while the flag was off',
    rollout: 'The rollout',
  },
} as const;
