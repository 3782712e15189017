import { peopleTexts } from './people.ts';

/** The words of the page of API tokens. */
export const tokenTexts = {
  text: 'Machines use the REST API with a token; what they change carries its name in histories.',
  forbidden: 'Only administrators make and revoke API tokens.',
  nothing: 'No machine can use the API yet: there is no token.',
  roles: {
    ...peopleTexts.roles,
    hold: 'Hold: reads settings and pauses rollouts, for alerts',
  },
  shortRoles: { ...peopleTexts.shortRoles, hold: 'Hold' },
  create: {
    name: 'Name',
    nameHint: 'Which machine has it, like deploy-pipeline',
    role: 'Role',
    days: 'Works for',
    lives: { 30: '30 days', 90: '90 days', 365: 'A year', 0: 'No end' },
    submit: 'Create API token',
  },
  made: {
    title: 'Here is the token. It is shown this once.',
    copy: 'Copy the token',
    keep: 'Keep it where the machine keeps its secrets. Lost? Make another and revoke this one.',
  },
  row: {
    made: 'Made',
    expiredAt: 'expired',
    expiresAt: 'expires',
    revokedAt: 'revoked',
    unused: 'never used',
    usedAt: 'last used',
    revoked: 'Revoked',
    expired: 'Expired',
    /** Where a bootstrap token came from. */
    sources: {
      variable: 'From HOIST_BOOTSTRAP_TOKEN.',
      file: 'From the file bootstrap-token in the data folder.',
    },
    /** A bootstrap token that was revoked, while the process still has it. */
    stays: 'It stays revoked after a restart, though it is still set there.',
  },
  revoke: {
    title: 'Revoke',
    text: 'Machines that use it are refused within a second, for good.',
    submit: (name: string) => `Revoke “${name}”`,
  },
} as const;
