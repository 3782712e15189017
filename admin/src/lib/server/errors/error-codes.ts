interface ErrorCodeEntry {
  /** The HTTP status of refusals with this code. */
  readonly status: number;
  /** The title, the same for every occurrence. */
  readonly title: string;
  readonly meaning: string;
  readonly next: string;
}

/**
 * Every reason to refuse a request, by its stable code. `docs/problems.md` lists the same codes, one heading each.
 */
export const errorCodes = {
  'address-not-found': {
    status: 404,
    title: 'No such address',
    meaning: 'The API has nothing at this address.',
    next: 'Look up the address in /api/openapi.json.',
  },
  'already-archived': {
    status: 409,
    title: 'Archived already',
    meaning: 'What should be archived is archived already.',
    next: 'Nothing needs to be done.',
  },
  archived: {
    status: 409,
    title: 'It is archived',
    meaning: 'An archived flag or segment cannot be changed.',
    next: 'Restore it first.',
  },
  'body-cut-off': {
    status: 400,
    title: 'The body was cut off',
    meaning: 'The connection ended before the whole body had arrived.',
    next: 'Send the request again.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'A body has at most 512 KiB.',
    next: 'Send less at once.',
  },
  'changed-meanwhile': {
    status: 409,
    title: 'Somebody else saved first',
    meaning: 'The thing has changed since the version that If-Match names. `theirs` shows what is there now.',
    next: 'Look at both, then send the change again with the new ETag.',
  },
  'cross-site': {
    status: 403,
    title: 'This came from another site',
    meaning: "A browser's session was used by a page of another origin.",
    next: 'Set HOIST_PUBLIC_URL to the address that people open. Machines use an API token.',
  },
  'environment-not-found': {
    status: 404,
    title: 'No such environment',
    meaning: 'No environment has this key.',
    next: 'List the environments at /api/v1/environments.',
  },
  'flag-not-found': {
    status: 404,
    title: 'No such flag',
    meaning: 'No flag has this key.',
    next: 'List the flags at /api/v1/flags.',
  },
  'bucket-group-not-found': {
    status: 404,
    title: 'No such bucket group',
    meaning: 'No bucket group has this key.',
    next: 'List the bucket groups.',
  },
  'if-match-required': {
    status: 428,
    title: 'Say what your change is based on',
    meaning: 'The change came without an If-Match header that holds one ETag.',
    next: 'Read the thing first, and send its ETag as If-Match.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong here',
    meaning: 'Hoist failed in a way that nobody foresaw. Nothing was changed.',
    next: "See the admin's log, then try again.",
  },
  'invalid-input': {
    status: 422,
    title: 'Some fields need another look',
    meaning: 'Fields of the body, query parameters or headers are not valid. `errors` names each.',
    next: 'Correct what `errors` points at.',
  },
  'key-made-before': {
    status: 409,
    title: 'This key was made before',
    meaning: 'An earlier request with this Idempotency-Key made the key, and its text cannot be shown again.',
    next: 'If the text is lost, revoke the key and make another.',
  },
  'key-not-found': {
    status: 404,
    title: 'No such key',
    meaning: 'The environment has no key with this id.',
    next: 'List the keys at /api/v1/keys?environment=<key>.',
  },
  'key-not-rotatable': {
    status: 409,
    title: 'This key cannot be rotated',
    meaning: 'The key is revoked, has expired, was rotated already or is of an unknown kind.',
    next: 'Make a new key, or rotate the newer one.',
  },
  'key-taken': {
    status: 409,
    title: 'This key is taken',
    meaning: 'Something has this key, or one that differs by case and punctuation only.',
    next: 'Choose another key.',
  },
  'key-used': {
    status: 409,
    title: 'This key was used',
    meaning: 'Something that was deleted had this key. Keys are never used again.',
    next: 'Choose another key.',
  },
  'last-administrator': {
    status: 409,
    title: 'Nobody else is an administrator',
    meaning: 'The change would leave nobody who is an administrator and can sign in.',
    next: 'Make somebody else an administrator first.',
  },
  'malformed-address': {
    status: 400,
    title: 'This address cannot be read',
    meaning: 'The path is not UTF-8, percent-encoded.',
    next: 'Encode the keys in it.',
  },
  'malformed-body': {
    status: 400,
    title: 'The body cannot be read',
    meaning: 'The body is not a JSON object in UTF-8, or is nested too deeply.',
    next: 'Send one JSON object.',
  },
  'malformed-header': {
    status: 400,
    title: 'A header cannot be read',
    meaning: 'A header has a value that it must not have. `errors` names it.',
    next: 'Correct the header.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'No such method here',
    meaning: 'The address exists, but not with this method. The Allow header lists the methods that work.',
    next: 'Use one of these methods.',
  },
  'no-rollout': {
    status: 422,
    title: 'No rollout here',
    meaning: 'The flag has no progressive rollout in this environment.',
    next: 'Give it one first: save a setting with the strategy `progressive`.',
  },
  'not-a-person': {
    status: 403,
    title: 'This is for people',
    meaning: 'An API token has no account, no password and no sessions.',
    next: 'Sign in as a person.',
  },
  'not-archived': {
    status: 409,
    title: 'Not archived',
    meaning: 'Only what is archived can be restored or deleted.',
    next: 'Archive it first.',
  },
  'not-forgotten': {
    status: 409,
    title: 'Too early to delete it',
    meaning:
      'A flag is deleted once it has been archived for 30 days and no app has asked for it in as many.',
    next: 'Wait until the day that the detail names, and take the flag out of the apps that still ask.',
  },
  'not-set-up': {
    status: 422,
    title: 'Not set up yet',
    meaning: 'The flag has no setting in this environment, so nothing can be turned on or off.',
    next: 'Save a setting first.',
  },
  'not-signed-in': {
    status: 401,
    title: 'Not signed in',
    meaning: 'The request names no person and no machine that Hoist knows.',
    next: 'Send an API token as "Authorization: Bearer <token>", or sign in.',
  },
  'nothing-to-undo': {
    status: 409,
    title: 'Nothing to undo',
    meaning: 'The flag had no setting here before the last change.',
    next: 'Turn it off instead.',
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
  'region-group-nested': {
    status: 422,
    title: 'Groups of your own hold regions',
    meaning: "A region group of the installation's own names another one.",
    next: 'List the regions themselves instead.',
  },
  'region-group-used': {
    status: 422,
    title: 'This region group is used',
    meaning: 'A region group that settings or segments name cannot be removed.',
    next: 'Take it out there first.',
  },
  'relays-ahead': {
    status: 409,
    title: 'Relays are ahead of the store',
    meaning: 'An older copy of the store was restored, so relays would not take the change.',
    next: 'Raise the epoch by POST /api/v1/epoch, or confirm with `raiseEpoch` where `errors` names it.',
  },
  'request-refused': {
    status: 400,
    title: 'The request cannot be answered',
    meaning: 'The web server refused the request before the API saw it.',
    next: 'Compare the request with /api/openapi.json.',
  },
  'review-outdated': {
    status: 409,
    title: 'This review is out of date',
    meaning: 'An entry has changed since it was reviewed. Nothing was published.',
    next: 'List the pending changes again and look at them.',
  },
  'role-too-low': {
    status: 403,
    title: 'Your role does not allow this',
    meaning: 'The person or token has a role with fewer rights than this needs.',
    next: 'Ask an administrator for the role that `detail` names.',
  },
  'segment-not-found': {
    status: 404,
    title: 'No such segment',
    meaning: 'No segment has this key.',
    next: 'List the segments at /api/v1/segments.',
  },
  'settings-contradict': {
    status: 422,
    title: 'Settings contradict this',
    meaning: 'Environments have settings that would not work with the changed definition.',
    next: 'Change the settings that `detail` names first, then the definition.',
  },
  'setup-link-dead': {
    status: 410,
    title: 'This link is no longer valid',
    meaning: 'The set-up link was used, replaced or is older than 24 hours.',
    next: 'Restart Hoist: it prints a fresh link if nobody has set it up yet.',
  },
  starting: {
    status: 503,
    title: 'Hoist is starting',
    meaning: 'The admin has just been started and loads its pages.',
    next: 'Try again in a second.',
  },
  'still-needed': {
    status: 409,
    title: 'It is needed',
    meaning: 'Flags or segments depend on what should be archived or deleted.',
    next: 'Take it out of those that `detail` names first.',
  },
  'still-on': {
    status: 409,
    title: 'It is on',
    meaning: 'The flag is on in an environment.',
    next: 'Turn it off there first.',
  },
  'still-published': {
    status: 409,
    title: 'It is still served',
    meaning: 'An environment still serves what should be deleted.',
    next: 'Publish the change that is pending there first.',
  },
  'store-damaged': {
    status: 503,
    title: 'The store cannot be used as it is',
    meaning: 'The store holds something that Hoist must not build on.',
    next: 'Restore the store from a backup; `detail` says what is wrong with it.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The store does not answer',
    meaning: 'The database cannot be reached or does not answer in time. Nothing was changed.',
    next: 'Try again in a few seconds.',
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
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    meaning: 'The body has another type than application/json, another charset than UTF-8, or is compressed.',
    next: 'Send plain JSON in UTF-8.',
  },
  'version-not-found': {
    status: 404,
    title: 'No such version',
    meaning: 'No change of the flag has this number, or it left nothing to restore.',
    next: "Choose one of the flag's history at /api/v1/flags/{key}/history.",
  },
  'would-not-work': {
    status: 422,
    title: 'This change would not work',
    meaning: 'What the environment would serve has faults. `errors` names those of the thing itself.',
    next: 'Correct what `detail` names.',
  },
} as const satisfies Record<string, ErrorCodeEntry>;

/** Why a request was refused. */
export type ErrorCode = keyof typeof errorCodes;
