/** The role charter: what is on the page <-> what is in a file. See `schemas/charter.schema.json`. */

import { filled, isDay, LANGUAGE, LINE, readAs, trimmed } from "./agreement.js";
import { list, record, text } from "./shape.js";

const KIND = "roleclarity-charter-";
const LINES = list(LINE, 60);

/** The boxes, in the order of the page. */
export const BOXES = ["functions", "not_role", "setting", "call", "together", "good_work", "people_view", "open"];

const isCharter = record(["format", "boxes"], {
  format: text(/^roleclarity-charter-1$/),
  language: LANGUAGE,
  team: LINE,
  made: isDay,
  again: isDay,
  boxes: record([], Object.fromEntries(BOXES.map((box) => [box, LINES]))),
  engine: text(/^[^\n\r]*\S[^\n\r]*$/, 80),
});

/** The charter in a text; raises Refused. */
export function readCharter(file) {
  return readAs(KIND, isCharter, file);
}

/** A state without blank lines, as it is shown, saved and compared. */
export function writtenCharter({ fields, lists }) {
  const clean = (items) => items.map((item) => ({ text: trimmed(item.text) })).filter((item) => item.text);
  return {
    fields: { ...fields, team: trimmed(fields.team) },
    lists: Object.fromEntries(Object.entries(lists).map(([name, items]) => [name, clean(items)])),
  };
}

/** What the file holds. */
export function charterOf(state, { language, engine }) {
  const { fields, lists } = writtenCharter(state);
  const boxes = BOXES.filter((box) => lists[box].length).map((box) => [box, lists[box].map((item) => item.text)]);
  return { format: `${KIND}1`, language, ...filled(fields), boxes: Object.fromEntries(boxes), engine };
}

/** What the page holds after such a file was opened. */
export function stateOfCharter({ team = "", made = "", again = "", boxes }) {
  const items = (box) => (boxes[box] ?? []).map((line) => ({ text: line }));
  return { fields: { team, made, again }, lists: Object.fromEntries(BOXES.map((box) => [box, items(box)])) };
}
