import { listOf, plural, wholeNumber } from './words.ts';

interface Seen {
  readonly kind: string;
}

const pressing: readonly string[] = ['restored', 'relay', 'pending', 'paused'];

/** What the list below it holds, in words: what presses, what can be tidied up, what grows by itself. */
export function describeHome(items: readonly Seen[], growing: number): string {
  const urgent = items.filter(({ kind }) => pressing.includes(kind)).length;
  const later = items.filter(({ kind }) => kind === 'finished' || kind === 'unused').length;
  const sentences = [
    ...(urgent > 0 ? [`${plural(urgent, 'thing')} ${urgent === 1 ? 'needs' : 'need'} you now`] : []),
    ...(later > 0 ? [`${plural(later, 'thing')} can be finished or cleaned up`] : []),
    ...(growing > 0
      ? [`${wholeNumber(growing)} ${growing === 1 ? 'rollout is' : 'rollouts are'} growing`]
      : []),
  ];
  return sentences.length === 0 ? 'Nothing needs you now.' : `${listOf(sentences)}.`;
}
