import { Marked } from 'marked';
import type { Tokens } from 'marked';
import { guides } from './guides.ts';
import type { Guide } from './guides.ts';
import { toHeadingIds } from './heading-ids.ts';

const pictures = import.meta.glob<string>('../../../../../docs/pictures/guide-*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});
const keys = new Set(guides.map(({ key }) => key));
const rendered = new Map<string, string>();

/** Renders a guide as HTML, once. Guides come with Hoist, so what they hold is trusted. */
export function renderGuide(guide: Guide): string {
  let html = rendered.get(guide.key);
  if (html === undefined) {
    html = render(guide);
    rendered.set(guide.key, html);
  }
  return html;
}

function render({ text }: Guide): string {
  const idOf = toHeadingIds();
  let regions = 0;
  // What scrolls has to be reached by the keyboard, and every region has a name of its own.
  const scroll = (what: string, html: string) =>
    `<div class="wide" role="region" aria-label="${what} ${++regions}" tabindex="0">${html}</div>`;
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const html = this.parser.parseInline(tokens);
        return `<h${depth} id="${idOf(this.parser.parseInline(tokens, this.parser.textRenderer))}">${html}</h${depth}>\n`;
      },
      code: ({ text: code }: Tokens.Code) => scroll('Code', `<pre><code>${escapeHtml(code)}</code></pre>`),
      link({ href, tokens }: Tokens.Link) {
        const html = this.parser.parseInline(tokens);
        const to = toAddress(href);
        return to === undefined ? html : `<a href="${to}">${html}</a>`;
      },
      image: ({ href, text: alt }: Tokens.Image) => toPicture(href, alt),
    },
  });
  const html = marked.parse(text, { async: false });
  return html.replaceAll(/<table>.*?<\/table>/gs, (table) => scroll('Table', table));
}

/** Where a link of a guide leads in the admin; undefined for files that come with the sources only. */
function toAddress(href: string): string | undefined {
  if (/^(https?:|#|\/)/.test(href)) return href;
  const [, key = '', hash = ''] = /^(?:\.\.\/|guides\/)?([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  return keys.has(key) ? `/docs/${key}${hash}` : undefined;
}

/** A picture in the theme of the page: `guide-segment-light.png` has a dark twin. */
function toPicture(href: string, alt: string): string {
  const name = href.slice(href.lastIndexOf('/') + 1);
  const urlOf = (file: string) => pictures[`../../../../../docs/pictures/${file}`] ?? '';
  const themes = ['light', 'dark'].map(
    (theme) =>
      `<img class="${theme}-only" src="${urlOf(name.replace('-light.', `-${theme}.`))}" alt="${escapeHtml(alt)}" loading="lazy">`,
  );
  return `<span class="picture">${themes.join('')}</span>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
