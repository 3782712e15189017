/** The kinds of changes, with their meanings. A commit has one of these; a reader accepts others, from a newer Hoist. */
export const changeKinds = {
  installed: 'Hoist wrote the first version of the log when it first started.',
  created: 'A flag, a segment, a bucket group or an environment was defined.',
  edited: 'A definition, the regions, an environment or the setting of a flag was changed.',
  switched: 'A flag was turned on or off in an environment, and nothing else of it was changed.',
  rollout:
    'A rollout was paused, resumed, restarted, stopped, moved to another step, made permanent, or is watched though it has finished.',
  undone: 'The last change of a setting was taken back.',
  published: 'Definitions that were pending in an environment were reviewed and published there.',
  followed: 'An environment took the latest definitions without a review.',
  archived: 'A flag or a segment was archived.',
  restored:
    'An archived flag or segment was brought back, or an earlier version of a flag or of a setting was published again.',
  deleted: 'An archived flag or segment was deleted for good.',
  'key-made': 'A key was made.',
  'key-rotated': 'A key was made in place of another, which ends after an overlap.',
  'key-revoked': 'Keys were revoked for good.',
  'person-invited': 'A person was invited, or got another link to join by.',
  'person-joined': 'A person set their first password: the first administrator, or whoever was invited.',
  'person-changed': 'The name or the role of a person was changed.',
  'person-disabled': 'A person may no longer sign in; their sessions ended.',
  'person-enabled': 'A person who was disabled may sign in again.',
  'person-removed': 'An invitation was withdrawn.',
  'password-link-made': 'An administrator made a link by which a person sets a new password.',
  'password-set': 'A person set a new password; their other sessions ended.',
  'sessions-ended': 'A person ended sessions of their own.',
  'token-made': 'An API token was made.',
  'token-revoked': 'An API token was revoked for good.',
  'epoch-raised': 'A newer epoch was begun after an older copy of the store had been restored.',
} as const;

/** One of {@link changeKinds}. */
export type ChangeKind = keyof typeof changeKinds;
