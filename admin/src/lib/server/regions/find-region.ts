import { countryCodes } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { listRegionChoices, ownRegionGroup } from './list-region-choices.ts';

const countries: ReadonlySet<string> = new Set(countryCodes);

/** Finds a region by its code or its name as people type it: `br`, `Brazil`, `US-CA`, `EU`, `the EU`; undefined for any other. */
export function findRegion(hoist: AdminContext, text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const choices = listRegionChoices(hoist);
  const found =
    choices.find(({ key }) => key.toLowerCase() === typed) ??
    choices.find(({ name }) => name.toLowerCase() === typed && name !== ownRegionGroup);
  if (found) return found.key;
  const code = typed.toUpperCase();
  return /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code) && countries.has(code.slice(0, 2)) ? code : undefined;
}
