/** (scale of the key, questions, two scores) -> what can be said of a change. Pure; imports nothing. */

const FEW = 3;

/**
 * The change of a scale's score that FEW answers make, each of them one step further: below it, nothing is said of a change,
 * since that much comes and goes with the day on which people fill in a form.
 */
export function tellable(scale, questions) {
  const terms = scale.questions.map((term) => ({ ...questions.find(({ id }) => id === term.question), weight: Math.abs(term.weight) }));
  const steps = terms.map((term) => term.weight * stepOf(term)).sort((a, b) => b - a);
  return steps.slice(0, FEW).reduce((sum, step) => sum + step, 0) / divisor(scale, terms);
}

/** The widest step between neighbouring answers. */
function stepOf({ values, kind }) {
  if (kind === "number") return 1;
  const sorted = Object.values(values ?? {}).sort((a, b) => a - b);
  return Math.max(0, ...sorted.slice(1).map((value, place) => value - sorted[place]));
}

function divisor({ method }, terms) {
  if (method === "sum") return 1;
  if (method === "mean") return terms.reduce((sum, { weight }) => sum + weight, 0);
  return terms.reduce((sum, { weight, range }) => sum + weight * (range[1] - range[0]), 0) / 100;
}

/** "up", "down", "small", or "none" where one of the two has no score. */
export function changeOf(before, after, least) {
  if (before.value === undefined || after.value === undefined) return "none";
  const change = Number(after.value) - Number(before.value);
  if (Math.abs(change) < least || change === 0) return "small";
  return change > 0 ? "up" : "down";
}
