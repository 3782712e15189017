import { describe, expect, it } from 'vitest';
import { findNameFault } from './name-fault.ts';

describe('findNameFault', () => {
  it.each(['acme:email-domain', 'acme-2:9'])('has nothing against %s', (name) => {
    expect(findNameFault(name)).toBeUndefined();
  });

  it('asks for a prefix where there is none', () => {
    expect(findNameFault('starts')).toBe(
      "needs a prefix of its own, like 'acme:starts', so that it never meets one of ours.",
    );
  });

  it.each([
    ['acme:Acme Post', 'acme:acme-post'],
    ['Acme Post', 'acme:acme-post'],
    ['acme:rollout:slow', 'acme:rollout-slow'],
    ['mine:', 'mine:mine'],
    ['', 'acme:mine'],
    ['ünïcode:ä', 'n-code:mine'],
  ])("says of '%s' what a name is made of, and offers %s", (name, offer) => {
    expect(findNameFault(name)).toBe(
      `needs a name of two words with a colon between, each of lower-case letters, digits and hyphens, like '${offer}'.`,
    );
    expect(findNameFault(offer)).toBeUndefined();
  });
});
