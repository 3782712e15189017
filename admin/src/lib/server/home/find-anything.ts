import type { AdminContext } from '../context.ts';
import { guides } from '../guides/guides.ts';
import { isGone } from '../publishing/archived.ts';
import { readDefinitions } from '../definitions/definitions.ts';

/** A search result with its address. */
export interface Found {
  readonly kind: 'flag' | 'segment' | 'page';
  readonly name: string;
  readonly detail: string;
  readonly href: string;
}

const mostFound = 12;

const pages: readonly Found[] = [
  { kind: 'page', name: 'Home', detail: 'What waits, what changed', href: '/' },
  { kind: 'page', name: 'Segments', detail: 'Groups of people', href: '/segments' },
  { kind: 'page', name: 'Feature flags', detail: 'Who gets what', href: '/flags' },
  { kind: 'page', name: 'Insights', detail: 'What is asked and answered', href: '/insights' },
  { kind: 'page', name: 'History', detail: 'Who changed what, and when', href: '/history' },
  { kind: 'page', name: 'Compare environments', detail: 'What differs', href: '/compare' },
  { kind: 'page', name: 'Flags by region', detail: 'What Brazil does not have', href: '/regions' },
  { kind: 'page', name: 'Environments', detail: 'Where flags have settings', href: '/settings/environments' },
  { kind: 'page', name: 'Keys', detail: 'For apps and relays', href: '/settings/keys' },
  { kind: 'page', name: 'Regions', detail: 'Where people are', href: '/settings/regions' },
  { kind: 'page', name: 'Bucket groups', detail: 'Flags that share people', href: '/settings/bucket-groups' },
  { kind: 'page', name: 'People', detail: 'Who may do what', href: '/settings/people' },
  { kind: 'page', name: 'API tokens', detail: 'For machines', href: '/settings/tokens' },
  { kind: 'page', name: 'Plugins', detail: 'Operators and strategies', href: '/settings/plugins' },
  { kind: 'page', name: 'Relays', detail: 'What answers your apps', href: '/settings/relays' },
  { kind: 'page', name: 'Guides', detail: 'How everything works', href: '/docs' },
  { kind: 'page', name: 'Create a flag', detail: 'New', href: '/flags/new' },
  { kind: 'page', name: 'Create a segment', detail: 'New', href: '/segments/new' },
];

const guidePages: readonly Found[] = guides.map(({ key, title }) => ({
  kind: 'page',
  name: title,
  detail: 'Guide',
  href: `/docs/${key}`,
}));

/**
 * Finds pages, flags and segments whose name or key contains all words; those whose name begins with the text come
 * first. Reads memory only.
 */
export function findAnything(hoist: AdminContext, search: string): Found[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const { flags, segments } = readDefinitions(hoist.definitions);
  const matches = (...texts: readonly string[]) => {
    const text = texts.join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = [...pages, ...guidePages].filter(({ name, detail }) => matches(name, detail));
  for (const flag of flags.values()) {
    const { key, name } = flag;
    if (matches(name, key) && !isGone(hoist, 'flag', flag))
      found.push({ kind: 'flag', name, detail: key, href: `/flags/${key}` });
  }
  for (const segment of segments.values()) {
    const { key, name } = segment;
    if (matches(name, key) && !isGone(hoist, 'segment', segment))
      found.push({ kind: 'segment', name, detail: key, href: `/segments/${key}` });
  }
  const first = words[0] ?? '';
  const begins = ({ name }: Found) => (name.toLowerCase().startsWith(first) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, mostFound);
}
