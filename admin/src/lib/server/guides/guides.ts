/** Who a guide is for, in the order of the list of guides. */
export const audiences = ['managers', 'developers', 'administrators', 'operators', 'authors'] as const;
type Audience = (typeof audiences)[number];

const guidesFor: Readonly<Record<Audience, readonly string[]>> = {
  managers: [
    'segments',
    'long-lists',
    'who-gets-a-flag',
    'release-step-by-step',
    'progressive-rollout',
    'regions',
    'history',
    'editing-a-flag',
    'archiving',
  ],
  developers: ['rest-api', 'server-provider', 'server-stream', 'problems', 'conformance'],
  administrators: ['administering', 'people-and-tokens', 'environments'],
  operators: [
    'running-relays',
    'mongodb',
    'behind-a-proxy',
    'restoring',
    'counting',
    'hostile-inputs',
    'benchmarks',
    'formats',
  ],
  authors: ['operators', 'rollouts', 'plugins'],
};

// Vite reads the call itself, so everything in it has to stand there.
const files = import.meta.glob<string>(
  ['../../../../../docs/guides/*.md', '../../../../../docs/{problems,formats}.md'],
  { query: '?raw', import: 'default', eager: true },
);
const textByKey = new Map(
  Object.entries(files).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -'.md'.length), text]),
);

/** A guide as it is written. */
export interface Guide {
  /** Its name in addresses: `/docs/who-gets-a-flag`. */
  readonly key: string;
  readonly audience: Audience;
  readonly title: string;
  /** Markdown, without the title. */
  readonly text: string;
}

/** All guides of `docs/`, by audience and in the order in which somebody new reads them. */
export const guides: readonly Guide[] = audiences.flatMap((audience) =>
  guidesFor[audience].map((key) => {
    const [title = '', text = ''] = (textByKey.get(key) ?? '').split(/\n(.*)/s);
    return { key, audience, title: title.replace(/^# /, ''), text };
  }),
);
