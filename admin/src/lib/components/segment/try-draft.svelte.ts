import type { SegmentTrial } from '#lib/server/form-actions/try-segment-form.ts';
import { askDraft } from '../ask-draft.svelte.ts';

interface Answer extends Record<string, unknown> {
  readonly trial?: SegmentTrial;
}

/** Asks the draft that a form holds about the person that it names, while both are edited. */
export function createTrial(given: () => SegmentTrial | undefined) {
  let latest: SegmentTrial | undefined = $state.raw();
  const ask = askDraft<Answer>({ answered: (answer) => (latest = answer?.trial) });
  return {
    get answer() {
      return latest ?? given();
    },
    ask: (form: HTMLFormElement) => ask(form, '?/try'),
  };
}
