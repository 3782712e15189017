import { log } from './log.ts';

/** What an audit of a log looks for. No password, cookie, key or e-mail address is ever a field's value. */
export type SecurityEvent =
  | 'signed in'
  | 'sign-in failed'
  | 'signed out'
  | 'administrator made'
  | 'refused'
  | 'key made'
  | 'key revoked';

/** Writes one line of the log: who did what, from where. */
export function logSecurity(
  event: SecurityEvent,
  fields: Readonly<Record<string, string | undefined>>,
): void {
  const level = event === 'sign-in failed' || event === 'refused' ? 'warn' : 'info';
  log[level](fields, event);
}
