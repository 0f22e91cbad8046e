/** Everything that the map shows as one table: on the page, and as a file for a spreadsheet. */

import { csvOf } from "./csv.js";
import { nameOf, peopleOf, saysOf, tagOf } from "./map-say.js";
import { words } from "./map-words.js";
import { element, plain } from "./words.js";

/** The table of all parts and questions. */
export function tableOf(family, parts, rule, setting) {
  const table = element("table", element("caption", plain(words.caption, { setting })));
  table.className = "rk-table";
  const head = ["part", "question"].map((name) => words.columns[name]).join(" / ");
  table.append(element("thead", lineOf("col", [head, ...viewNames(family), words.columns.difference])), element("tbody"));
  for (const row of rowsOf(parts)) {
    const line = lineOf("row", [row.title, ...cellsOf(family, row, rule)]);
    if (row.part) line.dataset.question = "";
    table.tBodies[0].append(line);
  }
  return table;
}

/** The same as text for a file. */
export function csvOfMap(family, parts, rule, setting) {
  const { part, question, difference, setting: where } = words.columns;
  const lines = rowsOf(parts).map((row) => [row.part ?? row.title, row.part ? row.title : "", ...cellsOf(family, row, rule), setting]);
  return csvOf([[part, question, ...viewNames(family), difference, where], ...lines]);
}

function rowsOf(parts) {
  return parts.flatMap((part) => [part, ...part.questions]);
}

function viewNames(family) {
  return family.perspectives.map((view) => nameOf(view, {}));
}

function cellsOf(family, row, rule) {
  const views = family.perspectives.map((view) => {
    if (!Object.hasOwn(row.cells, view)) return words.not_asked;
    return [peopleOf(row.cells[view], rule), saysOf(family, row, view)].filter(Boolean).join("; ");
  });
  return [...views, words.tags[tagOf(row)]];
}

function lineOf(scope, [first, ...others]) {
  const head = element("th", first);
  head.scope = scope;
  const cells = others.map((text) => element(scope === "col" ? "th" : "td", text));
  if (scope === "col") for (const cell of cells) cell.scope = scope;
  return element("tr", head, ...cells);
}
