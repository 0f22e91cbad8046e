/** Result cards. The page holds a template for each scale; this fills in what the answers say. Words first, number last. */

import { roundHalfUp, score, termValue } from "./scoring.js";
import { counted, element, plain, say } from "./words.js";

/**
 * One card for each scale, in the order of the form.
 * `sheet`: {key, words, elements (questions by id), template(scaleId), goBack(questionId)}
 * `situation`: what `examine` gave.
 */
export function resultCards(sheet, situation) {
  const scores = score(sheet.key, situation.shown, situation.answers);
  return sheet.key.scales.map((scale) => card(sheet, scale, scores[scale.id], situation));
}

function card(sheet, scale, result, { shown, answers }) {
  const made = sheet.template(scale.id).content.firstElementChild.cloneNode(true);
  const terms = scale.questions.filter((term) => shown.includes(term.question)).map((term) => readTerm(sheet, term, answers));
  keepWhen(made, result.reason ?? "scored");
  keepBand(made, result.band);
  if (result.reason) fill(made, "too_few", plain(sheet.words.too_few, { ...result, needed: needed(scale, result.asked) }));
  else fillScore(made, sheet, scale, result, terms);
  fill(made, "ways_out", waysOut(sheet.words, terms));
  fill(made, "value", valueSentence(sheet, scale, result, terms));
  made.querySelector("[data-rows]").append(...terms.map((term) => row(sheet.words, term)));
  made.querySelector("[data-go-back]")?.addEventListener("click", () => sheet.goBack(terms.find((term) => !term.counted).id));
  return made;
}

/** One question of a scale with the person's answer in words and what it counts. */
function readTerm(sheet, term, answers) {
  const question = sheet.key.questions.find(({ id }) => id === term.question);
  const home = sheet.elements.get(question.id);
  const answer = answers.get(question.id);
  const inputs = [answer ?? []].flat().map((id) => home.querySelector(`input[value="${CSS.escape(id)}"]`)).filter(Boolean);
  const value = termValue(term, question, answers);
  return {
    ...term,
    id: question.id,
    range: question.range,
    values: question.values,
    set: home.dataset.answerSet,
    text: home.querySelector("[data-text]").textContent,
    label: question.kind === "number" && answer !== undefined ? String(answer) : inputs.map(labelOf).join(", "),
    labelOfValue: (wanted) => labelOf(home.querySelector(`input[value="${CSS.escape(choiceOf(question, wanted))}"]`)),
    out: inputs.some((input) => "wayOut" in input.dataset),
    counted: value !== null,
    // Two digits are enough to follow the sum; a whole number stands without a point.
    counts: value === null ? null : Number(roundHalfUp(value, 2)),
  };
}

function labelOf(input) {
  return input.closest("label").querySelector("[data-label]").textContent;
}

function choiceOf(question, value) {
  return Object.keys(question.values).find((id) => question.values[id] === value);
}

function needed(scale, asked) {
  if (scale.policy === "none") return asked;
  return Math.max(scale.min_answered ?? 1, Math.ceil((scale.min_answered_share ?? 0) * asked));
}

function fillScore(made, sheet, scale, result, terms) {
  const { words } = sheet;
  const counted = terms.filter((term) => term.counted);
  // Only answers in the same words, none of them turned around, can lend their words to the result.
  const alike = scale.method === "mean" && counted.every((term) => term.set && term.set === counted[0].set && !term.reverse);
  const ends = reach(scale, terms);
  const place = ends && (Number(result.value) - ends[0]) / (ends[1] - ends[0]);
  const names = { ...made.dataset, value: result.value };
  const band = made.querySelector("[data-band-label]");
  if (alike) fill(made, "sentence", levelSentence(words, Number(result.value), counted[0]));
  else if (band) fill(made, "sentence", say(words.band, { level: band.textContent }));
  else fill(made, "sentence", ends ? say(words.places[zone(place)], names) : say(words.number_only, names));
  if (alike) fill(made, "spread", spreadSentence(words, counted));
  if (result.answered < result.asked) fill(made, "rough", plain(words.rough, result));
  fillStrip(made, place, alike ? counted.map((term) => (term.counts - ends[0]) / (ends[1] - ends[0])) : []);
  // Said once is enough: where the sentence is the band's own words, they do not come again below.
  if (!alike) band?.remove();
}

/** The words of the answer that is nearest to the mean; of two answers, where it falls right between them. */
function levelSentence(words, mean, term) {
  const distance = (value) => Math.abs(value - mean);
  const [first, second] = Object.values(term.values).sort((a, b) => distance(a) - distance(b) || a - b);
  const [level, next] = [first, second].map(term.labelOfValue);
  return distance(first) === distance(second) ? say(words.between, { level, next }) : say(words.closest, { level });
}

function spreadSentence(words, counted) {
  const [low, high] = [lowest, highest].map((pick) => pick(counted));
  return low.counts === high.counts ? plain(words.same, { level: low.label }) : plain(words.spread, { low: low.label, high: high.label });
}

const lowest = (terms) => terms.reduce((a, b) => (b.counts < a.counts ? b : a));
const highest = (terms) => terms.reduce((a, b) => (b.counts > a.counts ? b : a));

/** The lowest and the highest that this score could be; null where they are the same. */
function reach(scale, terms) {
  if (scale.method === "percent") return [0, 100];
  const used = scale.method === "sum" && scale.policy === "prorate" ? terms : terms.filter((term) => term.counted);
  const weight = scale.method === "mean" ? sum(used, (term) => term.weight) : 1;
  const ends = [0, 1].map((end) => sum(used, (term) => term.weight * term.range[end]) / weight);
  return ends[0] < ends[1] ? ends : null;
}

const sum = (terms, of) => terms.reduce((total, term) => total + of(term), 0);

/** Which of five stretches of the line, 0 to 4: the middle one is narrow, since "halfway" is a strong word. */
function zone(place) {
  return [0.15, 0.45, 0.55, 0.85].filter((edge) => place > edge).length;
}

/** The line repeats the sentence; screen readers skip it. Places go in as custom properties: no style attribute is needed. */
function fillStrip(made, place, own) {
  const strip = made.querySelector("[data-strip]");
  if (place === null) return strip.remove();
  strip.style.setProperty("--rk-at", place);
  if (own.length < 2) return;
  strip.querySelector("[data-spread]").hidden = false;
  strip.style.setProperty("--rk-from", Math.min(...own));
  strip.style.setProperty("--rk-to", Math.max(...own));
}

function waysOut(words, terms) {
  const picks = new Map();
  for (const { out, label } of terms) if (out) picks.set(label, (picks.get(label) ?? 0) + 1);
  const sentences = [...picks].map(([label, count]) => counted(words.way_out, count, { label: `“${label}”` }));
  if (Math.max(...picks.values(), 0) > 1) sentences.push(words.worth_asking);
  return sentences.join(" ");
}

function valueSentence(sheet, scale, result, terms) {
  if (result.reason) return "";
  const ends = reach(scale, terms);
  if (!ends) return plain(sheet.words.value, result);
  const [low, high] = ends.map((end) => String(Number(end.toFixed(scale.digits))));
  return plain(sheet.words.value_of, { value: result.value, lowest: low, highest: high });
}

function row(words, term) {
  const notes = [term.reverse && words.reversed, term.weight !== 1 && plain(words.times, { weight: term.weight })].filter(Boolean);
  const counts = term.counted ? [String(term.counts), ...notes].join(", ") : words.not_counted;
  const text = element("th", term.text);
  text.scope = "row";
  return element("tr", text, element("td", term.label || words.blank_answer), element("td", counts));
}

function keepWhen(made, when) {
  for (const part of made.querySelectorAll("[data-when]")) if (!part.dataset.when.split(" ").includes(when)) part.remove();
}

function keepBand(made, id) {
  for (const band of made.querySelectorAll("[data-band]")) if (band.dataset.band !== id) band.remove();
}

/** Fills a named place; an empty one is taken out. */
function fill(made, name, content) {
  const place = made.querySelector(`[data-slot="${name}"]`);
  if (content && place) place.replaceChildren(content);
}
