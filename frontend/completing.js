// What can be written next: words of the ontology by either name, bodies by any name, prefixes, variables, keywords.
import { snippetCompletion } from "@codemirror/autocomplete";

const KEYWORDS = `SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH EXISTS ORDER BY GROUP HAVING LIMIT OFFSET
  ASK CONSTRUCT DESCRIBE PREFIX COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT LANG STR CONTAINS STRSTARTS REGEX BOUND COALESCE IF`;
const WORD = /[?$]?[\p{L}\p{N}_:-]+/u;

function called(term, type, language) {
  const other = language === "en" ? "zh" : "en";
  const options = [{ label: term.name, detail: term[language] || term[other], type }];
  for (const name of [term.zh, term.en]) if (name) options.push({ label: name, detail: term.name, apply: term.name, type });
  return options;
}

function body(one, language) {
  const names = [...new Set([one.zh, ...one.aliases, one.en])];
  const official = language === "en" ? one.en : one.aliases[0] ?? one.zh;
  return names.map((label) => ({ label, detail: label === official ? "" : official, boost: label === one.zh ? 9 : 0, apply: `<${one.reference}>`, type: "constant" }));
}

function options(words, language) {
  return [
    ...words.classes.flatMap((term) => called(term, "class", language)),
    ...words.properties.flatMap((term) => called(term, "property", language)),
    ...words.roles.flatMap((term) => called(term, "enum", language)),
    ...words.organizations.flatMap((one) => body(one, language)),
    ...Object.entries(words.prefixes).map(([name, iri]) => ({ label: `${name}:`, detail: iri, type: "namespace" })),
    ...KEYWORDS.split(/\s+/).map((label) => ({ label, type: "keyword" })),
    snippetCompletion("OPTIONAL { ${} }", { label: "OPTIONAL { }", type: "keyword" }),
  ];
}

function variables(state, from) {
  const found = new Set();
  for (const [name] of state.doc.toString().matchAll(/[?$][\p{L}\p{N}_]+/gu)) found.add(name);
  found.delete(state.sliceDoc(from, state.selection.main.head));
  return [...found].map((label) => ({ label, type: "variable" }));
}

export function completing(address, language) {
  let known;
  const asked = () => {
    known ??= fetch(address).then((answer) => answer.json()).then((words) => options(words, language)).catch(() => []);
    return known;
  };
  return async (context) => {
    const word = context.matchBefore(WORD);
    if (!word && !context.explicit) return null;
    const from = word ? word.from : context.pos;
    if (/^[?$]/.test(word?.text ?? "")) return { from, options: variables(context.state, from), validFor: WORD };
    return { from, options: await asked(), validFor: /^[\p{L}\p{N}_:-]*$/u };
  };
}
