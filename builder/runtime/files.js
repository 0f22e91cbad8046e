/** The only module that hands files to the browser and takes files from it. Nothing goes anywhere else. */

import { Refused } from "./strict-json.js";
import { element } from "./words.js";

const MAX_BYTES = 1_000_000; // as `builder/read.py`
const PATIENCE = 40_000; // milliseconds: what FileSaver.js found that slow phones need before they have read a blob

/** Today here, as year-month-day. */
export function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Asks the browser to save a text. The name tells the day and nothing else: others see lists of downloads. */
export function save(text, ending, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a");
  link.href = address;
  link.download = `answers-${today()}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}

/** The text of a file that the person picked, with a byte order mark taken off; raises Refused. What is too large is not read. */
export async function read(file) {
  if (file.size > MAX_BYTES) throw new Refused("large");
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Refused("read");
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refused("kind");
  }
}
