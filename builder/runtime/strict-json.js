/**
 * A JSON text from anywhere -> data, and data -> a text that this reader takes.
 *
 * Twin of `builder/json_source.py` and of what `builder/read.py` refuses, held equal by `tests/property/test_readers_agree.py`.
 * JSON.parse takes repeated keys, any depth, numbers that it then changes, and characters that nobody can see. Imports nothing.
 */

const MAX_DEPTH = 32;
const LARGEST = 2n ** 53n; // from there on numbers skip integers
const TOKEN =
  /[ \t\r\n]*([{}[\],:]|"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null|$)/y;
const WHOLE = /^-?[0-9]+$/;
const HALF = /\p{Cs}/gu;
const HIDDEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
const FLAGS = /\u{1f3f4}[\u{e0000}-\u{e007f}]{1,6}/gu; // of Scotland or Wales: a black flag and tags

/** Why a file is not taken: the name of a word of ours, and what stands in its places. */
export class Refused extends Error {
  constructor(code, values) {
    super(code);
    this.values = values;
  }
}

/** The data in a text; raises Refused. Mappings have no prototype, so that no key can reach one. */
export function readJson(text) {
  if (text.replace(FLAGS, "").search(HIDDEN) >= 0) refuse();
  const tokens = tokensOf(text);
  const data = value(tokens, 0);
  if (tokens.now) refuse();
  return data;
}

function refuse() {
  throw new Refused("text");
}

/** The tokens one by one: `now` is the next one, "" at the end; `take()` gives it and moves on. */
function tokensOf(text) {
  let at = 0;
  const tokens = {
    take(wanted) {
      const taken = tokens.now;
      if (wanted && taken !== wanted) refuse();
      TOKEN.lastIndex = at;
      [, tokens.now] = TOKEN.exec(text) ?? refuse();
      at = TOKEN.lastIndex;
      return taken;
    },
  };
  tokens.take();
  return tokens;
}

function value(tokens, depth) {
  if (depth > MAX_DEPTH) refuse();
  const token = tokens.take();
  if (token === "{") return mapping(tokens, depth);
  if (token === "[") return sequence(tokens, depth);
  return !token || "}],:".includes(token) ? refuse() : scalar(token);
}

function mapping(tokens, depth) {
  const data = Object.create(null);
  for (let first = true; more(tokens, "}", first); first = false) {
    if (tokens.now[0] !== '"') refuse();
    const key = scalar(tokens.take());
    if (key in data) refuse();
    tokens.take(":");
    data[key] = value(tokens, depth + 1);
  }
  return data;
}

function sequence(tokens, depth) {
  const data = [];
  while (more(tokens, "]", !data.length)) data.push(value(tokens, depth + 1));
  return data;
}

/** Whether another entry comes; takes the comma before it, or the bracket. */
function more(tokens, bracket, first) {
  if (tokens.now === bracket) return tokens.take() && false;
  if (!first) tokens.take(",");
  return true;
}

function scalar(token) {
  const data = JSON.parse(token);
  if (typeof data === "string" && data.search(HALF) >= 0) refuse();
  if (typeof data !== "number") return data;
  const whole = WHOLE.test(token);
  if (token.length > (whole ? 17 : 40) || !Number.isFinite(data)) refuse();
  if (whole && (BigInt(token) > LARGEST || BigInt(token) < -LARGEST)) refuse();
  return data + 0; // -0 becomes 0
}

/** The text of plain data. Characters that the reader refuses are escaped; half characters cannot be, and are replaced. */
export function writeJson(data) {
  const mend = (_, part) => (typeof part === "string" ? part.replace(HALF, "\ufffd") : part);
  const escape = (units) => units.split("").map((unit) => `\\u${unit.charCodeAt().toString(16).padStart(4, "0")}`).join("");
  return `${JSON.stringify(data, mend, 2).replace(HIDDEN, escape)}\n`;
}
