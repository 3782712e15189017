import { accessErrorCodes } from './access-error-codes.ts';
import type { ErrorCodeEntry } from './access-error-codes.ts';

/**
 * Every reason to refuse a request, by its stable code. `docs/problems.md` lists the same codes, one heading each.
 */
export const errorCodes = {
  ...accessErrorCodes,
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
  'name-taken': {
    status: 409,
    title: 'This name is taken',
    meaning: 'Another environment has this name, in whatever letter case.',
    next: 'Choose another name.',
  },
  'no-rollout': {
    status: 422,
    title: 'No rollout here',
    meaning: 'The flag has no progressive rollout in this environment.',
    next: 'Give it one first: save a setting with the strategy `progressive`.',
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
  'nothing-to-undo': {
    status: 409,
    title: 'Nothing to undo',
    meaning: 'The flag had no setting here before the last change.',
    next: 'Turn it off instead.',
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
