import { explain } from '@hoist/core';
import type { Wording } from '@hoist/core';
import { describeExplanation, describeResolution } from '@hoist/core/words';
import type { StepWords } from '@hoist/core/words';
import { findOnOff } from '#lib/forms/setting/flag-shape.ts';
import { readPerson } from '#lib/forms/setting/person.ts';
import type { PersonDraft } from '#lib/forms/setting/person.ts';
import type { AdminContext } from '../context.ts';
import type { DraftTrial } from './compile-draft.ts';
import type { PreparedDraft } from './preview-setting.ts';
import { wordingOf } from './wording-of.ts';

/** What a draft answers about one person, or what is wrong with how the person is given. */
export type Tried =
  | {
      /** The version in words; undefined for none, so that the app's own default counts. */
      readonly gets: string | undefined;
      /** What came out, and why, in one sentence. */
      readonly answer: string;
      readonly steps: readonly StepWords[];
    }
  | { readonly wrong: string };

/** Asks a draft about a person, by the engine in this process: it takes no key, and nothing is counted. */
export function tryPerson(
  context: AdminContext,
  { place }: Pick<PreparedDraft, 'place'>,
  { after, person }: Pick<DraftTrial, 'after'> & { readonly person: PersonDraft },
): Tried {
  const read = readPerson(person);
  if ('wrong' in read) return read;
  const now = context.now();
  const { key } = place.definition;
  const explanation = explain(after, key, read.context, { now, rolloutNow: now });
  const wording = wordingOf(context, place.definition, place.definitions);
  const onOff = findOnOff(place.definition);
  const { variant } = explanation.resolution;
  return {
    gets: nameGot(variant, onOff, wording),
    answer: describeResolution(explanation.resolution, wording),
    steps: describeExplanation(explanation, wording),
  };
}

function nameGot(
  variant: string | undefined,
  onOff: ReturnType<typeof findOnOff>,
  { names }: Wording,
): string | undefined {
  if (variant === undefined) return undefined;
  if (variant === onOff?.on) return 'On';
  return variant === onOff?.off ? 'Off' : names('variant', variant);
}
