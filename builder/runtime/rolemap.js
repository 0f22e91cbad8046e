/**
 * (family, people) -> role map: each view of the role beside the others, and nothing of a group that is too small to show.
 *
 * Twin of `builder/rolemap.py`, where the reasons stand: same names, same order, held equal by `tests/conformance`.
 */

import { exact, termValue } from "./scoring.js";
import { examine } from "./visibility.js";

export const LINE = 10000;
const ALONE = ["peer_specialist", "supervisor"];
const DOTS = 10;
const BARS = 31;
const SPREAD = 8;
const EIGHTH = LINE / 8;

/** What one response says: {perspective, setting, places: {row: place}, outs: {row: way out, "" for a blank}}. */
export function person(family, form, answers) {
  const known = family.forms[form];
  const questions = new Map(known.key.questions.map((question) => [question.id, question]));
  const { shown, answers: given } = examine(known.key, answers);
  const places = {};
  const outs = {};
  for (const row of family.rows) {
    const terms = (row.asked[form] ?? []).filter((term) => shown.includes(term.question));
    const found = placeOf(terms, questions, given);
    if (found !== null) places[row.id] = found;
    else if (terms.length) {
      const picked = terms.length === 1 ? given.get(terms[0].question) : "";
      outs[row.id] = typeof picked === "string" ? picked : "";
    }
  }
  const said = (known.setting && given.get(known.setting)) || "";
  const setting = Object.hasOwn(known.settings ?? { [said]: "" }, said) ? said : ""; // who declined is in no setting
  return { perspective: known.perspective, setting, places, outs };
}

function placeOf(terms, questions, given) {
  let found = 0n;
  let [sum, below] = [0n, 1n];
  for (const term of terms) {
    const question = questions.get(term.question);
    const value = termValue(term, question, given);
    if (value === null) continue;
    const [low, high] = question.range.map(exact);
    const above = minus(value, low);
    const width = minus(high, low);
    const [a, b] = [above[0] * width[1], above[1] * width[0]];
    [sum, below] = [sum * b + a * below, below * b];
    found += 1n;
  }
  if (!found || Number(found) * 2 < terms.length) return null;
  below *= found;
  return Number((2n * BigInt(LINE) * sum + below) / (2n * below));
}

const minus = ([a, b], [c, d]) => [a * d - c * b, b * d];

/** All views side by side: {groups: {perspective: group}, rows: [{id, cells: {perspective: cell}, difference?}]}. */
export function roleMap(family, people, rule) {
  const groups = Object.fromEntries(family.perspectives.map((name) => [name, people.filter((one) => one.perspective === name)]));
  const rows = family.rows.map((row) => rowOf(row, groups, rule));
  return { groups: Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, groupOf(name, group, rule)])), rows };
}

function rowOf(row, groups, rule) {
  const cells = Object.fromEntries(row.perspectives.map((name) => [name, cellOf(row.id, name, groups[name], rule)]));
  const places = Object.entries(cells).filter(([, cell]) => "at" in cell).map(([name, cell]) => [name, cell.at]);
  const found = { id: row.id, cells };
  return places.length > 1 ? { ...found, difference: differenceOf(places, rule) } : found;
}

function differenceOf(places, rule) {
  const all = places.map(([, place]) => place);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const size = high - low;
  const tag = size < rule.apart ? "close" : size < rule.far ? "apart" : "far";
  const at = (end) => places.filter(([, place]) => place === end).map(([name]) => name);
  return { size, tag, low: at(low), high: at(high) };
}

function groupOf(name, group, rule) {
  const seen = inSetting(group, rule);
  const state = standing(name, group, seen, rule);
  return state === "alone" || state === "group" ? { state, people: seen.length } : { state };
}

function standing(name, group, seen, rule) {
  if (!group.length) return "nobody";
  if (group.length === 1 && ALONE.includes(name)) return seen.length ? "alone" : "nobody";
  if (group.length < rule.smallest || (rule.setting !== null && !parted(group, rule))) return "few";
  return seen.length ? "group" : "nobody";
}

function inSetting(group, rule) {
  return group.filter((one) => rule.setting === null || one.setting === rule.setting);
}

function parted(people, rule) {
  const counts = new Map();
  for (const { setting } of people) counts.set(setting, (counts.get(setting) ?? 0) + 1);
  return [...counts.values()].every((count) => count >= rule.smallest);
}

function cellOf(row, name, group, rule) {
  const seen = inSetting(group, rule);
  const state = standing(name, group, seen, rule);
  const answers = (one) => Object.hasOwn(one.places, row);
  if (state === "alone") {
    const [one] = seen;
    return answers(one) ? { state, at: one.places[row] } : { state, out: Object.hasOwn(one.outs, row) ? one.outs[row] : "" };
  }
  if (state !== "group") return { state };
  const answered = seen.filter(answers);
  if (!answered.length) return { state: "unanswered", people: seen.length };
  const everyone = group.filter(answers);
  if (answered.length < rule.smallest || (rule.setting !== null && !parted(everyone, rule))) return { state: "few_answers", people: seen.length };
  const places = answered.map((one) => one.places[row]).sort((a, b) => a - b);
  const told = parted(group.filter((one) => !answers(one)), rule);
  return { state: "group", people: seen.length, ...statistics(places, told, rule) };
}

function statistics(places, told, rule) {
  const count = places.length;
  const at = Math.floor((places[Math.floor((count - 1) / 2)] + places[Math.floor(count / 2)] + 1) / 2);
  const found = told ? { at, answered: count } : { at };
  if (rule.setting !== null) return found;
  const quarter = Math.floor((count - 1) / 4);
  const [low, high] = [places[quarter], places[count - 1 - quarter]];
  if (count >= SPREAD) found.spread = high - low < LINE / 4 ? "alike" : "mixed";
  if (count >= BARS) found.middle = [low, high];
  else if (count >= DOTS && told) found.dots = dotsOf(places);
  return found;
}

function dotsOf(places) {
  const dots = new Map();
  for (const place of places) {
    const dot = Math.floor((2 * place + EIGHTH) / (2 * EIGHTH)) * EIGHTH;
    dots.set(dot, (dots.get(dot) ?? 0) + 1);
  }
  return [...dots].sort(([a], [b]) => a - b);
}
