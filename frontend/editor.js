// The editor of queries: it stands in the place of the text field, and what is typed goes into the field as well.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { completing } from "./completing.js";

// The grammar leaves names with a prefix without a colour.
const language = SparqlLanguage.configure({ props: [styleTags({ "PrefixedName/...": tags.propertyName })] });

// Colours are those of the style sheet, light and dark; each is readable on the paper and on the line that is active.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.string, tags.annotation], color: "var(--good)" },
  { tag: [tags.url, tags.namespace, tags.propertyName, tags.typeName], color: "var(--warn)" },
  { tag: [tags.number, tags.bool], color: "var(--bad)" },
  { tag: tags.comment, color: "var(--soft)" },
]);

const FONT = '"Cascadia Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace';
const looks = EditorView.theme({
  "&": { border: "1px solid var(--soft)", borderRadius: "3px", backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: ".9rem" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: FONT, lineHeight: "1.5", minHeight: "18rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--tint)", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--tint)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--participant)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "inherit" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--lead)", color: "var(--on-lead)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "inherit" },
});

function run(field) {
  return () => {
    field.form.requestSubmit();
    return true;
  };
}

function begin(field) {
  const label = document.querySelector(`label[for="${field.id}"]`);
  const view = new EditorView({
    parent: field.parentElement,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        EditorView.cspNonce.of(field.dataset.nonce),
        keymap.of([{ key: "Ctrl-Enter", mac: "Cmd-Enter", run: run(field), preventDefault: true }, { key: "Ctrl-Enter", run: run(field) }]),
        // No key is taken for Tab: it leaves the editor.
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        EditorView.lineWrapping, new LanguageSupport(language), syntaxHighlighting(colours), looks,
        autocompletion({ override: [completing(field.dataset.vocabulary, field.dataset.language)] }),
        EditorView.contentAttributes.of({ "aria-label": label.textContent, "aria-describedby": "keys", spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
      ],
    }),
  });
  field.before(view.dom);
  field.hidden = true;
  field.required = false;
  label.addEventListener("click", () => view.focus());
  document.getElementById("keys").hidden = false;
  const line = Number(field.dataset.line);
  if (line >= 1 && line <= view.state.doc.lines) {
    const start = view.state.doc.line(line);
    const anchor = Math.min(start.to, start.from + Number(field.dataset.column) - 1);
    view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor) });
    view.focus();
  }
}

begin(document.getElementById("query"));
