import { listOf, plural } from '../words.ts';

/** The words of an environment wherever it is named, and of what reaches it. */
export const environmentTexts = {
  environments: 'Environments',
  protected: 'protected',
  list: {
    text: 'Where flags have settings of their own, in the order in which a change goes through them.',
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    served: (relays: number) =>
      relays === 0 ? 'No relay serves it' : `Served by ${plural(relays, 'relay')}`,
    pending: (count: number) => `${plural(count, 'change')} pending`,
    notServed: (ids: readonly string[]) =>
      `${ids.length === 1 ? 'This relay runs and does not' : 'These relays run and do not'} serve it: ${listOf(ids)}. A relay that serves some environments only names them in HOIST_ENVIRONMENTS.`,
  },
  create: {
    title: 'New environment',
    text: 'No flag is set up in it at first. Admins and relays serve it within seconds, without a restart.',
  },
  form: {
    what: 'The environment',
    keyHint: 'Made from the name. Apps, keys and addresses use it: it never changes. 32 characters at most.',
    colour: 'Colour',
    colours: { blue: 'Blue', violet: 'Violet', magenta: 'Magenta', olive: 'Olive', brown: 'Brown' },
    protected: 'Protected',
    protectedHint: 'Every change asks for a comment, and is reviewed by a publisher before it is served.',
    unprotect: (pending: number) =>
      `Without protection, ${plural(pending, 'change')} that ${pending === 1 ? 'is' : 'are'} pending here ${pending === 1 ? 'goes' : 'go'} live at once.`,
    effect: 'Changes nothing that anybody gets',
    effectMore: 'Flags keep their settings.',
    save: 'Save environment',
    forbidden: 'Your role may look at environments, not change them. Ask an administrator.',
  },
  pending: 'A change is pending',
  /** Where a segment, a bucket group or a region is used. */
  used: {
    title: 'Where it is used',
    nowhere: 'No flag uses it here',
    pending: (revision: number | undefined, sentence: string | undefined, latest: number) =>
      `Uses revision ${revision}${sentence ? `: ${sentence}` : ''}. A change is pending: revision ${latest}`,
  },
  reach: {
    nobody: (environment: string) =>
      `No relay is running: no app sees what ${environment} serves. Start one, or look at its log.`,
    live: (live: number, relays: number) => `Live on ${live} of ${plural(relays, 'relay')}`,
    soFar: 'so far',
    after: (seconds: number) =>
      seconds < 0.05 ? 'at once' : `${seconds.toFixed(1)} s after the last change`,
    browsers: 'Browsers follow at their next refresh.',
  },
} as const;
