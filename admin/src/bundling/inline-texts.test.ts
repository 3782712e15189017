import { describe, expect, it } from 'vitest';
import { inline, writeRest } from './inline-texts.ts';

const homeTexts = {
  title: 'Home',
  first: {
    lead: 'You & "me" {now}',
    count: (count: number) => `${count} now`,
    plural: (count: number) => String(count),
    kinds: { flag: 'Flag' },
  },
};
const dictionaries = new Map([['homeTexts', homeTexts]]);
const script = (...lines: string[]) => `<script lang="ts">${lines.join(' ')}</script>`;

describe('a text that a component names', () => {
  it.each([
    ['<h1>{homeTexts.title}</h1>', '<h1>Home</h1>'],
    ['<h1>{homeTexts.title} {name}</h1>', '<h1>Home {name}</h1>'],
    ['<a title={homeTexts.title}>x</a>', '<a title="Home">x</a>'],
    ['<a title="{homeTexts.title}: {name}">x</a>', '<a title="Home: {name}">x</a>'],
    ['<Field label={homeTexts.title} />', '<Field label="Home" />'],
    ['<p>{homeTexts.first.lead}</p>', '<p>You &#38; &#34;me&#34; &#123;now&#125;</p>'],
    ['<p>{homeTexts.first.count(list.length)}</p>', '<p>{list.length} now</p>'],
    ['<Field label={homeTexts.first.count(data["all"])} />', '<Field label="{data["all"]} now" />'],
    ['<p>{isNew ? homeTexts.first.count(2) : name}</p>', '<p>{isNew ? `${2} now` : name}</p>'],
    ['<p>{homeTexts.first.count(homeTexts.title)}</p>', '<p>{homeTexts.first.count("Home")}</p>'],
    ['<p>{isNew ? homeTexts.title : name}</p>', '<p>{isNew ? "Home" : name}</p>'],
    ['<Crumb to={{ text: homeTexts.title }} />', '<Crumb to={{ text: "Home" }} />'],
    [script('const title = $derived(homeTexts.title);'), script('const title = $derived("Home");')],
    [
      `${script('const texts = homeTexts.first;')}<p>{texts.lead}</p>`,
      `${script('')}<p>You &#38; &#34;me&#34; &#123;now&#125;</p>`,
    ],
  ])('of %j is written into it', (source, written) => expect(inline(source, dictionaries)).toBe(written));

  it.each([
    '<p>{homeTexts.first.plural(2)}</p>',
    '<p>{list.map(homeTexts.first.count)}</p>',
    '<p>{homeTexts.first.kinds[kind]}</p>',
    `${script('const texts = homeTexts.first;')}<p>{texts.kinds[kind]}</p>`,
    '<Page {...homeTexts.first} />',
    '<p>{otherTexts.title} {page.homeTexts.title}</p>',
  ])('of %j stays where it is', (source) => expect(inline(source, dictionaries)).toBe(source));
});

describe('what is left of a dictionary', () => {
  it('are functions that are called, and groups that are looked into', () => {
    const rest = writeRest(homeTexts, 'homeTexts', ['homeTexts.first.count', 'homeTexts.first.kinds']);

    expect(rest).toBe('{ "first": { "count": (count) => `${count} now`, "kinds": { "flag": "Flag" } } }');
  });

  it('is nothing where every text is written where it is used', () =>
    expect(writeRest(homeTexts, 'homeTexts', [])).toBeUndefined());
});
