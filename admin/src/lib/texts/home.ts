import { countOf, shortNumber, wholeNumber } from '../words.ts';

/** The words of Home. */
export const homeTexts = {
  title: 'Home',
  create: 'Create a flag',
  /** Before there is anything of one's own. */
  first: {
    promise: 'Raise a feature slowly.',
    safety: 'Lower it in a second.',
    lead:
      'Hoist decides who sees which feature of your product, in dev, in staging and in prod. You choose the people, grow ' +
      'it a little at a time, and see in numbers that it works.',
    look: 'Look at the flags',
  },
  way: {
    title: 'From nothing to prod',
    progress: (done: number, all: number) => `${done} of ${all} done`,
    done: 'Done',
  },
  modules: {
    label: 'Modules',
    three: 'The three modules',
    segmentCount: (count: number) => countOf(count, 'segment'),
    flagCount: (count: number) => countOf(count, 'flag'),
    growing: (count: number) => `${wholeNumber(count)} growing`,
    evaluations: (count: number) =>
      count === 0 ? 'No data yet' : `${shortNumber(count)} evaluations in 7 days`,
  },
  attention: {
    title: 'Needs attention',
    nothing: 'Nothing waits for anybody.',
    action: (action: string, title: string) => `${action}: ${title}`,
  },
  changes: { title: 'What changed', nothing: 'No change yet.', today: 'Today', all: 'All changes' },
} as const;
