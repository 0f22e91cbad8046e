/** A charter -> Markdown, or plain text for a job description. What people wrote stays text in every reader. Imports nothing. */

const ENTITIES = /[&<~|$@]|:(?=\/\/)/g; // tags, and what some readers make links, tables or formulas of
const ADDRESS = /\b(www)\./gi;
const SIGNS = /[\\`*_{}[\]]/g;
const START = /^(\d+(?=[.)])|)([-+#>.)])/; // at the start of a line: lists, headings, quotations

/** A line of text as Markdown that shows the same text. */
export function escaped(line) {
  const signs = line.replace(ENTITIES, (sign) => `&#${sign.codePointAt()};`).replace(SIGNS, "\\$&").replace(ADDRESS, "$1&#46;");
  return signs.replace(START, "$1\\$2");
}

/** `title` and `facts` are lines, `boxes` holds {title, lines}; boxes without lines are left out. */
export function asMarkdown({ title, facts, boxes }) {
  const parts = boxes.filter(({ lines }) => lines.length).map((box) => [`## ${escaped(box.title)}`, "", ...box.lines.map((line) => `- ${escaped(line)}`)]);
  return [[`# ${escaped(title)}`], facts.map((fact) => `${escaped(fact)}  `), ...parts].map((part) => part.join("\n")).join("\n\n") + "\n";
}

/** Without signs that mean anything: for forms that take text alone. */
export function asText({ title, facts, boxes }) {
  const parts = boxes.filter(({ lines }) => lines.length).map((box) => [box.title, ...box.lines.map((line) => `- ${line}`)]);
  return [[title], facts, ...parts].map((part) => part.join("\n")).join("\n\n") + "\n";
}
