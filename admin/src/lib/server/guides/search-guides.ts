import { marked } from 'marked';
import { guides } from './guides.ts';
import type { Guide } from './guides.ts';
import { toHeadingIds } from './heading-ids.ts';

/** A part of a guide, from one heading to the next. */
interface Section {
  readonly guide: Guide;
  /** Empty before the first heading. */
  readonly heading: string;
  readonly href: string;
  readonly text: string;
  readonly searched: string;
}

/** A part of a guide that was found, with what stands around the words. */
export interface FoundSection {
  readonly title: string;
  readonly heading: string;
  readonly href: string;
  readonly excerpt: string;
}

const mostFound = 20;
const excerptLength = 180;
let sections: readonly Section[] | undefined;

/** Finds the parts of guides that contain all words, those with a word in a title or heading first. */
export function searchGuides(search: string): FoundSection[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  sections ??= guides.flatMap(toSections);
  const found = sections.filter(({ searched }) => words.every((word) => searched.includes(word)));
  const rankOf = ({ guide, heading }: Section) => {
    const named = `${guide.title} ${heading}`.toLowerCase();
    return words.filter((word) => !named.includes(word)).length;
  };
  return found
    .sort((one, other) => rankOf(one) - rankOf(other))
    .slice(0, mostFound)
    .map(({ guide, heading, href, text }) => ({
      title: guide.title,
      heading,
      href,
      excerpt: excerptAround(text, words),
    }));
}

function toSections(guide: Guide): Section[] {
  const idOf = toHeadingIds();
  const parts = [{ heading: '', href: `/docs/${guide.key}`, texts: [''] }];
  for (const token of marked.lexer(guide.text)) {
    if (token.type === 'heading') {
      const heading = toPlainText(token.text as string);
      parts.push({ heading, href: `/docs/${guide.key}#${idOf(heading)}`, texts: [] });
    } else parts.at(-1)?.texts.push(toPlainText(token.raw));
  }
  return parts.map(({ heading, href, texts }) => {
    const text = texts.join(' ').replaceAll(/\s+/g, ' ').trim();
    return { guide, heading, href, text, searched: `${guide.title} ${heading} ${text}`.toLowerCase() };
  });
}

/** Markdown without its signs. */
function toPlainText(text: string): string {
  return text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^[\s>]*[-*|] ?|\||^-+$/gm, ' ')
    .replaceAll(/[`*]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function excerptAround(text: string, words: readonly string[]): string {
  const small = text.toLowerCase();
  const at = Math.max(0, ...words.map((word) => small.indexOf(word)));
  const start = at < excerptLength / 2 ? 0 : text.lastIndexOf(' ', at - excerptLength / 3) + 1;
  const end = text.indexOf(' ', start + excerptLength);
  const rest = end === -1 ? text.slice(start) : `${text.slice(start, end)} ...`;
  return start === 0 ? rest : `... ${rest}`;
}
