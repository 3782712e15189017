import { describe, expect, it } from 'vitest';
import { readPreferences, toThemeAttribute } from './preferences.ts';

const cookies = (values: Readonly<Record<string, string>>) => ({ get: (name: string) => values[name] });

describe('readPreferences', () => {
  it('follows the system and opens the sidebar until somebody chooses', () => {
    expect(readPreferences(cookies({}))).toEqual({ theme: 'system', sidebar: 'open' });
  });

  it('reads what was chosen and nothing else', () => {
    expect(readPreferences(cookies({ hoist_theme: 'dark', hoist_sidebar: 'collapsed' }))).toEqual({
      theme: 'dark',
      sidebar: 'collapsed',
    });
    expect(readPreferences(cookies({ hoist_theme: '"><script>', hoist_sidebar: '1' }))).toEqual({
      theme: 'system',
      sidebar: 'open',
    });
  });
});

describe('toThemeAttribute', () => {
  it('leaves the choice to the system where nobody made one', () => {
    expect(toThemeAttribute('system')).toBe('');
    expect(toThemeAttribute('dark')).toBe('data-theme="dark"');
  });
});
