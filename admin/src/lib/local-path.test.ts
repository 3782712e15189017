import { describe, expect, it } from 'vitest';
import { localPath } from './local-path.ts';

describe('localPath', () => {
  it('keeps a path and its query', () => {
    expect(localPath('/flags/a?env=dev')).toBe('/flags/a?env=dev');
  });

  it.each([
    null,
    '',
    'flags',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    '/%2E%2e//evil.example',
    '/.\t//evil.example',
    '/./\\evil.example',
    '/flags/../..//evil.example/a',
  ])('never leads elsewhere: %j', (value) => {
    expect(localPath(value)).toMatch(/^\/(evil\.example)?$/);
  });
});
