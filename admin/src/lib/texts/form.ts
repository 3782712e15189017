/** Words that pages and forms of several nouns share. */
export const formTexts = {
  createNew: 'Create New',
  search: 'Search',
  undo: 'Undo',
  close: 'Close',
  copied: 'Copied',
  copySnippet: (title: string) => `Copy the ${title} snippet`,
  comment: 'Comment',
  optional: 'optional',
  requiredIn: (environment: string) => `required in ${environment}`,
  openFlags: 'Open the flags',
  pager: {
    label: 'Pages',
    at: (page: number, pages: number) => `page ${page} of ${pages}`,
    previous: 'Previous',
    next: 'Next',
  },
  /** Somebody else saved meanwhile; what they saved stands between the first two. */
  conflict: {
    saved: (who: string, when: string) => `${who} saved ${when}:`,
    yours: 'Yours is below, unsaved. Save again to replace theirs, or',
    look: 'look at theirs',
  },
} as const;
