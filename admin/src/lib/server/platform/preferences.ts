import type { Cookies } from '@sveltejs/kit';
import { readZone } from '#lib/words.ts';

export type Theme = 'system' | 'light' | 'dark';

/** How one browser wants its pages; kept in cookies so that the first byte is right already. */
export interface Preferences {
  readonly theme: Theme;
  readonly sidebar: 'open' | 'collapsed';
  /** The time zone of the browser, which tells it by a cookie that it writes itself. */
  readonly zone: string;
}

const names = { theme: 'hoist_theme', sidebar: 'hoist_sidebar', zone: 'hoist_zone' } as const;
const year = 365 * 24 * 60 * 60;

export function readPreferences(cookies: Pick<Cookies, 'get'>): Preferences {
  return {
    theme: toTheme(cookies.get(names.theme)),
    sidebar: cookies.get(names.sidebar) === 'collapsed' ? 'collapsed' : 'open',
    zone: readZone(cookies.get(names.zone)),
  };
}

/** Keeps what a form names and leaves the rest. */
export function writePreferences(cookies: Cookies, form: FormData): void {
  const options = { path: '/', maxAge: year, sameSite: 'lax', httpOnly: true } as const;
  if (form.has('theme')) cookies.set(names.theme, toTheme(form.get('theme')), options);
  if (form.has('sidebar')) {
    cookies.set(names.sidebar, form.get('sidebar') === 'collapsed' ? 'collapsed' : 'open', options);
  }
}

/** The attribute that app.html carries: nothing for the system's own choice. */
export function toThemeAttribute(theme: Theme): string {
  return theme === 'system' ? '' : `data-theme="${theme}"`;
}

function toTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}
