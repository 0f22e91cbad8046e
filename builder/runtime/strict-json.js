/**
 * A JSON text from anywhere -> data, and data -> a text that this reader takes.
 *
 * Twin of `builder/json_source.py` and of what `builder/read.py` refuses, held equal by `tests/property/test_readers_agree.py`.
 * JSON.parse takes repeated keys, any depth, numbers that it then changes, and characters that nobody can see. Imports nothing.
 */

const MAX_DEPTH = 32;
const LARGEST = 2n ** 53n; // from there on numbers skip integers
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(?=\s*(:?))|[[{}\]]|[^\s,:[{}\]"]+/g; // of a text that JSON.parse takes
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
  let data;
  try {
    data = JSON.parse(text, (_, part) => plain(part));
  } catch {
    refuse();
  }
  check(text);
  return data;
}

/** A mapping without a prototype, and 0 for -0. */
function plain(part) {
  if (typeof part === "number") return part + 0;
  return Object(part) === part && !Array.isArray(part) ? Object.assign(Object.create(null), part) : part;
}

function refuse() {
  throw new Refused("text");
}

/** Refuses repeated keys, of which JSON.parse keeps the last, digits that it cannot hold, half characters, and what lies too deep. */
function check(text) {
  const open = []; // the keys so far of each mapping that a token stands in, and none for each list
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if ("}]".includes(token)) open.pop();
    else if (open.length > MAX_DEPTH) refuse();
    else if ("{[".includes(token)) open.push(new Set());
    else {
      const data = scalar(token);
      if (colon && open.at(-1).size === open.at(-1).add(data).size) refuse();
    }
  }
}

function scalar(token) {
  const data = JSON.parse(token);
  if (typeof data === "string" && data.search(HALF) >= 0) refuse();
  if (typeof data !== "number") return data;
  const whole = WHOLE.test(token);
  if (token.length > (whole ? 17 : 40) || !Number.isFinite(data)) refuse();
  if (whole && (BigInt(token) > LARGEST || BigInt(token) < -LARGEST)) refuse();
  return data;
}

/** The text of plain data. Characters that the reader refuses are escaped; half characters cannot be, and are replaced. */
export function writeJson(data) {
  const mend = (_, part) => (typeof part === "string" ? part.replace(HALF, "\ufffd") : part);
  const escape = (units) => units.split("").map((unit) => `\\u${unit.charCodeAt().toString(16).padStart(4, "0")}`).join("");
  return `${JSON.stringify(data, mend, 2).replace(HIDDEN, escape)}\n`;
}
