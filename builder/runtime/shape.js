/**
 * Whether data has the form of a response: `schemas/response.schema.json` in code, held equal to it by tests. Imports nothing.
 *
 * The rules that it is made of serve for other files too.
 */

const HASH = text(/^[0-9a-f]{12}$/);
const LOCAL_ID = text(/^[a-z][a-z0-9_-]*$/, 64);
const COUNT = (value) => Number.isInteger(value) && value >= 0 && value <= 500;
const TEXT = text(/^/, 10000);
const CHOICES = list(LOCAL_ID, 60);

const SCORE = record(["state", "answered", "asked"], {
  state: text(/^(scored|prorated|not_scored)$/),
  value: text(/^-?[0-9]{1,30}(\.[0-9]{1,6})?$/),
  reason: text(/^(nothing_asked|too_few_answers|no_range)$/),
  answered: COUNT,
  asked: COUNT,
  band: LOCAL_ID,
  questions: list(LOCAL_ID, 500),
});

/** The judge of a whole response, and of nothing less. */
export const isResponse = record(["format", "questionnaire", "answers"], {
  format: text(/^roleclarity-response-1$/),
  questionnaire: record(["id", "version"], {
    id: text(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 64),
    version: text(/^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}$/),
    hash: HASH,
  }),
  language: text(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  date: text(/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/),
  answers: map((value) => typeof value === "number" || TEXT(value) || CHOICES(value), 500),
  questions: map(HASH, 500),
  scores: map(SCORE, 100),
  engine: text(/^[^\n\r]*\S[^\n\r]*$/, 80),
});

export function text(pattern, most = Infinity) {
  return (value) => typeof value === "string" && pattern.test(value) && [...value].length <= most;
}

export function list(rule, most) {
  return (value) => Array.isArray(value) && value.length <= most && value.every((part) => rule(part));
}

/** Parts under ids of authors. */
function map(rule, most) {
  return (value) => isMapping(value) && Object.keys(value).length <= most && parts(value).every(([id, part]) => LOCAL_ID(id) && rule(part));
}

/** Parts under names of ours: these must be there, and no others than those with a rule. */
export function record(needed, rules) {
  return (value) =>
    isMapping(value) &&
    needed.every((name) => Object.hasOwn(value, name)) &&
    parts(value).every(([name, part]) => Object.hasOwn(rules, name) && rules[name](part));
}

function parts(value) {
  return Object.entries(value);
}

export function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
