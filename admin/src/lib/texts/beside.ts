import { wholeNumber } from '../words.ts';

/** The words beside a draft of who gets a flag: people to try it on, warnings, a forecast, neighbours. */
export const besideTexts = {
  people: {
    title: 'Try a person',
    text: 'Asked of this draft, here: it takes no key, and nothing is counted.',
    id: 'ID',
    attributes: 'What is known about them',
    attributesHint: 'JSON, like {"country": "DE"}',
    name: 'Remember as',
    ask: 'Try',
    full: (most: number) => `${most} people are tried side by side at most. Take one out first.`,
    onThisDraft: 'People tried on this draft',
    triedBefore: 'Tried before',
    remembered: 'Remembered in this browser only.',
    remove: (name: string) => `Forget ${name}`,
    decides: (environment: string) => `How ${environment} would decide`,
    appsDefault: "the app's own default",
    notNow: 'Not known for this draft.',
    drawn: 'Who is among a percentage is drawn when it is first saved: this draw is an example.',
    off: 'It is off: this is what turning it on would answer.',
  },
  warnings: {
    title: 'Look at this',
    more: (count: number) => `and ${wholeNumber(count)} more`,
    tooMany: (count: number, most: number) =>
      `Warnings are not looked for: this draft and its segments have ${wholeNumber(count)} conditions, and at most ` +
      `${wholeNumber(most)} are compared with each other.`,
    places: {
      rule: (number: number, name: string) => (name === '' ? `Rule ${number}` : `Rule ${number}, ${name}`),
      condition: (rule: string, number: number) => `${rule}, condition ${number}`,
      prerequisite: (number: number) => `Needed flag ${number}`,
      everyoneElse: 'Everyone else',
      segment: (name: string) => `The segment ${name}`,
    },
  },
  forecast: {
    title: 'What would change',
    within: 'For',
    anybody: 'People with nothing but an ID',
    inSegment: (name: string) => `People in ${name}`,
    ask: 'What would change for people',
    asking: 'Asking ...',
    failed: 'Hoist did not answer. Ask again in a moment.',
    of: (people: number, within: string) =>
      `Of ${wholeNumber(people)} made-up people${within === '' ? '' : ` in ${within}`}`,
    gain: 'would gain it',
    lose: 'would lose it',
    switch: 'would get another version',
    keep: 'keep it',
    fail: "would fail, and get the app's own default",
    redrawn: 'People are drawn anew: some change places for nothing.',
    margin: (percent: string) => `Right to within ${percent} percentage points, 95 times of 100.`,
    picture: (gains: number, loses: number, keeps: number) =>
      `${wholeNumber(gains)} gain it, ${wholeNumber(loses)} lose it, ${wholeNumber(keeps)} keep it`,
  },
  neighbours: {
    title: 'Neighbours',
    readBy: 'Read by',
    readByNobody: 'No app that says its name has read it in the last 7 days.',
    moreApps: (count: number) => `and ${wholeNumber(count)} more`,
    needs: 'needs this flag',
    shares: (segments: string) => `also asks about ${segments}`,
    states: {
      waiting: (_: string, module: string) => `is about to grow, in ${module}`,
      running: (percent: string, module: string) => `grows, now at ${percent}, in ${module}`,
      paused: (percent: string, module: string) => `is paused at ${percent}, in ${module}`,
    },
    more: (count: number) => `and ${wholeNumber(count)} more flags`,
    alone: 'No other flag here depends on it, asks about its segments, or grows in its module.',
  },
} as const;
