import { describe, expect, it } from 'vitest';
import { readPreferences, toThemeAttribute } from './preferences.ts';

const cookies = (values: Readonly<Record<string, string>>) => ({ get: (name: string) => values[name] });

describe('readPreferences', () => {
  it('follows the system and opens the sidebar until somebody chooses', () => {
    expect(readPreferences(cookies({}))).toEqual({ theme: 'system', sidebar: 'open', zone: 'UTC' });
  });

  it('reads what was chosen and nothing else', () => {
    const chosen = { hoist_theme: 'dark', hoist_sidebar: 'collapsed', hoist_zone: 'Europe/Berlin' };
    expect(readPreferences(cookies(chosen))).toEqual({
      theme: 'dark',
      sidebar: 'collapsed',
      zone: 'Europe/Berlin',
    });
    expect(
      readPreferences(cookies({ hoist_theme: '"><script>', hoist_sidebar: '1', hoist_zone: 'Mars' })),
    ).toEqual({
      theme: 'system',
      sidebar: 'open',
      zone: 'UTC',
    });
  });
});

describe('toThemeAttribute', () => {
  it('leaves the choice to the system where nobody made one', () => {
    expect(toThemeAttribute('system')).toBe('');
    expect(toThemeAttribute('dark')).toBe('data-theme="dark"');
  });
});
