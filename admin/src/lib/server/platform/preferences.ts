import type { Cookies } from '@sveltejs/kit';
import { readZone } from '#lib/words.ts';

/** The theme of pages. */
export type Theme = 'system' | 'light' | 'dark';

/** A browser's preferences, kept in cookies so that pages are rendered with them. */
export interface Preferences {
  readonly theme: Theme;
  readonly sidebar: 'open' | 'collapsed';
  /** The browser's time zone, from a cookie that the page's script writes. */
  readonly zone: string;
}

const names = { theme: 'hoist_theme', sidebar: 'hoist_sidebar', zone: 'hoist_zone' } as const;
const year = 365 * 24 * 60 * 60;

/** Reads a browser's preferences from its cookies. */
export function readPreferences(cookies: Pick<Cookies, 'get'>): Preferences {
  return {
    theme: toTheme(cookies.get(names.theme)),
    sidebar: cookies.get(names.sidebar) === 'collapsed' ? 'collapsed' : 'open',
    zone: readZone(cookies.get(names.zone)),
  };
}

/** Stores the preferences that a form contains; leaves the others unchanged. */
export function writePreferences(cookies: Cookies, form: FormData): void {
  const options = { path: '/', maxAge: year, sameSite: 'lax', httpOnly: true } as const;
  if (form.has('theme')) cookies.set(names.theme, toTheme(form.get('theme')), options);
  if (form.has('sidebar')) {
    cookies.set(names.sidebar, form.get('sidebar') === 'collapsed' ? 'collapsed' : 'open', options);
  }
}

/** Returns the theme attribute for app.html; empty for the system's choice. */
export function toThemeAttribute(theme: Theme): string {
  return theme === 'system' ? '' : `data-theme="${theme}"`;
}

function toTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}
