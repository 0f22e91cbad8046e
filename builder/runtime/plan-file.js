/** The action plan: what is on the page <-> what is in a file. See `schemas/plan.schema.json`. */

import { filled, isDay, LANGUAGE, LINE, readAs, trimmed } from "./agreement.js";
import { list, record, text } from "./shape.js";

const KIND = "roleclarity-plan-";
const ID = text(/^[0-9a-f]{12}$/);

const STEP = record(["what"], { id: ID, what: LINE, who: LINE, by: isDay, done: (value) => typeof value === "boolean" });
const isPlan = record(["format", "steps"], {
  format: text(/^roleclarity-plan-1$/),
  language: LANGUAGE,
  team: LINE,
  made: isDay,
  steps: list(STEP, 200),
  engine: text(/^[^\n\r]*\S[^\n\r]*$/, 80),
});

/** The plan in a text; raises Refused. */
export function readPlan(file) {
  return readAs(KIND, isPlan, file);
}

/** Tells one step from another in calendars, which take the same id for a change of the same step. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A state without steps that say nothing, as it is shown and saved. */
export function writtenPlan({ fields, lists: { steps } }) {
  const clean = steps.map((step) => ({ ...step, what: trimmed(step.what), who: trimmed(step.who) }));
  return { fields: { ...fields, team: trimmed(fields.team) }, lists: { steps: clean.filter((step) => step.what) } };
}

/** What the file holds. */
export function planOf(state, { language, engine }) {
  const { fields, lists } = writtenPlan(state);
  return { format: `${KIND}1`, language, ...filled(fields), steps: lists.steps.map(filled), engine };
}

/** What the page holds after such a file was opened. No two steps have one id, whatever the file says. */
export function stateOfPlan({ team = "", made = "", steps }) {
  const known = new Set();
  const idOf = (id) => (id && !known.has(id) && known.add(id) ? id : newId());
  const step = ({ id, what, who = "", by = "", done = false }) => ({ id: idOf(id), what, who, by, done });
  return { fields: { team, made }, lists: { steps: steps.map(step) } };
}
