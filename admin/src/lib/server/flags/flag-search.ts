import type { FlagDefinition } from '@hoist/core';

/** What `is:` and the word behind `env:` take. `stale`: nobody asked for it in 14 days. */
const stateWords = {
  is: ['on', 'off', 'growing', 'paused', 'not-set-up', 'stale', 'mine', 'archived'],
  env: ['on', 'off', 'growing', 'paused', 'not-set-up'],
} as const;

export type StateIn = (typeof stateWords.env)[number];
export type State = (typeof stateWords.is)[number];

/** What a search looks at; asked only for what it names. */
export interface SearchedFlag {
  readonly flag: FlagDefinition;
  is(state: State): boolean;
  isIn(environment: string, state: StateIn): boolean;
}

/** A search as it was read. */
export interface FlagSearchWords {
  matches(flag: SearchedFlag): boolean;
  /** Whether it asks for archived flags, which are left out otherwise. */
  readonly isOfArchived: boolean;
  /** What is no word of a search, each explained in a sentence. */
  readonly unknown: readonly string[];
}

type Test = (flag: SearchedFlag) => boolean;
type Read = Test | { readonly unknown: string };

const kinds: readonly FlagDefinition['kind'][] = ['release', 'experiment', 'operational', 'permission'];
const fields = ['env', 'is', 'tag', 'module', 'owner', 'kind'] as const;

/**
 * Reads what somebody typed: words that name, key, module, tags or owner contain, and `tag:`, `module:`, `owner:`, `kind:`,
 * `is:` and `env:`, which a state may follow (`env:prod on`). All of them hold. Quotes keep spaces, and a colon, together.
 */
export function readSearch(search: string, environments: readonly string[]): FlagSearchWords {
  const words = search.toLowerCase().match(/(?:[^\s"]+|"[^"]*"?)+/g) ?? [];
  const tests: Test[] = [];
  const unknown: string[] = [];
  let isOfArchived = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const state = stateWords.env.find((each) => each === words[index + 1]);
    const isOfState = word.startsWith('env:') && state !== undefined;
    const read = readWord(word, isOfState ? state : undefined, environments);
    if (isOfState) index++;
    isOfArchived ||= word === 'is:archived';
    if (typeof read === 'function') tests.push(read);
    else unknown.push(read.unknown);
  }
  return { matches: (flag) => tests.every((test) => test(flag)), isOfArchived, unknown };
}

function readWord(word: string, state: StateIn | undefined, environments: readonly string[]): Read {
  const [, name, value = ''] = /^([a-z-]+):(.*)$/s.exec(word) ?? [];
  const text = (name === undefined ? word : value).replaceAll('"', '').trim();
  const field = fields.find((each) => each === name);
  if (name === undefined) return (found) => textsOf(found.flag).some((each) => each.includes(text));
  if (!field) {
    const list = fields.map((each) => `${each}:`).join(', ');
    return {
      unknown: `“${name}:” is no word of the search. It takes ${list}; put "${word}" in quotes to find that text.`,
    };
  }
  if (text === '')
    return { unknown: `Write what ${field}: looks for right behind it, like ${examples[field]}.` };
  return readers[field](text, state, environments);
}

const examples: Readonly<Record<(typeof fields)[number], string>> = {
  ...{ env: 'env:prod on', is: 'is:stale', tag: 'tag:checkout' },
  ...{ module: 'module:payments', owner: 'owner:mira', kind: 'kind:release' },
};

type Reader = (text: string, state: StateIn | undefined, environments: readonly string[]) => Read;

const readers: Readonly<Record<(typeof fields)[number], Reader>> = {
  tag:
    (text) =>
    ({ flag }) =>
      flag.tags.some((tag) => tag.toLowerCase() === text),
  module:
    (text) =>
    ({ flag }) =>
      flag.module.toLowerCase().includes(text),
  owner:
    (text) =>
    ({ flag }) =>
      flag.owner?.name.toLowerCase().includes(text) ?? false,
  kind: (text) =>
    kinds.some((kind) => kind.includes(text))
      ? ({ flag }) => flag.kind.includes(text)
      : { unknown: `There is no kind “${text}”. kind: takes ${kinds.join(', ')}.` },
  is: (text) => {
    const state = stateWords.is.find((each) => each === text);
    return state
      ? (found) => found.is(state)
      : { unknown: `“is:${text}” means nothing here. is: takes ${stateWords.is.join(', ')}.` };
  },
  env: (text, state, environments) => {
    const environment = environments.find((each) => each.toLowerCase() === text);
    if (environment === undefined)
      return { unknown: `There is no environment “${text}”. env: takes ${environments.join(', ')}.` };
    return (found) => (state ? found.isIn(environment, state) : !found.isIn(environment, 'not-set-up'));
  },
};

function textsOf({ name, key, module, owner, tags }: FlagDefinition): string[] {
  return [name, key, module, owner?.name ?? '', ...tags].map((text) => text.toLowerCase());
}
