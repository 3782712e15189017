import { describe, expect, it } from 'vitest';
import { createMachineCheck } from './machine.ts';

describe('createMachineCheck', () => {
  const check = createMachineCheck('t'.repeat(43));

  it('knows the bootstrap token as an administrator', () => {
    expect(check(`Bearer ${'t'.repeat(43)}`)).toMatchObject({ id: 'token:bootstrap', role: 'admin' });
    expect(check(`bearer ${'t'.repeat(43)}`)?.role).toBe('admin');
  });

  it.each([
    null,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${'t'.repeat(43)}`,
    `Bearer ${'t'.repeat(42)}`,
    `Bearer ${'t'.repeat(43)} x`,
  ])('knows nobody by %j', (header) => {
    expect(check(header)).toBeUndefined();
  });
});
