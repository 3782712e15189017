import { countOf } from '../words.ts';

/** The words of the list of flags, of a flag's header and tabs, and of making one. */
export const flagTexts = {
  list: {
    byRegion: 'By region',
    text: 'Who gets what, in each environment. Open a flag to change its audience.',
    nothing:
      'A flag decides who sees one feature of your product. It starts off, everywhere: creating it changes nothing for ' +
      'anybody.',
    noneInState: 'No flag is in this state.',
    noneFound: (search: string) => `No flag has “${search}” in its name, key, module, tags or owner.`,
    all: 'Show all flags',
    flag: 'Flag',
    module: 'Module',
    tags: 'Tags',
    ownerTitle: 'Owner',
    lastAsked: 'Last asked',
    copyKey: (key: string) => `Copy key ${key}`,
    notAsked: (days: number) => `Not asked for ${days} days`,
    owner: (name: string) => `Owner: ${name}`,
    neverAsked: 'No app has asked yet',
  },
  filters: {
    label: 'Show',
    names: {
      all: 'All',
      growing: 'Growing',
      paused: 'Paused',
      'not-set-up': 'Not set up',
      'clean-up': 'To clean up',
      mine: 'Mine',
      archived: 'Archived',
    },
    search: 'Search by name, key, module, tag or owner',
    searchHint: 'Search, or env:prod on tag:payments',
    sort: 'Sort by',
    sorts: { name: 'Name', newest: 'Newest', asked: 'Asked most', module: 'Module', owner: 'Owner' },
    columns: 'Columns',
    columnNames: { module: 'Module and kind', tags: 'Tags', owner: 'Owner', asked: 'Last asked' },
    grammar: {
      title: 'What the search understands',
      words: [
        [
          'env:prod on',
          'In an environment: on, off, growing, paused or not-set-up. Without one of them: set up there.',
        ],
        [
          'is:stale',
          'Not asked for in 14 days. Also on, off, growing, paused, not-set-up, mine and archived.',
        ],
        ['tag:checkout', 'Has exactly this tag.'],
        ['module:payments', 'Part of its module.'],
        ['owner:"mira okafor"', 'Part of its owner; quotes keep words together.'],
        ['kind:release', 'Release, experiment, operational or permission.'],
      ],
    },
  },
  /** Several flags of the list, changed at once. */
  bulk: {
    label: 'Change the selected flags',
    select: (name: string) => `Select ${name}`,
    selectAll: 'Select all flags on this page',
    selected: (count: number) => (count === 0 ? 'Selected flags' : `${countOf(count, 'flag')} selected`),
    change: 'What becomes of them',
    changes: {
      'add-tag': 'Add a tag',
      'remove-tag': 'Remove a tag',
      owner: 'Set the owner',
      archive: 'Archive',
    },
    value: 'Tag or owner',
    values: { 'add-tag': 'Tag to add', 'remove-tag': 'Tag to remove', owner: 'Owner', archive: '' },
    apply: 'Apply',
    archiveTitle: (count: number) => `Archive ${countOf(count, 'flag')}?`,
    archiveMeans:
      'Unprotected environments stop serving them at once, protected ones after a review. Apps that still ask then use their ' +
      'code default. Each can be unarchived.',
    archiveNow: (count: number) => `Archive ${countOf(count, 'flag')}`,
    noneToArchive: 'None of these flags can be archived now',
    stay: 'These stay as they are:',
    /** What was done to how many, on the next page. */
    said: (change: string, count: number, value: string) => {
      const flags = countOf(count, 'flag');
      if (change === 'archive') return `Archived ${flags}.`;
      if (change === 'owner') return `${value} owns ${flags} now.`;
      return change === 'add-tag' ? `Tagged ${flags} “${value}”.` : `Took the tag “${value}” off ${flags}.`;
    },
  },
  /** What its rollout does, where there is room for two words. */
  rollout: {
    waiting: 'Starts later',
    running: (percent: string) => `Growing ${percent}`,
    paused: (percent: string) => `Paused ${percent}`,
    stopped: 'Stopped',
  },
  switch: {
    label: (flag: string, environment: string) => `${flag} in ${environment}`,
    setUp: (flag: string, environment: string) => `Set up ${flag} in ${environment}`,
    choose: 'Choose who gets it',
    forbidden: (environment: string) => `Your role may not change what ${environment} serves`,
  },
  header: {
    readByServers: 'Read by servers',
    readByAll: 'Read by servers, browsers and phones',
    changed: (who: string, when: string) => `${who} changed this ${when}.`,
    tabs: {
      label: 'Flag',
      targeting: 'Targeting',
      evaluations: 'Evaluations',
      connect: 'Connect',
      history: 'History',
    },
  },
  card: {
    evaluations: 'Evaluations a minute in the last hour',
    deliveries: 'Deliveries a minute in the last hour',
    lastHour: 'in the last hour',
    pending: 'A change is pending: Review',
  },
  create: {
    title: 'New flag',
    text: 'A name is enough. It starts off, everywhere.',
    label: 'Flag',
    keyHint: 'What apps ask for. Made from the name; never changes after saving.',
    shape: 'What it decides',
    shapes: { switch: 'On or off', versions: 'Several versions' },
    readBy: 'Read by',
    servers: 'Servers',
    browsers: 'Browsers and phones',
    browsersHint: 'In browsers and on phones its value is public.',
    off: 'Off in every environment.',
    offHint: 'Creating it changes nothing for anybody.',
    submit: 'Create flag',
  },
  versions: {
    types: 'Their values are',
    type: 'Type of the values',
    typeNames: { string: 'Text', integer: 'Whole number', float: 'Number', object: 'JSON' },
    version: (number: number) => `Version ${number}`,
    value: 'Value',
    remove: (version: string | number) => `Remove version ${version}`,
    add: 'Add version',
  },
  more: {
    title: 'More: kind, description, module, owner',
    kind: 'Kind',
    kinds: {
      release: 'Brings a feature out, then goes away. 40 days.',
      experiment: 'Compares versions until one wins. 30 days.',
      operational: 'Turns something off in an emergency. Stays.',
      permission: 'Gives some people what others do not have. Stays.',
    },
    module: 'Module',
    moduleHint: 'The part of your product it belongs to, like Checkout',
    owner: 'Owner',
    ownerHint: 'Who is asked about it: somebody of the list, or anything else, like a team',
  },
  edit: {
    link: 'Edit',
    title: (name: string) => `Edit ${name}`,
    text: 'What the flag is called, what it can answer, and who may read it. Who gets which version is set per environment.',
    save: 'Save flag',
    archived: 'An archived flag is not changed. Unarchive it first.',
    keyStays: 'Apps ask for it by this key, so it never changes. For another key, create another flag.',
    lifetime: 'Expected lifetime in days',
    lifetimeHint: 'Empty for a flag that stays',
    watches: 'Watched modules',
    watchesHint: 'Modules whose numbers it may move. One a line',
    tags: 'Tags',
    types: {
      boolean: 'true or false',
      string: 'texts',
      integer: 'whole numbers',
      float: 'numbers',
      object: 'JSON',
    },
    versions: {
      title: 'Versions',
      text: (type: string) =>
        `Their values are ${type}: apps are written for that, so it never changes. Nor does the key of a version.`,
      keyHint: 'Apps and settings know it by this. Never changes after saving.',
      keep: (version: string) => `Keep ${version}`,
      removed: 'Goes when you save.',
    },
    code: {
      title: 'In code',
      hasDefault: 'Show apps a code default',
      default: 'Code default',
      defaultHint: 'What an app passes for when Hoist does not answer. Shown in snippets, served to nobody.',
      schema: 'Schema of the values',
      schemaHint: 'JSON Schema that every value has to fit. Empty for none.',
    },
  },
  archive: {
    title: 'Archive',
    text: 'For a flag that no code asks for any more. It leaves every environment, and can be unarchived.',
    archive: 'Archive this flag',
    archiveMeans:
      'Unprotected environments stop serving it at once, protected ones after a review. Apps that still ask then use their ' +
      'code default.',
    archiveNow: (name: string) => `Archive ${name}`,
    isArchived: (when: string) => `Archived ${when}`,
    isArchivedMeans:
      'Where it has left, apps that ask use their code default. Nobody can change it or set it up.',
    restore: (name: string) => `Unarchive ${name}`,
    nobodyNeedsIt: 'No flag and no bucket group depends on it.',
    neededBy: 'It cannot be archived or deleted while these need it. Take it out there first:',
    notAsked: 'No app has asked in the last 30 days',
    askedUnknown: 'Who asked cannot be read now',
    deleteTitle: 'Delete',
    deleteText: 'For good: its key is never used again.',
    delete: 'Delete this flag',
    deleteMeans: 'Its definition goes for good, and nobody can make another flag of this key.',
    deleteNow: (name: string) => `Delete ${name}`,
    deletableFrom: (day: string) =>
      `It can be deleted from ${day} on: 30 days after it was archived and last asked for.`,
    deletableUnknown: 'When it can be deleted cannot be said now: who asked cannot be read.',
  },
} as const;
