import { countOf, listOf, plural } from '../words.ts';

/** Words that pages and forms of several nouns share. */
export const formTexts = {
  /** The store or the network is away. */
  away: {
    title: 'Hoist did not answer',
    again: 'Nothing was saved, and what you typed is still here: save again in a moment.',
  },
  createNew: 'Create New',
  search: 'Search',
  undo: 'Undo',
  close: 'Close',
  copied: 'Copied',
  cancel: 'Cancel',
  discard: 'Discard',
  kept: 'Kept from before.',
  review: 'Review',
  remove: (what: string) => `Remove ${what}`,
  on: 'On',
  off: 'Off',
  key: 'Key',
  name: 'Name',
  description: 'Description',
  attribute: 'Attribute',
  comment: 'Comment',
  optional: 'optional',
  requiredIn: (environment: string) => `required in ${environment}`,
  openFlags: 'Open the flags',
  nothingNamed: 'Nothing has this name.',
  /** In lists, and in headers of what they list. */
  list: {
    usedBy: 'Used by',
    notUsed: 'Not used yet',
    flags: (count: number) => countOf(count, 'flag'),
    revision: (revision: number) => `Revision ${revision}`,
    archived: 'Archived',
    internal: 'Internal',
    pending: (environment: string, revision: number | undefined, latest: number) =>
      `${environment} uses ${revision}; ${latest} waits: Review`,
  },
  /** What saving would do. */
  effect: {
    used: (flags: number, environments: readonly string[]) =>
      `Used by ${plural(flags, 'flag')} in ${listOf(environments)}.`,
    nothing: 'Saving changes nothing for anybody.',
    unnoticed: 'No app notices it.',
    atOnce: (environments: readonly string[]) => `Reaches ${listOf(environments)} at once.`,
    reviewed: (environments: readonly string[]) =>
      `${listOf(environments)} ${environments.length === 1 ? 'takes' : 'take'} it after a review.`,
    untilThen: 'Nothing changes until then.',
    follow: 'Unprotected environments follow at once; protected ones wait for a review.',
  },
  pager: {
    label: 'Pages',
    at: (page: number, pages: number) => `page ${page} of ${pages}`,
    previous: 'Previous',
    next: 'Next',
  },
  /** Somebody else saved meanwhile; what they saved stands between the first two. */
  conflict: {
    saveMine: 'Save mine instead',
    savedOnly: (who: string, when: string) => `${who} saved ${when}.`,
    saved: (who: string, when: string) => `${who} saved ${when}:`,
    yours: 'Yours is below, unsaved. Save again to replace theirs, or',
    look: 'look at theirs',
  },
  /** Characters of a value that nobody sees. */
  invisible: {
    begins: 'It begins with white space.',
    ends: 'It ends with white space.',
    has: (name: string) => `It has ${name}.`,
  },
  /** Where JSON is edited. */
  json: {
    unreadable: 'This cannot be read as JSON.',
    line: (line: number, message: string) => `Line ${line}: ${message}`,
    keys: 'Tab goes on to the next field. Control and the right bracket indent a line.',
  },
  /** Forms made of a plugin's JSON Schema. */
  schema: {
    gone: (name: string) => `${name} (does not exist)`,
    nothing: 'There is none yet.',
    choose: 'Choose one',
    chooseSegment: 'Choose a segment',
    chooseVersion: 'Choose a version',
    lines: 'One a line',
    pairs: 'pro: 100',
    toAdd: (title: string) => `${title} to add`,
    addTo: (title: string) => `Add to ${title}`,
    add: 'Add',
    addRow: (title: string) => `Add ${withinSentence(title)}`,
    within: (title: string) => ` of ${title}`,
    up: (title: string) => `Move up ${title}`,
    down: (title: string) => `Move down ${title}`,
  },
} as const;

/** A plugin's title as a word within a sentence: `Ring` is `ring`, and `IP range` stays as it is. */
function withinSentence(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
