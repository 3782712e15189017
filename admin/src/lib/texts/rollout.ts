import { lengthOf } from '../words.ts';

const inIt = (words: string) => (environment: string) => `${words} in ${environment}`;

/** The words of a progressive rollout: its line, its controls and its plan. */
export const rolloutTexts = {
  halyard: {
    states: {
      waiting: 'not begun',
      running: 'growing',
      paused: 'paused',
      stopped: 'stopped',
      finished: 'finished',
    },
    label: (percent: string, state: string, step: number, steps: number) =>
      `${percent}, ${state}, step ${step} of ${steps}`,
    now: (percent: string) => `Now ${percent}`,
  },
  controls: {
    title: (environment: string, people: string) => `Rollout in ${environment}, of ${people}`,
    waiting: 'Nobody has it yet.',
    begins: (percent: string, when: string) => `It begins with ${percent}, ${when}.`,
    growing: (percent: string, of: string) => `Growing: ${percent} of ${of} has it.`,
    nextStep: (percent: string, when: string) => `Next: ${percent}, ${when}.`,
    paused: (percent: string) => `Paused at ${percent}. Whoever has it keeps it.`,
    off: (percent: string) => `The flag is off here, so the rollout stands at ${percent}.`,
    stopped: (of: string) => `Stopped: 0 % of ${of}.`,
    segmentsKeep: 'Segments keep it.',
    finished: (percent: string) => `Finished at ${percent}.`,
    pause: 'Pause',
    next: (percent: string) => `Go to ${percent} now`,
    resume: (percent: string) => `Resume at ${percent}`,
    restart: (percent: string) => `Start again at ${percent}`,
    stop: 'Stop: 0 %',
    stopHint: 'Stop: segments keep it. Turn off, by the switch above: nobody has it.',
  },
  /** Before a protected environment takes it. */
  review: {
    actions: {
      pause: inIt('Pause the rollout'),
      resume: inIt('Resume the rollout'),
      stop: inIt('Stop the rollout'),
      restart: inIt('Start the rollout again'),
      next: inIt('Go to the next step'),
      'make-permanent': inIt('Make it permanent'),
    },
    permanent:
      'The plan goes, and what it has reached stays. Nothing changes for anybody who sends what people are counted by.',
  },
  /** What to do with a rollout that has reached its last step. */
  finished: {
    state: (percent: string) => `Finished at ${percent}`,
    watchShort: 'Keep watching',
    watch: (day: string) => `Keep watching until ${day}`,
    watched: (day: string) => `Watched until ${day}.`,
    permanent: 'Make permanent',
    label: (flag: string, environment: string) => `The finished rollout of ${flag} in ${environment}`,
    whole: (people: string) =>
      `Make permanent: the plan goes, and all of ${people} keep it. Whoever cannot be counted gets it too from then on.`,
    part: (percent: string, people: string) =>
      `Make permanent: the plan goes, and the same ${percent} of ${people} keep it. Nothing changes for anybody.`,
  },
  plan: {
    begin: 'Begin with',
    templates: { fast: 'Fast: a day', careful: 'Careful: a week' },
    caption: 'Steps of the rollout',
    percent: 'Percent',
    hold: 'Stays there for',
    percentOf: (step: number) => `Percent of step ${step}`,
    hoursOf: (step: number) => `Hours of step ${step}`,
    hours: 'hours',
    stays: 'stays',
    remove: 'Remove',
    removeStep: (step: number) => `Remove step ${step}`,
    add: 'Add a step',
    takes: (hours: number, starts: boolean) =>
      `It takes ${lengthOf(hours)} from ${starts ? 'its start' : 'the moment you save it'}.`,
    hint:
      'A percentage of the people whom nothing above decided. Growing never takes it from anybody; turning the flag off, ' +
      'or pausing, stops the clock.',
  },
} as const;
