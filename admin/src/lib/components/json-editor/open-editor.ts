import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { Compartment, EditorState, StateEffect } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { formTexts } from '#lib/texts/form.ts';
import { checkJson } from './check-json.ts';
import type { JsonCheck } from './check-json.ts';

interface Options {
  readonly text: string;
  /** ARIA attributes of what is edited: its name, and what describes it. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly check: JsonCheck;
  readonly change: (text: string) => void;
  /** Receives what is wrong, with its line, or undefined once nothing is. */
  readonly find: (wrong: string | undefined) => void;
}

/** An editor of JSON on a page. */
export interface JsonEditor {
  /** Shows another text, unless it is this one. */
  readonly show: (text: string) => void;
  readonly checkBy: (check: JsonCheck) => void;
  readonly describe: (attributes: Readonly<Record<string, string>>) => void;
  readonly focus: (at?: number) => void;
  readonly close: () => void;
}

const checkAnew = StateEffect.define();
const isCheckedAnew = ({ transactions }: ViewUpdate) =>
  transactions.some(({ effects }) => effects.some((effect) => effect.is(checkAnew)));

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--color-accent)' },
  { tag: tags.string, color: 'var(--color-on)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--color-hue-violet)' },
  { tag: tags.invalid, color: 'var(--color-danger)' },
]);

const looks = EditorView.theme({
  '&': { color: 'var(--color-text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.25rem',
    maxHeight: '26rem',
    overflow: 'auto',
  },
  '.cm-content': { padding: '0', caretColor: 'var(--color-text)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--color-text)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-accent-bg)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--color-danger)',
  },
  '.cm-tooltip': {
    color: 'var(--color-text)',
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-control)',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--color-danger)' },
});

/**
 * Opens an editor of JSON, which marks where its text is wrong. Tab goes on to the next field, as everywhere on the page; what is
 * indented is indented by Ctrl and ].
 */
export function openEditor(parent: HTMLElement, options: Options): JsonEditor {
  let { check } = options;
  const attributes = new Compartment();
  const describedBy = (given: Options['attributes']) => EditorView.contentAttributes.of(given);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''),
        history(),
        indentOnInput(),
        bracketMatching(),
        json(),
        syntaxHighlighting(colours),
        looks,
        EditorView.lineWrapping,
        keymap.of([...defaultKeymap, ...historyKeymap]),
        attributes.of(describedBy(options.attributes)),
        linter(find, { delay: 150, needsRefresh: isCheckedAnew }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.change(update.state.doc.toString());
        }),
      ],
    }),
  });

  function find({ state }: EditorView) {
    const wrong = checkJson(state, check);
    options.find(wrong && formTexts.json.line(state.doc.lineAt(wrong.from).number, wrong.message));
    return wrong ? [wrong] : [];
  }

  return {
    show(text) {
      const now = view.state.doc.toString();
      const next = text.replace(/\r\n?/g, '\n');
      if (next !== now) view.dispatch({ changes: { from: 0, to: now.length, insert: next } });
    },
    checkBy(next) {
      check = next;
      view.dispatch({ effects: checkAnew.of(null) });
    },
    describe(given) {
      view.dispatch({ effects: attributes.reconfigure(describedBy(given)) });
    },
    focus(at) {
      view.focus();
      if (at !== undefined) view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) } });
    },
    close: () => view.destroy(),
  };
}
