import type { Untried } from './hostile-input.ts';

/** Inputs for what Hoist does not have, or that no test can give it here. */
export const untried: readonly Untried[] = [
  [
    'B24',
    'one question 10,000 times at once',
    'The relay limits connections, not questions: that is for a proxy.',
  ],
  [
    'C9',
    'how long a refusal takes',
    'Keys are found by their hash, so nothing of them can be measured; not tried.',
  ],
  ['C11', 'no key but those of administrators', 'Keys of apps and tokens of the API are two things: see C3.'],
  ['C13', 'contexts that are signed', 'There are none.'],
  [
    'D3',
    'connections of which one half is gone',
    'It needs a network that loses packets; a heartbeat finds them.',
  ],
  ['D9', 'line ends in what an event carries', 'Events carry JSON, in which a line end is escaped.'],
  ['E13', 'the primary of a replica set steps down', 'It needs several servers.'],
  [
    'E18',
    "the store's name cannot be found, or its certificate has expired",
    'It needs a name server of its own.',
  ],
  ['F5', 'things of another project', 'There are no projects; who may do what has a table of its own.'],
  ['F9', 'answers of an identity provider', 'There is no signing in by another service yet.'],
  ['F12', 'files to import', 'Nothing is imported.'],
  ['F13', 'cells of a table that is exported', 'Nothing is exported.'],
  ['F14', 'addresses that Hoist calls', 'It calls none but the relay that a setting names.'],
  ['F16', 'a publish whose record cannot be written', 'The record is the publish.'],
  ['F21', 'approving what is one’s own', 'There are no approvals.'],
  ['G2', 'metrics read 50 times a second', 'Not tried.'],
];
