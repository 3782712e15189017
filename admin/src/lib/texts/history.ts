import { listOf, plural, wholeNumber } from '../words.ts';

/** The words of the page that shows what was changed of a flag, restores it, and says what somebody got. */
export const historyTexts = {
  title: 'What was changed',
  filter: 'Changes shown',
  inOne: (environment: string) => `${environment} and the flag itself`,
  inAll: 'All environments',
  nothing: (environment: string) => `Nothing was changed here yet in ${environment}.`,
  away: 'The store does not answer, so that the history cannot be read. Load the page again in a moment.',
  itself: 'The flag itself',
  version: (version: number) => `change ${wholeNumber(version)}`,
  whoKinds: { token: 'API token', alert: 'alert' } as Readonly<Record<string, string>>,
  older: 'Older changes',
  newest: 'Newest changes',
  pages: 'Pages of changes',
  detail: {
    open: 'What differs',
    of: (said: string) => `What differs: ${said}`,
    nothing: 'Nothing of the flag differs.',
    fields: 'Field by field',
    field: 'Field',
    before: 'Before',
    after: 'After',
    absent: 'not there',
    more: (count: number) => `${plural(count, 'more field differs', 'more fields differ')}: see the JSON.`,
    json: 'JSON after this change',
    gone: 'After this change the flag was not there.',
  },
  restore: {
    isCurrent: 'This is what is there now.',
    setting: (environment: string) => `Restore in ${environment}`,
    settingText:
      'Who got it after this change, published again as a new one. You see first what that changes.',
    paused: (people: string, percent: number | undefined) =>
      percent === undefined
        ? `The rollout to ${people} comes back paused where it stood then.`
        : `The rollout to ${people} comes back paused at ${percent} %, where it stood then.`,
    missing: (missing: readonly string[]) =>
      `This cannot be restored: it needs ${listOf(missing)}, which ${missing.length === 1 ? 'is' : 'are'} gone.`,
    forbidden: (environment: string) => `Your role may not change what ${environment} serves.`,
    definition: 'Restore this definition',
    definitionText: 'What the flag was after this change. Restoring it changes:',
    definitionSame: 'Restoring it would change nothing: the flag is the same now.',
    definitionReach:
      'Names and descriptions reach no app. Versions and readers reach unprotected environments at once, protected ones after a ' +
      'review.',
  },
  past: {
    title: 'What did somebody get?',
    text: (environment: string) => `Asked of what ${environment} served at that moment. Nothing is counted.`,
    remembered: 'Tried before',
    at: 'Date and time',
    zone: 'Time zone',
    ask: 'Find out',
    wrongTime: 'Enter a date and a time that exist.',
    wrongZone: (zone: string) => (zone === '' ? 'Choose a time zone.' : `There is no time zone ${zone}.`),
    got: (person: string) => `${person} got`,
    appsDefault: "the app's own default",
    decided: (environment: string) => `How ${environment} decided`,
    since: (when: string) => `It had been so since ${when}:`,
    future: 'That is still to come. Try a person on the Targeting tab to see what is served now.',
    beforeFirst: (environment: string, since: string) =>
      `${environment} served nothing then: it began on ${since}. Apps used their own default.`,
    neverServed: (environment: string) => `${environment} has not served anything yet.`,
    notThere: (flag: string, environment: string) =>
      `${environment} did not serve ${flag} then: apps that asked used their own default.`,
    unknown: (minutes: number) =>
      `Hosts take a change within seconds. One that was out of contact then answered by an older one, and its rollouts stopped ` +
      `growing ${minutes} minutes after contact was lost; Hoist does not keep which hosts that were.`,
  },
} as const;
