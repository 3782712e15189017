import { rolloutGrace } from '@hoist/core';
import { toInstantText } from '@hoist/plugins/calendar';
import { fail } from '@sveltejs/kit';
import { historyTexts } from '#lib/texts/history.ts';
import type { AdminContext } from '../context.ts';
import { askPast } from '../history/ask-past.ts';
import type { PastAnswer } from '../history/ask-past.ts';
import { attempt, refuseFields } from './attempt.ts';
import { textOf } from './form-text.ts';

/** The form that asks what somebody got, as it was sent. */
interface PastQuestion {
  readonly id: string;
  readonly attributes: string;
  /** What clocks of the zone showed: `2026-03-30T09:00`, or with seconds. */
  readonly at: string;
  readonly zone: string;
}

/** What was asked, and what was found. */
export interface PastAsked {
  readonly question: PastQuestion;
  /** The moment, in ms since the Unix epoch. */
  readonly instant?: number;
  readonly answer?: PastAnswer;
  /** What is wrong with the fields, by name. */
  readonly wrongs: Readonly<Record<string, string>>;
  /** For how long a host goes on with a rollout out of contact, in minutes. */
  readonly graceMinutes: number;
}

/** Answers what somebody got at a moment; nothing is counted, and whatever was typed comes back. */
export async function askPastByForm(hoist: AdminContext, flag: string, form: FormData) {
  const environment = textOf(form, 'environment');
  const question: PastQuestion = {
    id: textOf(form, 'personId'),
    attributes: textOf(form, 'personAttributes'),
    at: textOf(form, 'at'),
    zone: textOf(form, 'zone'),
  };
  const base = { question, wrongs: {}, graceMinutes: rolloutGrace / 60_000 };
  const instant = readInstant(question);
  if ('wrongs' in instant) {
    const asked: PastAsked = { ...base, wrongs: instant.wrongs };
    return fail(422, { environment, asked, refusal: refuseFields(instant.wrongs) });
  }
  let asked: PastAsked = { ...base, instant: instant.at };
  const refusal = await attempt(async () => {
    const person = { name: '', id: question.id, attributes: question.attributes };
    const answer = await askPast(hoist, { flag, environment, at: instant.at, person });
    const wrong = answer.outcome === 'answered' && 'wrong' in answer.tried ? answer.tried.wrong : undefined;
    asked = { ...asked, answer, wrongs: wrong === undefined ? {} : { personAttributes: wrong } };
  });
  if (refusal) return fail(refusal.status, { environment, asked, refusal });
  return { environment, asked };
}

function readInstant({ at, zone }: PastQuestion): { readonly at: number } | Pick<PastAsked, 'wrongs'> {
  const texts = historyTexts.past;
  if (toInstantText('2026-01-01T00:00', zone) === undefined)
    return { wrongs: { zone: texts.wrongZone(zone) } };
  const [, minute = '', second = '0'] = /^([^:]*:\d\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(at) ?? [];
  const begun = toInstantText(minute, zone);
  if (begun === undefined) return { wrongs: { at: texts.wrongTime } };
  return { at: Date.parse(begun) + Number(second) * 1_000 };
}
