/**
 * Rows -> CSV that no spreadsheet takes for formulas (OWASP ASVS 1.2.10). Imports nothing.
 *
 * RFC 4180 with every text in quotes and a byte order mark, without which Excel reads UTF-8 as something else.
 */

const FORMULA = String.raw`[\s"'\p{Cc}\p{Cf}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]`; // perhaps behind blanks, quotes or signs without a shape
const START = new RegExp(`^(?=[\\t\\r\\n\\0]|${FORMULA})`, "u");
// Where semicolons or tabs part cells, and lines part rows whatever the quotes, a text begins anew behind each of them.
const NEXT = new RegExp(`[;\\t\\r\\n](?=${FORMULA})`, "gu");
const NUMBER = /^-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?$/;

/** Rows of cells -> text. A number, or text made by `bare`, stays a number; all else is text. */
export function csvOf(rows) {
  const lines = rows.map((row) => `${row.map(cell).join(",")}\r\n`);
  return `\ufeff${lines.join("")}`;
}

function cell(content) {
  if (typeof content === "object") return NUMBER.test(content.number) ? content.number : cell(content.number);
  return `"${content.replace(NEXT, "$&'").replace(START, "'").replaceAll('"', '""')}"`;
}

/** A cell that holds a number, given as decimal text. */
export function bare(number) {
  return { number: String(number) };
}
