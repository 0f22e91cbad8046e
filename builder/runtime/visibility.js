/**
 * (scoring key, answers) -> what applies: the questions that are shown, the answers that count, the alerts that show.
 *
 * Twin of `builder/visibility.py`: same names, same order, held equal by `tests/conformance`. Imports nothing.
 * Truth has three values: true, false and null for "not yet known". What is not yet known hides.
 * Answers are looked up with `own`, so that an answer file cannot reach into Object.prototype.
 */

/** Walk the questions once, in order: a condition sees only the valid answers to earlier, shown questions. */
export function examine(key, answers) {
  const questions = new Map();
  const shown = [];
  const given = new Map();
  for (const question of key.questions) {
    questions.set(question.id, question);
    if (question.show_if && truth(question.show_if, questions, given) !== true) continue;
    shown.push(question.id);
    const answer = own(answers, question.id);
    if (isAnswer(question, answer)) given.set(question.id, answer);
  }
  const alerts = key.alerts.filter((alert) => truth(alert.when, questions, given) === true).map((alert) => alert.id);
  return { shown, answers: given, alerts };
}

/** Three-valued logic of Kleene over comparisons. */
export function truth(condition, questions, answers) {
  if (condition.all) return all(condition.all.map((part) => truth(part, questions, answers)));
  if (condition.any) return not(all(condition.any.map((part) => not(truth(part, questions, answers)))));
  if (condition.not) return not(truth(condition.not, questions, answers));
  return compare(condition, questions.get(condition.question), answers.get(condition.question));
}

function all(parts) {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

function not(value) {
  return value === null ? null : !value;
}

function compare(comparison, question, answer) {
  if ("answered" in comparison) return (answer !== undefined) === comparison.answered;
  if (answer === undefined) return null;
  if ("is" in comparison) return answer === comparison.is;
  if ("is_not" in comparison) return answer !== comparison.is_not;
  if ("in" in comparison) return comparison.in.includes(answer);
  if ("includes" in comparison) return Array.isArray(answer) && answer.includes(comparison.includes);
  const number = question.kind === "number" ? answer : own(question.values ?? {}, answer);
  return number === undefined ? null : order(comparison, number);
}

function order(comparison, number) {
  if ("gt" in comparison) return number > comparison.gt;
  if ("gte" in comparison) return number >= comparison.gte;
  if ("lt" in comparison) return number < comparison.lt;
  return number <= comparison.lte;
}

function own(object, name) {
  return typeof name === "string" && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether this is an answer that the question allows. Anything else counts as no answer. */
export function isAnswer(question, answer) {
  return RULES[question.kind](question, answer);
}

function isList(answer) {
  return Array.isArray(answer) && answer.every((part) => typeof part === "string") && new Set(answer).size === answer.length;
}

const RULES = {
  choice: (question, answer) => typeof answer === "string" && question.answers.includes(answer),

  choices(question, answer) {
    if (!isList(answer) || !answer.length || answer.some((part) => !question.answers.includes(part))) return false;
    if (answer.length > 1 && answer.some((part) => question.exclusive.includes(part))) return false;
    return answer.length <= question.at_most;
  },

  number(question, answer) {
    if (typeof answer !== "number") return false;
    const [lowest, highest] = question.range;
    return lowest <= answer && answer <= highest && (!question.whole || Number.isInteger(answer));
  },

  // Spelled out, since trim and Python's str.strip disagree on what a blank is.
  text: (question, answer) => typeof answer === "string" && /[^ \t\n\r]/.test(answer),

  date(question, answer) {
    const match = typeof answer === "string" && /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(answer);
    if (!match) return false;
    const [year, month, day] = match.slice(1).map(Number);
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] && question.earliest <= answer && answer <= question.latest;
  },

  order(question, answer) {
    if (typeof answer === "string") return question.exclusive.includes(answer);
    return isList(answer) && answer.length === question.answers.length && answer.every((part) => question.answers.includes(part));
  },

  information: () => false,
};
