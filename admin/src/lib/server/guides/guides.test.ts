import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guides } from './guides.ts';
import { renderGuide } from './render-guide.ts';
import { searchGuides } from './search-guides.ts';

describe('guides', () => {
  it('are all listed once, with a title and a text', () => {
    const written = readdirSync(join(import.meta.dirname, '../../../../../docs/guides'));
    const listed = guides.map(({ key }) => key);
    expect(written.filter((name) => !listed.includes(name.replace('.md', '')))).toEqual([]);
    expect(new Set(guides.map(({ key }) => key)).size).toBe(guides.length);
    expect(guides.filter(({ title, text }) => title === '' || text.trim() === '')).toEqual([]);
  });

  it('lead to each other, and every link leads to a heading that is there', () => {
    const idsOf = (key: string) => {
      const guide = guides.find((each) => each.key === key);
      return guide && [...renderGuide(guide).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    };
    const wrong = guides.flatMap((guide) =>
      [...renderGuide(guide).matchAll(/<a href="(?:\/docs\/([\w-]+))?(?:#([^"]*))?">/g)].flatMap(
        ([link, key = guide.key, id]) => {
          const ids = idsOf(key);
          return ids && (id === undefined || ids.includes(id)) ? [] : [`${guide.key}: ${link}`];
        },
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('have no link to a file that people of the admin do not have, and every picture has its file', () => {
    const html = guides.map(renderGuide).join('\n');
    expect(html).not.toMatch(/href="(?!\/|#|https?:)/);
    expect(html).not.toMatch(/src=""/);
    expect(html).toMatch(/<img class="light-only" src="[^"]+\.png/);
  });

  it('explain every problem of the API under its code', () => {
    const problems = guides.find(({ key }) => key === 'problems');
    expect(problems && renderGuide(problems)).toContain('<h3 id="flag-not-found">');
  });
});

describe('a search', () => {
  it('finds the part that has all words, those with a word in the heading first', () => {
    const [first] = searchGuides('inviting somebody');
    expect(first).toMatchObject({ title: 'People and API tokens' });
    expect(searchGuides('protected ORDER environments')[0]?.href).toMatch(/^\/docs\/environments/);
    const excerpts = searchGuides('brazil').map(({ excerpt }) => excerpt.toLowerCase());
    expect(excerpts.length).toBeGreaterThan(0);
    expect(excerpts.every((excerpt) => excerpt.includes('brazil'))).toBe(true);
  });

  it('finds nothing for no words, and for words that no guide has', () => {
    expect(searchGuides('  ')).toEqual([]);
    expect(searchGuides('xylophone')).toEqual([]);
  });
});
