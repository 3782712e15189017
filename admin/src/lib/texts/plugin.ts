import { plural } from '../words.ts';

const names: Readonly<Record<string, string>> = {
  actual: 'Attribute',
  operand: 'Value',
  segments: 'Segments of the person',
  now: 'Time',
  params: 'Settings',
  salt: 'Salt',
  context: 'Person',
};

/** The words of the page of plugins. */
export const pluginTexts = {
  text: 'What conditions and rollouts can use here. HOIST_PLUGINS adds more, in the admin and in every relay.',
  operators: {
    title: 'Targeting operators',
    text: 'How a condition compares an attribute of a person. A missing attribute never matches, negated or not.',
  },
  strategies: {
    title: 'Rollout strategies',
    text: 'How the people of a rule are divided, and how that grows.',
  },
  row: {
    added: 'Added here',
    examples: (count: number) => plural(count, 'example'),
    examplesOf: (name: string) => `Examples of ${name}`,
    given: 'Given',
    result: 'Result',
    names,
  },
} as const;
