import { flag, listOf, number, object, ref, text } from './openapi-schemas.ts';
import { overlap } from '../keys/make-key.ts';
import { rolloutActions } from '../settings/rollouts.ts';
import type { JsonSchema } from './openapi-schemas.ts';

/** One method of one address, as the document describes it. */
export interface Operation {
  readonly path: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly id: string;
  readonly summary: string;
  readonly request?: JsonSchema;
  readonly response?: JsonSchema;
  readonly status?: number;
  readonly query?: readonly string[];
  readonly requiredQuery?: readonly string[];
  /** Answers the ETag of what it answers. */
  readonly tagged?: boolean;
  /** Needs the ETag of what it changes, as If-Match. */
  readonly conditional?: boolean;
}

const onFlag = '/api/v1/flags/{key}';
const onSetting = '/api/v1/flags/{key}/environments/{environment}';
/** Of a list: the last page stands for those beyond it. */
const page = { total: number, page: number, pages: number };
const pendingList = object({ pending: listOf('Pending') });

/** Everything that the API can do. */
export const operations: readonly Operation[] = [
  {
    path: '/api/v1/environments',
    method: 'get',
    id: 'listEnvironments',
    summary: 'Environments in their order, with the version each serves and how much waits for a review.',
    response: object({
      environments: {
        type: 'array',
        items: object({ environment: ref('Environment'), version: number, pending: number }),
      },
    }),
  },
  {
    path: '/api/v1/environments/{environment}/pending',
    method: 'get',
    id: 'listPending',
    summary: 'Definitions that a protected environment does not serve yet.',
    response: pendingList,
  },
  {
    path: '/api/v1/environments/{environment}/pending',
    method: 'post',
    id: 'publishPending',
    summary: 'Publishes exactly the reviewed entries as one version; 409 if one of them has changed since.',
    request: object({ entries: listOf('ReviewedEntry'), comment: text }, ['entries']),
    response: pendingList,
  },
  {
    path: '/api/v1/epoch',
    method: 'get',
    id: 'readEpoch',
    summary: 'Whether relays are ahead of the store, as they are after an older copy of it was restored.',
    response: ref('Epoch'),
  },
  {
    path: '/api/v1/epoch',
    method: 'post',
    id: 'raiseEpoch',
    summary:
      'Begins a newer epoch of every log, which relays follow wherever they stand, and revokes again what they have seen revoked. For administrators.',
    request: object({ comment: text }, []),
    response: ref('RaisedEpoch'),
  },
  {
    path: '/api/v1/flags',
    method: 'get',
    id: 'listFlags',
    summary:
      'A page of flags with their setting in each environment, found by words, a state, or both. Counts are of what the words find.',
    query: ['search', 'is', 'sort', 'page', 'size'],
    response: object({ flags: listOf('ListedFlag'), counts: ref('FlagCounts'), ...page }),
  },
  {
    path: '/api/v1/flags',
    method: 'post',
    id: 'createFlag',
    tagged: true,
    summary: 'Creates a flag, not set up anywhere.',
    request: ref('NewFlag'),
    response: ref('Flag'),
    status: 201,
  },
  {
    path: onFlag,
    method: 'get',
    id: 'readFlag',
    tagged: true,
    summary: 'One flag in all environments.',
    response: ref('Flag'),
  },
  {
    path: onFlag,
    method: 'patch',
    id: 'changeFlag',
    tagged: true,
    summary: 'Changes a definition. Its key and type are for ever.',
    request: ref('FlagPatch'),
    response: ref('Flag'),
    conditional: true,
  },
  {
    path: onSetting,
    method: 'get',
    id: 'readSetting',
    tagged: true,
    summary: 'Who gets a flag in one environment.',
    response: ref('FlagSetting'),
  },
  {
    path: onSetting,
    method: 'put',
    id: 'saveSetting',
    tagged: true,
    summary: 'Publishes a setting. A protected environment wants a comment.',
    request: object({ setting: ref('NewSetting'), comment: text, raiseEpoch: flag }, ['setting']),
    response: ref('FlagSetting'),
    conditional: true,
  },
  {
    path: onSetting,
    method: 'patch',
    id: 'switchFlag',
    tagged: true,
    summary:
      'Turns a flag that is set up on or off ("restart": its rollout starts at the first step; "raiseEpoch": confirms that relays which are ahead of the store give that up), or controls its rollout.',
    request: object(
      {
        enabled: flag,
        restart: flag,
        raiseEpoch: flag,
        rollout: { enum: [...rolloutActions] },
        comment: text,
      },
      [],
    ),
    response: ref('FlagSetting'),
    conditional: true,
  },
  {
    path: '/api/v1/segments',
    method: 'get',
    id: 'listSegments',
    summary: 'A page of segments by name, with where they are used.',
    query: ['search', 'is', 'page', 'size'],
    response: object({ segments: listOf('ListedSegment'), ...page }),
  },
  {
    path: '/api/v1/segments',
    method: 'post',
    id: 'createSegment',
    tagged: true,
    summary: 'Creates a segment.',
    request: ref('NewSegment'),
    response: ref('Segment'),
    status: 201,
  },
  {
    path: '/api/v1/segments/{key}',
    method: 'get',
    id: 'readSegment',
    tagged: true,
    summary: 'One segment.',
    response: ref('Segment'),
  },
  {
    path: '/api/v1/segments/{key}',
    method: 'patch',
    id: 'changeSegment',
    tagged: true,
    summary: 'Changes a segment: unprotected environments follow at once, protected ones after a review.',
    request: ref('SegmentPatch'),
    response: ref('Segment'),
    conditional: true,
  },
  {
    path: '/api/v1/bucket-groups',
    method: 'get',
    id: 'listGroups',
    summary: 'Groups of flags that share people, with where they are used.',
    response: object({ groups: listOf('Group') }),
  },
  {
    path: '/api/v1/bucket-groups',
    method: 'post',
    id: 'createGroup',
    tagged: true,
    summary: 'Creates a group. Without shares, the same people get its flags; with them, nobody gets two.',
    request: ref('NewGroup'),
    response: ref('Group'),
    status: 201,
  },
  {
    path: '/api/v1/bucket-groups/{key}',
    method: 'get',
    id: 'readGroup',
    tagged: true,
    summary: 'One group.',
    response: ref('Group'),
  },
  {
    path: '/api/v1/bucket-groups/{key}',
    method: 'patch',
    id: 'changeGroup',
    tagged: true,
    summary:
      'Changes a group; shares are laid out so that the fewest people move. Unprotected environments follow at once, protected ones after a review.',
    request: ref('GroupPatch'),
    response: ref('Group'),
    conditional: true,
  },
  {
    path: '/api/v1/regions',
    method: 'get',
    id: 'readRegions',
    tagged: true,
    summary: "Which attribute says where a person is, and the installation's own groups of regions.",
    response: ref('Regions'),
  },
  {
    path: '/api/v1/regions',
    method: 'put',
    id: 'changeRegions',
    tagged: true,
    summary:
      'Replaces them all: unprotected environments follow at once, protected ones after a review. A group that is used cannot go.',
    request: ref('NewRegions'),
    response: ref('Regions'),
    conditional: true,
  },
  {
    path: '/api/v1/versions/{environment}',
    method: 'get',
    id: 'listVersions',
    summary: 'What was published in an environment, by whom, in words; 100 versions after the given one.',
    query: ['after'],
    response: object({ versions: listOf('Version') }),
  },
  {
    path: '/api/v1/keys',
    method: 'get',
    id: 'listKeys',
    summary: 'The keys of an environment, without their texts.',
    requiredQuery: ['environment'],
    response: object({ keys: listOf('Key') }),
  },
  {
    path: '/api/v1/keys',
    method: 'post',
    id: 'createKey',
    summary:
      'Makes a key. Its text is in this answer and nowhere else; repeated with the same Idempotency-Key, it is the same text.',
    request: object(
      {
        environment: text,
        name: text,
        scope: { enum: ['server', 'client'] },
        expiresAt: { type: ['string', 'null'], format: 'date-time' },
      },
      ['environment', 'name', 'scope'],
    ),
    response: ref('MadeKey'),
    status: 201,
  },
  {
    path: '/api/v1/keys/{id}/rotate',
    method: 'post',
    id: 'rotateKey',
    summary:
      'Makes a key with the name, scope and life of another, which ends after the overlap (7 days unless said).',
    request: object(
      { environment: text, overlapHours: { type: 'number', minimum: 0, maximum: overlap.most } },
      ['environment'],
    ),
    response: ref('MadeKey'),
    status: 201,
  },
  {
    path: '/api/v1/keys/{id}',
    method: 'delete',
    id: 'revokeKey',
    summary:
      'Revokes a key for ever ("raiseEpoch": confirms that relays which are ahead of the store give up newer keys).',
    requiredQuery: ['environment'],
    query: ['raiseEpoch'],
    status: 204,
  },
];
