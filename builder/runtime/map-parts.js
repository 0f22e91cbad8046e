/** What `roleMap` gives, in the order in which it is read: parts of the role, each with its questions. */

import { LINE } from "./rolemap.js";

/** Constructs, each with what is asked of it and shown of it, and with its parallel questions. */
export function partsOf(family, map) {
  const parts = [];
  family.rows.forEach((row, place) => {
    const laid = { ...row, ...map.rows[place] };
    if (row.kind === "construct") parts.push({ ...laid, questions: [] });
    else parts.at(-1).questions.push({ ...laid, part: parts.at(-1).title });
  });
  return parts;
}

/** Parts that can be compared, and those of their questions in which views are far apart though in the part as a whole they are not. */
export function notable(parts) {
  const hidden = (part) => (isFar(part) ? [] : part.questions.filter(isFar));
  return parts.flatMap((part) => [part, ...hidden(part)]).filter(({ difference }) => difference);
}

/** Parts of which all views are close, and below the middle of the line: nobody is apart, and it may still be a place to begin. */
export function low(parts) {
  const below = ({ at = 0 }) => at < LINE / 2;
  return parts.filter(({ difference, cells }) => difference?.tag === "close" && Object.values(cells).every(below));
}

/** Rows in which somebody who is shown had no answer to give, those of most views first. A blank is not told apart from haste. */
export function unanswered(parts) {
  const without = (row) => Object.values(row.cells).filter(({ state, out }) => out || state === "unanswered").length;
  const rows = parts.flatMap((part) => [part, ...part.questions]).filter(without);
  return rows.sort((a, b) => without(b) - without(a));
}

/** The furthest apart first; what cannot be compared last. */
export function furthest(rows) {
  return [...rows].sort((a, b) => size(b) - size(a));
}

const size = ({ difference }) => difference?.size ?? -1;
const isFar = ({ difference }) => difference?.tag === "far";
