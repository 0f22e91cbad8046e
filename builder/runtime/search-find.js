/** Which pages have all the words of a query, best first. No page, no network: the twin of `builder/search_words.py` and reader of what `builder/search.py` makes. */

const LEFT_OUT = /[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\ufe00-\ufe0f]/g;
const BLANKLESS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[${BLANKLESS}]+|[^${BLANKLESS}]+`, "gu");
const HAS_RUN = new RegExp(`[${BLANKLESS}]`, "u");
const PIECES = new RegExp(`[${BLANKLESS}]|(?:(?![${BLANKLESS}])[\\p{L}\\p{N}\\p{M}])+|[^\\p{L}\\p{N}\\p{M}]+`, "gu");
const MOST_SHARDS = 8; // what the beginning of a word may lead to; the more letters, the fewer they are
const BEGINNING = 0.7; // what a word counts that only begins like the last one of the query

/** The words of a text, without capitals and accents. Writing without blanks is cut into pairs and its last sign. */
export function splitWords(text) {
  const plain = text.normalize("NFKD").replace(LEFT_OUT, "").toLowerCase().toUpperCase().toLowerCase().replace(/\u03c2/g, "\u03c3");
  const found = [];
  for (const word of plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    for (const run of word.match(RUNS)) {
      const signs = [...run];
      if (HAS_RUN.test(run)) signs.forEach((sign, place) => found.push(sign + (signs[place + 1] ?? "")));
      else if (signs.length > 1) found.push(run);
    }
  }
  return found;
}

/** Whether a word is asked for. Of the last one of a query the beginning is enough, since it may still be being typed. */
function isAsked(word, asked) {
  return asked.some((one, place) => (place === asked.length - 1 ? word.startsWith(one) : word === one));
}

/** The text in pieces, each with whether the query asks for it. */
export function piecesOf(text, asked) {
  return (text.match(PIECES) ?? []).map((piece) => {
    const words = splitWords(piece);
    const within = (word) => asked.some((one) => one.includes(word));
    return [piece, words.some((word) => (HAS_RUN.test(piece) ? within(word) : isAsked(word, asked)))];
  });
}

/** The places of the shards that hold the words; `firsts` is the first word of each. */
export function shardsOf(asked, firsts) {
  const wanted = new Set();
  if (firsts.length) asked.forEach((word, place) => {
    const last = place === asked.length - 1;
    const first = Math.max(0, firsts.findLastIndex((start) => start <= word));
    wanted.add(first);
    for (let next = first + 1; last && next < first + MOST_SHARDS && firsts[next]?.startsWith(word); next += 1) wanted.add(next);
  });
  return [...wanted];
}

/** The entry to show of each page that has all the words, best first. `rows` are those of the shards, `sizes` the entries of each page. */
export function ranked(asked, rows, sizes) {
  const pageOf = sizes.flatMap((size, page) => Array(size).fill(page));
  const hits = asked.map((word, place) => hitsOf(word, rows, place === asked.length - 1, pageOf));
  const [fewest, ...others] = [...hits].sort((one, two) => one.pages.size - two.pages.size);
  const found = [];
  for (const page of fewest?.pages.keys() ?? []) {
    if (others.every(({ pages }) => pages.has(page))) found.push(best(page, hits));
  }
  return found.sort((one, two) => two.score - one.score || one.page - two.page);
}

/** Where a word stands: entry -> weight, and page -> its entries. A rare word counts more. */
function hitsOf(word, rows, beginning, pageOf) {
  const weights = new Map();
  for (const [found, ...codes] of rows) {
    if (found !== word && !(beginning && found.startsWith(word))) continue;
    for (const [entry, weight] of decoded(codes)) {
      weights.set(entry, Math.max(weights.get(entry) ?? 0, weight * (found === word ? 1 : BEGINNING)));
    }
  }
  const pages = new Map();
  for (const entry of weights.keys()) pages.set(pageOf[entry], [...(pages.get(pageOf[entry]) ?? []), entry]);
  return { weights, pages, rarity: Math.log(1 + pageOf.length / (1 + pages.size)) };
}

function* decoded(codes) {
  let entry = -1;
  for (let place = 0; place < codes.length; place += 1) {
    entry += Math.abs(codes[place]);
    yield [entry, codes[place] < 0 ? codes[(place += 1)] : 1];
  }
}

/** The page counts what its best entry counts for each word; shown is the entry that has most of it. */
function best(page, hits) {
  const entries = new Set(hits.flatMap(({ pages }) => pages.get(page)));
  const worth = (entry) => hits.reduce((sum, { weights, rarity }) => sum + rarity * (weights.get(entry) ?? 0), 0);
  const [entry] = [...entries].sort((one, two) => worth(two) - worth(one) || one - two);
  const score = hits.reduce((sum, { pages, weights, rarity }) => sum + rarity * Math.max(...pages.get(page).map((one) => weights.get(one))), 0);
  return { page, entry, score };
}
