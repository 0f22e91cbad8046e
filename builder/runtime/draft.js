/**
 * A draft, as text: {format, id, version, language, answers, questions}. It holds everything that was picked or written, in hidden
 * questions too, and for each question a hash of its wording, so that an answer is never put to other words than it was given to.
 */

import { isMapping } from "./shape.js";

const FORMAT = "roleclarity-draft-1";
const NOTHING = { answers: {}, questions: {} };

/** `old` is what an earlier draft held for questions that are gone or reworded; it stays until it is answered anew. */
export function draftOf({ id, version, language, questions }, answers, old = NOTHING) {
  const given = Object.entries(answers).filter(([, answer]) => !isBlank(answer));
  const kept = Object.fromEntries(Object.entries(old.answers).filter(([name]) => !given.some(([other]) => other === name)));
  const hashes = Object.keys(kept).map((name) => [name, own(old.questions, name)]);
  return JSON.stringify({
    format: FORMAT, id, version, language,
    answers: { ...kept, ...Object.fromEntries(given) },
    questions: { ...questions, ...Object.fromEntries(hashes) },
  });
}

/** How many of these answers say something. */
export function countOf(answers) {
  return Object.values(answers).filter((answer) => !isBlank(answer)).length;
}

export function isEmpty(answers) {
  return countOf(answers) === 0;
}

/** {answers: those that fit this form, old: {answers, questions} that do not, fresh: questions that are new}; null if unreadable. */
export function readDraft(text, { id, questions }) {
  let draft;
  try {
    draft = JSON.parse(text);
  } catch {
    return null;
  }
  if (draft?.format !== FORMAT || draft.id !== id || !isMapping(draft.answers) || !isMapping(draft.questions)) return null;
  const [fit, rest] = [true, false].map((fits) =>
    Object.entries(draft.answers).filter(([name]) => (own(draft.questions, name) === own(questions, name)) === fits),
  );
  return {
    answers: Object.fromEntries(fit),
    old: { answers: Object.fromEntries(rest), questions: draft.questions },
    fresh: Object.keys(questions).filter((name) => !Object.hasOwn(draft.questions, name)),
  };
}

function isBlank(answer) {
  return (answer ?? "").length === 0; // numbers have no length
}

/** What it holds itself under a name that may be anybody's. */
export function own(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
