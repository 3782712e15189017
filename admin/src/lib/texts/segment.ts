import { plural } from '../words.ts';

interface IdsResult {
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly count: number;
}

interface Negated {
  readonly title: string;
  readonly description: string;
  readonly takesAttribute: boolean;
  readonly acceptsMissing: boolean;
}

const number = (count: number) => count.toLocaleString('en');

/** Names the first lines that were refused, with dots where there are more. */
function namedLines(lines: readonly number[], refused: number): string {
  const dots = refused > lines.length ? ' ...' : '';
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${dots}`;
}

/** The words of segments: their list, their page and their form. */
export const segmentTexts = {
  list: {
    nothing:
      'A segment is a group of people, like “Beta in Germany” or “Our own staff”. Name it once; every flag can use it.',
    noneFound: (search: string) => `No segment has “${search}” in its name or key.`,
    noneSo: 'No segment is like that.',
    all: 'Show all segments',
    segment: 'Segment',
    matches: 'Matches',
    changed: 'Changed',
    count: (shown: number) => plural(shown, 'segment'),
  },
  filters: {
    label: 'Show',
    names: { all: 'All', pending: 'Pending', internal: 'Internal', unused: 'Not used', archived: 'Archived' },
    search: 'Search by name or key',
    sort: 'Sort by',
    sorts: { name: 'Name', changed: 'Changed last', used: 'Used most' },
  },
  create: {
    title: 'New segment',
    text: 'Describe the people. Every flag can use them once it is saved.',
  },
  /** Where a flag asks about a segment. */
  usedAt: {
    never: 'off for',
    rule: (number: number, name: string, isEnabled: boolean) =>
      `rule ${number}${name === '' ? '' : ` “${name}”`}${isEnabled ? '' : ' (not asked now)'}`,
    everyoneElse: 'everyone else',
    through: (segment: string) => ` through ${segment}`,
    segments: 'Segments that ask about it',
  },
  trial: {
    title: 'Try it',
    text: 'Is somebody in this segment, as it is in the form now? Nothing is saved or counted.',
    isIn: (who: string) => `${who} is in it`,
    isNotIn: (who: string) => `${who} is not in it`,
    why: {
      included: () => 'Their ID is always included.',
      excluded: () => 'Their ID is always excluded.',
      conditions: (group: number | undefined) => `They fit group ${(group ?? 0) + 1}.`,
      none: () => 'They fit no group: look at the marks beside its conditions.',
    } satisfies Record<string, (group: number | undefined) => string>,
    outcomes: {
      matched: 'Fits',
      'not matched': 'Does not fit',
      missing: 'They have no such attribute, so it does not fit',
      'wrong type': 'Their value is of another type, so it does not fit',
      unreadable: 'Their value cannot be compared, so it does not fit',
      failed: 'It cannot be asked: the plugin failed',
      unfinished: 'Not finished, so it fits nobody',
    },
  },
  tabs: { label: 'Segment', people: 'People', history: 'History' },
  archive: {
    title: 'Archive',
    text: 'For a segment that no flag needs any more. It can be unarchived.',
    archive: 'Archive this segment',
    archiveMeans: 'No flag can choose it any more, and lists leave it out.',
    archiveNow: (name: string) => `Archive ${name}`,
    isArchived: (when: string) => `Archived ${when}`,
    isArchivedMeans: 'No flag can choose it, and nobody can change it.',
    restore: (name: string) => `Unarchive ${name}`,
    nobodyNeedsIt: 'No flag and no other segment needs it.',
    neededBy: 'It cannot be archived or deleted while these need it. Take it out there first:',
    servedBy: (environments: string) =>
      `It cannot be deleted while ${environments} still has it: review the change that is pending there first.`,
    deleteTitle: 'Delete',
    deleteText: 'For good: its key is never used again.',
    delete: 'Delete this segment',
    deleteMeans: 'Its definition and its IDs go for good, and nobody can make another segment of this key.',
    deleteNow: (name: string) => `Delete ${name}`,
  },
  history: {
    itself: 'The segment itself',
    nothing: 'Nothing was changed yet.',
    served: 'What this environment served from then on.',
    restore: 'Restore this definition',
    restoreText: 'What the segment was after this change. Restoring it changes:',
    same: 'Restoring it would change nothing: the segment is the same now.',
    reach: 'Unprotected environments follow at once; protected ones take it after a review.',
    long: (lists: readonly string[]) =>
      `${lists.map((list) => `“${list}”`).join(' and ')} ${lists.length === 1 ? 'is a long list and stays' : 'are long lists and stay'} as it is now: past IDs of long lists are not kept here.`,
  },
  internalHint: 'Internal: our own staff. So far a mark for people: numbers count them like everyone else',
  unused: 'Used by no flag yet.',
  keyHint: 'Made from the name. Never changes after saving.',
  save: 'Save segment',
  forbidden: 'Your role may look at this segment, not change it. Ask an editor.',
  people: {
    title: 'People in this segment',
    text: 'Any of these groups. Within a group, all of its conditions.',
    or: 'or',
    group: (number: number) => `Group ${number}`,
    addGroup: 'Add group',
    addCondition: 'Add condition',
  },
  condition: {
    attribute: 'Attribute, like country',
    place: 'Where they are',
    remove: (what: string) => `Remove condition on ${what}`,
    nothing: 'nothing yet',
    operator: 'Operator',
    /** What a negated operator means. */
    opposite: ({ title, description, takesAttribute, acceptsMissing }: Negated, attribute: string) => {
      const named = attribute === '' ? 'this attribute' : `“${attribute}”`;
      const missing =
        takesAttribute && !acceptsMissing
          ? ` Somebody without ${named} never matches, nor does a value of another kind.`
          : '';
      return `The opposite of “${title}”.${missing} “${title}” means: ${description}`;
    },
    notInstalled: (operator: string) => `${operator} (not installed here)`,
    value: 'Value',
    values: 'Values, one a line',
    type: 'Type of the value',
    types: { string: 'text', number: 'number', boolean: 'true / false' },
    hints: {
      variant: 'Version',
      segment: 'Segment',
      region: 'Region',
      'time-zone': 'Time zone',
      'local-date-time': 'Date and time',
      attribute: 'Attribute',
      percent: 'Percent',
    },
  },
  exceptions: {
    label: 'Exceptions',
    included: 'Always include',
    excluded: 'Always exclude',
    wins: 'Wins over everything above.',
    hint: 'IDs, one a line, or a CSV.',
    count: (ids: number, duplicates: number) =>
      `${plural(ids, 'ID')}${duplicates > 0 ? `, ${duplicates} twice` : ''}.`,
    long: (ids: number) => `${plural(ids, 'ID')}. A long list is changed below, by a file or pasted IDs.`,
  },
  file: {
    title: 'IDs from a file',
    text: 'Paste IDs or choose a file: one ID a line, or a table (CSV). Up to 100,000 in a list.',
    list: 'Which list',
    lists: { included: 'Always include', excluded: 'Always exclude' },
    mode: 'What to do with them',
    modes: { add: 'Add', remove: 'Remove', replace: 'Replace all' },
    ids: 'IDs, one a line',
    file: 'Or a file',
    fileHint: 'Text with one ID a line, or .csv. At most 16 MiB.',
    column: 'Column of the table',
    columnHint: 'Its name in the first line. Left empty, the first column is taken and every line is an ID.',
    save: 'Save IDs',
    saving: 'Saving IDs ...',
    download: (list: string) => `Download “${list}”`,
    done: ({ added, removed, unchanged, refused, count }: IdsResult, lines: readonly number[]) => {
      const parts = [
        ...(added > 0 ? [`${number(added)} added`] : []),
        ...(removed > 0 ? [`${number(removed)} removed`] : []),
        ...(unchanged > 0 ? [`${number(unchanged)} unchanged`] : []),
        ...(refused > 0 ? [`${number(refused)} refused: ${namedLines(lines, refused)}`] : []),
      ];
      return `${parts.join(', ') || 'Nothing to change'}. The list has ${plural(count, 'ID')} now.`;
    },
  },
} as const;
