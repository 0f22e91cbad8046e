/**
 * (scoring key, shown questions, valid answers) -> scores, in exact arithmetic.
 *
 * Twin of `builder/scoring.py`: same names, same order, held equal by `tests/conformance`. Imports nothing.
 * Numbers are read as the decimal text that both languages print for them (shortest form that reads back the same), turned
 * into fractions of BigInts [numerator, denominator], and rounded once, at the end.
 */

/** Scores by scale id; `shown` and `answers` come from `examine`. */
export function score(key, shown, answers) {
  const questions = new Map(key.questions.map((question) => [question.id, question]));
  return Object.fromEntries(key.scales.map((scale) => [scale.id, scoreScale(scale, questions, shown, answers)]));
}

function scoreScale(scale, questions, shown, answers) {
  const asked = scale.questions.filter((term) => shown.includes(term.question));
  const values = asked.map((term) => [term, termValue(term, questions.get(term.question), answers)]);
  const counted = values.filter(([, value]) => value !== null);
  const numbers = { answered: counted.length, asked: asked.length };
  const reason = missing(scale, counted.length, asked.length);
  const sum = reason ? null : total(scale, asked, counted, questions);
  if (sum === null) return { state: "not_scored", reason: reason ?? "no_range", ...numbers };
  const prorated = scale.policy === "prorate" && counted.length < asked.length;
  const text = roundHalfUp(sum, scale.digits);
  const found = band(scale.bands, decimal(text));
  return {
    state: prorated ? "prorated" : "scored",
    value: text,
    ...numbers,
    ...(found === null ? {} : { band: found }),
    questions: counted.map(([term]) => term.question),
  };
}

function missing(scale, answered, asked) {
  if (asked === 0) return "nothing_asked";
  if (scale.policy === "none" && answered < asked) return "too_few_answers";
  if (answered < (scale.min_answered ?? 1)) return "too_few_answers";
  const share = times(exact(scale.min_answered_share ?? 0), whole(asked));
  return less(whole(answered), share) ? "too_few_answers" : null;
}

function total(scale, asked, counted, questions) {
  const weight = sumOf(counted.map(([term]) => exact(term.weight)));
  const sum = sumOf(counted.map(([term, value]) => times(exact(term.weight), value)));
  if (scale.method === "mean") return over(sum, weight);
  if (scale.method === "sum") {
    const full = sumOf(asked.map((term) => exact(term.weight)));
    return scale.policy === "prorate" ? over(times(sum, full), weight) : sum;
  }
  const end = (index) => sumOf(counted.map(([term]) => times(exact(term.weight), exact(questions.get(term.question).range[index]))));
  const range = minus(end(1), end(0));
  return range[0] === 0n ? null : over(times(whole(100), minus(sum, end(0))), range);
}

/** What one answer counts, turned around if the scale says so; null when it is missing. */
export function termValue(term, question, answers) {
  const value = answerValue(question, answers.get(term.question));
  if (value === null || !term.reverse) return value;
  return minus(plus(exact(question.range[0]), exact(question.range[1])), value);
}

function answerValue(question, answer) {
  if (answer === undefined) return null;
  if (question.kind === "number") return exact(answer);
  const values = question.values ?? {};
  const picked = typeof answer === "string" ? [answer] : answer;
  if (picked.some((choice) => !Object.hasOwn(values, choice))) return null;
  return sumOf(picked.map((choice) => exact(values[choice])));
}

function band(bands, value) {
  for (const { id, from, below } of bands) {
    if ((from === undefined || !less(value, exact(from))) && (below === undefined || less(value, exact(below)))) return id;
  }
  return null;
}

/** The fraction that the number's shortest decimal text stands for: 0.1 is one tenth. */
export function exact(number) {
  return decimal(String(number));
}

function decimal(text) {
  const [, sign, digits, places = "", exponent = "0"] = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([+-]?[0-9]+))?$/.exec(text);
  const power = BigInt(exponent) - BigInt(places.length);
  const numerator = BigInt(sign + digits + places);
  return power < 0n ? [numerator, 10n ** -power] : [numerator * 10n ** power, 1n];
}

const whole = (number) => [BigInt(number), 1n];
const plus = ([a, b], [c, d]) => [a * d + c * b, b * d];
const minus = ([a, b], [c, d]) => [a * d - c * b, b * d];
const times = ([a, b], [c, d]) => [a * c, b * d];
const over = ([a, b], [c, d]) => [a * d, b * c]; // what divides is a sum of weights or the width of a range: above zero
const less = ([a, b], [c, d]) => a * d < c * b;
const sumOf = (numbers) => numbers.reduce(plus, whole(0));

/** Decimal text with so many digits; a tie goes away from zero: 2.5 -> 3, -2.5 -> -3. */
export function roundHalfUp([numerator, denominator], digits) {
  const size = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(digits);
  const units = (2n * size + denominator) / (2n * denominator);
  const sign = numerator < 0n && units ? "-" : "";
  const text = String(units).padStart(digits + 1, "0");
  return sign + (digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text);
}
