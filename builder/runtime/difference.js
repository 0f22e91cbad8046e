/** Two charters -> what is different, line by line. Lines are the same if their words are. Imports nothing. */

/**
 * For each box in which anything differs: {box, added, removed, moved}. `added` and `removed` hold {text, other}: `other` is the
 * box that the line came from or went to, if it did. `moved` holds {text, from, to}, places counted from 1, of the fewest lines
 * whose moving explains the new order.
 */
export function difference(before, after, boxes) {
  const found = boxes.map((box) => boxDifference(box, before[box] ?? [], after[box] ?? []));
  for (const { box, added } of found) {
    for (const line of added) {
      const source = found.find((other) => other.box !== box && other.removed.some(({ text, other: taken }) => text === line.text && !taken));
      if (!source) continue;
      line.other = source.box;
      source.removed.find(({ text, other }) => text === line.text && !other).other = box;
    }
  }
  return found.filter(({ added, removed, moved }) => added.length + removed.length + moved.length);
}

function boxDifference(box, before, after) {
  const places = matched(before, after);
  const both = places.flatMap((to, from) => (to < 0 ? [] : [{ text: before[from], from, to }]));
  const still = new Set(longestRise(both.map(({ to }) => to)));
  return {
    box,
    added: after.filter((_, to) => !places.includes(to)).map((text) => ({ text, other: "" })),
    removed: before.filter((_, from) => places[from] < 0).map((text) => ({ text, other: "" })),
    moved: both.filter(({ to }) => !still.has(to)).map(({ text, from, to }) => ({ text, from: from + 1, to: to + 1 })),
  };
}

/** For each line of `before` its place in `after`, or -1. Of equal lines each is used once. */
function matched(before, after) {
  const used = new Set();
  return before.map((line) => {
    const at = after.findIndex((other, index) => other === line && !used.has(index));
    if (at >= 0) used.add(at);
    return at;
  });
}

/** The longest part of a list of numbers that rises: what stays in its order. Lists have at most 60 lines. */
function longestRise(numbers) {
  const ends = []; // the longest rise that ends at each number
  numbers.forEach((number, index) => {
    const best = ends.slice(0, index).reduce((found, rise) => (rise.at(-1) < number && rise.length > found.length ? rise : found), []);
    ends.push([...best, number]);
  });
  return ends.reduce((found, rise) => (rise.length > found.length ? rise : found), []);
}
