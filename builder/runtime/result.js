/** Result cards. The page holds a template for each scale; this fills in what the answers say. Words first, number last. */

import { roundHalfUp, score, termValue } from "./scoring.js";
import { counted, element, ours, plain, say } from "./words.js";

/** One card for each scale, in order. `sheet`: {key, words, elements (by question), template(scaleId)}. */
export function resultCards(sheet, situation) {
  const scores = score(sheet.key, situation.shown, situation.answers);
  return sheet.key.scales.map((scale) => card(sheet, scale, scores[scale.id], situation));
}

function card(sheet, scale, result, { shown, answers }) {
  const { words } = sheet;
  const made = sheet.template(scale.id).content.firstElementChild.cloneNode(true);
  const asked = scale.questions.filter((term) => shown.includes(term.question));
  const terms = asked.map((term) => readTerm(sheet, term, answers));
  // For those who go from button to button, or from table to table.
  const of = `: ${made.querySelector("h3").textContent}`;
  made.querySelector("caption").append(of);
  for (const part of made.querySelectorAll("[aria-label]")) part.ariaLabel += of;
  keep(made, "when", result.reason ?? "scored");
  keep(made, "band", result.band);
  if (result.reason) fill(made, "too_few", plain(words.too_few, { ...result, needed: needed(scale, result.asked) }));
  else fillScore(made, words, scale, result, terms);
  fill(made, "ways_out", waysOut(words, terms));
  made.querySelector("[data-rows]").append(...terms.map((term) => row(words, term)));
  for (const back of made.querySelectorAll("[data-back]")) back.dataset.back = terms.find(({ value }) => value === null).question;
  return made;
}

/** One question of a scale, with the person's answer in words and what it counts. */
function readTerm(sheet, term, answers) {
  const { range, values, kind } = sheet.key.questions.find(({ id }) => id === term.question);
  const home = sheet.elements.get(term.question);
  const answer = answers.get(term.question);
  const inputs = kind === "number" ? [] : [answer ?? []].flat().map((id) => inputOf(home, id));
  const counts = termValue(term, { range, values, kind }, answers);
  return {
    ...term, range, values, home,
    label: inputs.map(labelOf).join(", ") || String(answer ?? ""),
    out: inputs.some((input) => "wayOut" in input.dataset),
    value: counts && Number(roundHalfUp(counts, 4)),
  };
}

function inputOf(home, id) {
  return home.querySelector(`input[value="${CSS.escape(id)}"]`);
}

function labelOf(input) {
  return input.closest("label").querySelector("[data-label]").textContent;
}

function needed(scale, asked) {
  if (scale.policy === "none") return asked;
  return Math.max(scale.min_answered ?? 1, Math.ceil((scale.min_answered_share ?? 0) * asked));
}

function fillScore(made, words, scale, result, terms) {
  const given = terms.filter(({ value }) => value !== null);
  // Only answers in the same words, none of them turned around, can lend their words to the result.
  const { answerSet } = given[0].home.dataset;
  const alike = scale.method === "mean" && answerSet && given.every(({ home, reverse }) => home.dataset.answerSet === answerSet && !reverse);
  const [lowest, highest] = reach(scale, terms, given);
  const placeOf = (value) => (value - lowest) / (highest - lowest);
  const place = placeOf(Number(result.value));
  const band = made.querySelector("[data-band-label]");
  if (alike) fill(made, "sentence", levelSentence(words, Number(result.value), given[0]));
  else if (band) fill(made, "sentence", say(words.band, { level: band.textContent }));
  else fill(made, "sentence", say(words.places[zone(place)], made.dataset));
  if (alike) fill(made, "spread", spreadSentence(words, given));
  else band?.remove(); // the sentence has just said it
  if (result.answered < result.asked) fill(made, "rough", plain(words.rough, result));
  const [low, high] = [lowest, highest].map((end) => Number(end.toFixed(scale.digits)));
  fill(made, "value", plain(words.value_of, { ...result, lowest: low, highest: high }));
  fillStrip(made, place, alike ? given.map(({ value }) => placeOf(value)) : []);
  for (const edge of made.querySelectorAll("[data-edge]")) edge.style.setProperty("--rk-at", placeOf(edge.dataset.edge));
}

/** The words of the answer that is nearest to the mean; of two answers, where it falls right between them. */
function levelSentence(words, mean, { home, values }) {
  const distance = (id) => Math.abs(values[id] - mean);
  const [first, second] = Object.keys(values).sort((a, b) => distance(a) - distance(b) || values[a] - values[b]);
  const [level, next] = [first, second].map((id) => labelOf(inputOf(home, id)));
  return distance(first) === distance(second) ? say(words.between, { level, next }) : say(words.closest, { level });
}

function spreadSentence(words, given) {
  const sorted = [...given].sort((a, b) => a.value - b.value);
  const [low, high] = [sorted[0], sorted.at(-1)];
  return plain(low.value === high.value ? words.same : words.spread, { low: low.label, high: high.label });
}

/** The lowest and the highest that this score could be. */
function reach(scale, terms, given) {
  if (scale.method === "percent") return [0, 100];
  const used = scale.policy === "prorate" ? terms : given;
  const sum = (of) => used.reduce((total, term) => total + term.weight * of(term), 0);
  const weight = scale.method === "mean" ? sum(() => 1) : 1;
  return [0, 1].map((end) => sum(({ range }) => range[end]) / weight);
}

/** Which of five stretches of the line, 0 to 4. The middle one is narrow, since "halfway" is a strong word. */
function zone(place) {
  return [0.15, 0.45, 0.55, 0.85].filter((edge) => place > edge).length;
}

/** Custom properties need no style attribute, which the policy bars. */
function fillStrip(made, place, own) {
  const strip = made.querySelector("[data-strip]");
  const [from, to] = [Math.min(...own), Math.max(...own)];
  for (const [name, value] of Object.entries({ at: place, from, to })) strip.style.setProperty(`--rk-${name}`, value);
  strip.querySelector("[data-spread]").hidden = !(from < to);
}

function waysOut(words, terms) {
  const picks = new Map();
  for (const { out, label } of terms) if (out) picks.set(label, (picks.get(label) ?? 0) + 1);
  const sentences = [...picks].map(([label, count]) => counted(words.way_out, count, { label }));
  if (Math.max(...picks.values()) > 1) sentences.push(words.worth_asking);
  return sentences.join(" ");
}

function row(words, { home, label, value, reverse, weight }) {
  const counts = [String(value), reverse && words.reversed, weight !== 1 && plain(words.times, { weight })].filter(Boolean);
  const question = element("th", home.querySelector("[data-text]").textContent);
  question.scope = "row";
  const given = label ? element("td", label) : ours("td", words.blank_answer);
  return element("tr", question, given, ours("td", value === null ? words.not_counted : counts.join(", ")));
}

/** Of the parts that wait for something, keeps those that this is for. */
function keep(made, name, wanted) {
  for (const part of made.querySelectorAll(`[data-${name}]`)) if (!part.matches(`[data-${name}~="${wanted}"]`)) part.remove();
}

function fill(made, name, content) {
  made.querySelector(`[data-slot="${name}"]`)?.replaceChildren(content);
}
