/**
 * The words of what is on every page: sidebar, topbar, palette, toasts and error pages.
 *
 * The texts in this folder are everything that a page says by itself: titles, labels, hints, buttons, empty states. There is
 * one language; a second would be a second set of these files with the same types. What use cases say (refusals, sentences
 * about a setting) is made in their rooms.
 */
export const frameTexts = {
  skip: 'Skip to content',
  menu: 'Menu',
  sidebar: {
    label: 'Sidebar',
    main: 'Main',
    search: 'Search',
    searchKeys: 'Ctrl K',
    history: 'History',
    compare: 'Compare',
    regions: 'By region',
    settings: 'Settings',
    guides: 'Guides',
    open: 'Open the sidebar',
    collapse: 'Collapse the sidebar',
    theme: { system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' },
    role: (role: string) => `Role: ${role}`,
    account: 'Your account',
    signOut: 'Sign out',
  },
  /** The three modules and what each is for: in the sidebar, on Home, and on their pages. */
  modules: {
    segments: { title: 'Segments', text: 'Groups of people you name once and use in every flag.' },
    flags: { title: 'Feature flags', text: 'Who gets what, in each environment, and how it grows.' },
    insights: { title: 'Insights', text: 'What is asked, what it answers, and what can go.' },
  },
  /** The pages of the settings: in their tabs, and as their titles. */
  settings: {
    environments: 'Environments',
    keys: 'Keys',
    regions: 'Regions',
    bucketGroups: 'Bucket groups',
    people: 'People',
    tokens: 'API tokens',
    plugins: 'Plugins',
    relays: 'Relays',
  },
  palette: {
    label: 'Go to',
    search: 'Go to a flag, a segment or a page',
    found: 'Found',
    nothing: 'Nothing has this name. Try a part of it, or the key.',
    kinds: { flag: 'Flag', segment: 'Segment', page: 'Page' },
    keys: 'Keys',
    keyWords: [
      ['Ctrl K or ⌘ K', 'Go to a flag, a segment or a page'],
      ['/', 'Search on this page'],
      ['?', 'Show these keys'],
      ['Esc', 'Close what is open'],
    ],
  },
  error: {
    titles: {
      403: 'Your role does not allow this',
      404: 'There is nothing here',
      410: 'This link is no longer valid',
      503: 'Hoist cannot answer now',
    },
    otherwise: 'Something went wrong here',
    notFound: 'The address may be mistyped, or the page has moved.',
    name: 'Name this when you ask for help:',
    home: 'Go to Home',
  },
} as const;
