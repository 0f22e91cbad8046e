/** What the files of the charter and of the plan have in common. They are read as strictly as answers: they may be anybody's making. */

import { text } from "./shape.js";
import { readJson, Refused } from "./strict-json.js";

export const LINE = text(/^[^\n\r]*\S[^\n\r]*$/, 300);
export const LANGUAGE = text(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 40);
const DAY = text(/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/);

/** The data in a text whose format is of this kind and has this form; raises Refused. */
export function readAs(kind, isWhole, file) {
  const data = readJson(file);
  const format = typeof data?.format === "string" ? data.format : "";
  if (!format.startsWith(kind)) throw new Refused("kind");
  if (format !== `${kind}1`) throw new Refused("newer");
  if (!isWhole(data)) throw new Refused("schema");
  return data;
}

/** A day that there is: no browser would show the 31st of February, and it would be lost without a word. */
export function isDay(value) {
  if (!DAY(value)) return false;
  const date = new Date(`${value}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** One line as it goes into a file. */
export function trimmed(value) {
  return value.trim();
}

/** Without what is empty, so that files hold what was written and nothing else. */
export function filled(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== "" && value !== false));
}
