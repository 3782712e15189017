import { log } from './log.ts';

/** The security events in the log. No field ever contains a password, cookie, key or e-mail address. */
export type SecurityEvent =
  | 'signed in'
  | 'sign-in failed'
  | 'signed out'
  | 'administrator made'
  | 'password set'
  | 'person changed'
  | 'link made'
  | 'sessions ended'
  | 'token made'
  | 'token revoked'
  | 'refused'
  | 'key made'
  | 'key revoked';

/** Logs a security event as one line: who did what, from where. */
export function logSecurity(
  event: SecurityEvent,
  fields: Readonly<Record<string, string | undefined>>,
): void {
  const level = event === 'sign-in failed' || event === 'refused' ? 'warn' : 'info';
  log[level](fields, event);
}
