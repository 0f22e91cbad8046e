/** What is known of a form <-> a response: what a person saves and opens again. See `schemas/response.schema.json`. */

import { score } from "./scoring.js";
import { isResponse } from "./shape.js";
import { readJson, Refused } from "./strict-json.js";
import { isAnswer } from "./visibility.js";

const KIND = "roleclarity-response-";
const FORMAT = `${KIND}1`;

/** A response with the valid answers to the questions that are shown, and no others. Nothing says whether an alert showed. */
export function responseOf({ about, key, situation: { shown, answers } }, date) {
  const { id, version, hash, language, questions, engine } = about;
  return {
    format: FORMAT,
    questionnaire: { id, version, hash },
    language,
    date,
    answers: Object.fromEntries(answers),
    questions,
    scores: score(key, shown, answers),
    engine,
  };
}

/** The response in a text; raises Refused. It is of the right form, but not yet known to fit any questionnaire. */
export function readResponse(text) {
  const data = readJson(text);
  if (typeof data?.format !== "string" || !data.format.startsWith(KIND)) throw new Refused("kind");
  if (data.format !== FORMAT) throw new Refused("newer");
  if (!isResponse(data)) throw new Refused("schema");
  return data;
}

/**
 * What of a response this form takes: {answers, lost: [[question, answer]]}; raises Refused.
 *
 * Of the form's own version each answer must be one that its question allows, as in `builder/response.py`. Of another version
 * those are taken whose question is the same by its hash. Scores are never believed.
 */
export function fitting({ about, key }, { questionnaire, answers, questions = {} }) {
  if (questionnaire.id !== about.id) throw new Refused("questionnaire", questionnaire);
  const same = questionnaire.version === about.version;
  const taken = {};
  const lost = [];
  for (const [id, answer] of Object.entries(answers)) {
    const question = key.questions.find((entry) => entry.id === id);
    const fits = question !== undefined && isAnswer(question, answer);
    if (same && !fits) throw new Refused("answer", { question: id });
    const asked = Object.hasOwn(questions, id) ? questions[id] === about.questions[id] : same;
    if (fits && asked) taken[id] = answer;
    else lost.push([id, answer]);
  }
  if (lost.length && !Object.keys(taken).length) throw new Refused("version");
  return { answers: taken, lost };
}
