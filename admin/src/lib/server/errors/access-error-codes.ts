/** Why a request is refused, and what to do next. */
export interface ErrorCodeEntry {
  /** The HTTP status of refusals with this code. */
  readonly status: number;
  /** The title, the same for every occurrence. */
  readonly title: string;
  readonly meaning: string;
  readonly next: string;
}

/** Every reason to refuse a request that lies in who sends it: who they are, and what they may do. */
export const accessErrorCodes = {
  'cross-site': {
    status: 403,
    title: 'This came from another site',
    meaning: "A browser's session was used by a page of another origin.",
    next: 'Set HOIST_PUBLIC_URL to the address that people open. Machines use an API token.',
  },
  'last-administrator': {
    status: 409,
    title: 'Nobody else is an administrator',
    meaning: 'The change would leave nobody who is an administrator and can sign in.',
    next: 'Make somebody else an administrator first.',
  },
  'not-a-person': {
    status: 403,
    title: 'This is for people',
    meaning: 'An API token has no account, no password and no sessions.',
    next: 'Sign in as a person.',
  },
  'not-signed-in': {
    status: 401,
    title: 'Not signed in',
    meaning: 'The request names no person and no machine that Hoist knows.',
    next: 'Send an API token as "Authorization: Bearer <token>", or sign in.',
  },
  'password-link-dead': {
    status: 410,
    title: 'This link is no longer valid',
    meaning: 'The link that sets a password was used, replaced or has expired, or there is none like it.',
    next: 'Ask an administrator for another.',
  },
  'person-disabled': {
    status: 409,
    title: 'This person is disabled',
    meaning: 'Nobody gets a link for a person who may not sign in.',
    next: 'Enable the person first.',
  },
  'person-joined': {
    status: 409,
    title: 'This person has joined',
    meaning: 'Who has joined is named in histories and cannot be removed.',
    next: 'Disable the person instead.',
  },
  'person-not-found': {
    status: 404,
    title: 'No such person',
    meaning: 'Nobody has this id.',
    next: 'List the people at /api/v1/people.',
  },
  'person-not-joined': {
    status: 409,
    title: 'This person has not joined',
    meaning: 'Who is only invited cannot be disabled.',
    next: 'Withdraw the invitation instead.',
  },
  'role-too-low': {
    status: 403,
    title: 'Your role does not allow this',
    meaning: 'The person or token has a role with fewer rights than this needs.',
    next: 'Ask an administrator for the role that `detail` names.',
  },
  'setup-link-dead': {
    status: 410,
    title: 'This link is no longer valid',
    meaning: 'The set-up link was used, replaced or is older than 24 hours.',
    next: 'Restart Hoist: it prints a fresh link if nobody has set it up yet.',
  },
  'token-expired': {
    status: 401,
    title: 'This API token has expired',
    meaning: 'The time that the API token was made for is over.',
    next: 'Use another. An administrator makes one under Settings, API tokens.',
  },
  'token-made-before': {
    status: 409,
    title: 'Made already',
    meaning: 'The first of these requests made the API token; its text was in that answer only.',
    next: 'If the text is lost, revoke the token and make another.',
  },
  'token-not-found': {
    status: 404,
    title: 'No such API token',
    meaning: 'No API token has this id.',
    next: 'List the API tokens at /api/v1/tokens.',
  },
  'token-revoked': {
    status: 401,
    title: 'This API token was revoked',
    meaning: 'An administrator revoked the API token.',
    next: 'Use another. An administrator makes one under Settings, API tokens.',
  },
  'too-many-sign-ins': {
    status: 503,
    title: 'Too many sign in at once',
    meaning: 'As many passwords are being checked as there may be at once.',
    next: 'Try again in a few seconds.',
  },
  'too-many-tries': {
    status: 429,
    title: 'Too many tries',
    meaning: 'Too many links or passwords that are wrong came from this address or for this person.',
    next: 'Wait as long as `detail` says.',
  },
} as const satisfies Record<string, ErrorCodeEntry>;
