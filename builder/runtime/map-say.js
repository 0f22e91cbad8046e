/** What the map shows, in words. Nothing here sees a person: all of it comes out of `roleMap`. */

import { words } from "./map-words.js";
import { LINE } from "./rolemap.js";
import { counted, plain } from "./words.js";

const EDGES = [0.15, 0.45, 0.55, 0.85]; // as for results: the middle is narrow, since "halfway" is a strong word
const TALLEST = 8; // dots on one another, above which a bar is easier to read

/** The name of a view, for one or for a group. */
export function nameOf(view, { state }) {
  return words.views[view][state === "alone" ? "one" : "other"];
}

/** How many people a cell or a group stands for, or why that is not shown. */
export function peopleOf(cell, rule) {
  if (cell.state === "alone") return counted(words.people, 1);
  if ("people" in cell) return counted(words.people, cell.people);
  return plain(words.states[rule.setting === null ? cell.state : `${cell.state}_here`], rule);
}

/** What a view says of a row; nothing where it is not shown. */
export function saysOf(family, row, view) {
  const cell = row.cells[view];
  if (cell.state === "alone" && !("at" in cell)) return cell.out ? plain(words.out, { label: outOf(family, view, cell.out) }) : words.blank;
  if (cell.state === "alone") return placeOf(row, cell.at);
  if (cell.state !== "group") return "people" in cell ? words.states[cell.state] : "";
  return [middleOf(row, cell), ...aroundOf(row, cell)].join("; ");
}

/** The same in few words: of a group, the middle alone. */
export function shortOf(family, row, view) {
  const cell = row.cells[view];
  return cell.state === "group" ? middleOf(row, cell) : saysOf(family, row, view);
}

function middleOf(row, { at }) {
  return plain(words.in_the_middle, { value: placeOf(row, at) });
}

function aroundOf(row, cell) {
  const parts = [];
  if (cell.answered < cell.people) parts.push(plain(words.answered, { count: cell.answered }));
  const half = halfOf(cell)?.map((at) => nearest(row, at));
  if (half) parts.push(plain(words.half[half[0] === half[1] ? "one" : "other"], { low: half[0], high: half[1] }));
  return parts;
}

/** Where the middle half of a group lies, if its dots would be too many to read. */
export function halfOf({ middle, dots = [] }) {
  if (middle || !dots.some(([, count]) => count > TALLEST)) return middle;
  const all = dots.flatMap(([at, count]) => Array(count).fill(at));
  const quarter = Math.floor((all.length - 1) / 4);
  return [all[quarter], all[all.length - 1 - quarter]];
}

/** Both ends of a difference, each with its view, in the order in which views always stand. */
export function endsOf(row) {
  if (!row.difference) return "";
  const { low, high, size } = row.difference;
  const value = (view) => placeOf(row, row.cells[view].at);
  if (!size) return plain(words.same, { value: value(low[0]) });
  const ends = row.perspectives.filter((view) => low.includes(view) || high.includes(view));
  return ends.map((view) => plain(words.side, { view: nameOf(view, row.cells[view]), value: value(view) })).join("; ");
}

/** The name of the distance between views. */
export function tagOf({ difference }) {
  return difference?.tag ?? "none";
}

/** One question about next time, fit for the number of people. */
export function questionOf(row) {
  const tag = tagOf(row);
  if (tag === "close" || tag === "none") return words.ask[tag];
  const shown = Object.values(row.cells).filter((cell) => "at" in cell);
  return words.ask[shown.length === 2 && shown.every(({ state }) => state === "alone") ? "both" : "everyone"];
}

/** A place on the line in the words of the nearest answer. */
function placeOf(row, at) {
  if (!row.labels.length) return nearest(row, at);
  const [[place, label], next] = byDistance(row, at);
  if (place === at) return plain(words.exact, { label });
  if (next && Math.abs(next[0] - at) === Math.abs(place - at)) return plain(words.between, { low: label, high: next[1] });
  return plain(words.closest, { label });
}

function nearest(row, at) {
  if (row.labels.length) return plain(words.exact, { label: byDistance(row, at)[0][1] });
  return plain(words.zones[EDGES.filter((edge) => at / LINE > edge).length], row);
}

function byDistance({ labels }, at) {
  const distance = ([place]) => Math.abs(place - at);
  return [...labels].sort((a, b) => distance(a) - distance(b) || a[0] - b[0]);
}

function outOf(family, view, out) {
  const form = Object.values(family.forms).find(({ perspective, outs }) => perspective === view && Object.hasOwn(outs, out));
  return form?.outs[out] || (words.opt_outs[out] ?? out);
}
