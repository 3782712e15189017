import type { Sending } from './api.ts';

/** `sign-in` is the way there, a number the status of a refusal; `ok` is done, or stopped by what somebody else did first. */
export type Outcome = 'ok' | 'sign-in' | 401 | 403 | 410;

/** What anonymous, viewer, editor, publisher and administrator get. */
export type Outcomes = readonly [Outcome, Outcome, Outcome, Outcome, Outcome];

/** One route of {@link listRoutes}, asked as given, and what each role gets. */
export type RightsRow = readonly [route: string, path: string, outcomes: Outcomes, sending?: Sending];

/** Everybody gets it, signed in or not. */
export const everybody: Outcomes = ['ok', 'ok', 'ok', 'ok', 'ok'];
/** Nobody gets it: its link was used, or there is none. */
export const nobody: Outcomes = [410, 410, 410, 410, 410];
/** What the API answers, by the least role that may. */
export const api = {
  viewer: [401, 'ok', 'ok', 'ok', 'ok'],
  editor: [401, 403, 'ok', 'ok', 'ok'],
  publisher: [401, 403, 403, 'ok', 'ok'],
  admin: [401, 403, 403, 403, 'ok'],
} as const satisfies Record<string, Outcomes>;
/** What pages and their forms answer, by the least role that may. */
export const page = {
  viewer: ['sign-in', 'ok', 'ok', 'ok', 'ok'],
  editor: ['sign-in', 403, 'ok', 'ok', 'ok'],
  publisher: ['sign-in', 403, 403, 'ok', 'ok'],
  admin: ['sign-in', 403, 403, 403, 'ok'],
} as const satisfies Record<string, Outcomes>;

/** A form, as a browser sends it. */
export function form(fields: Readonly<Record<string, string>> = {}): Sending {
  return {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  };
}
