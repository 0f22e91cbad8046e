/** Files that were picked -> what people say, as the engine takes it. Of a file that fits, no name is kept; its text, to know a copy, until all is removed. */

import { read } from "./files.js";
import { fitting, readResponse } from "./response.js";
import { person } from "./rolemap.js";
import { Refused } from "./strict-json.js";

const TOGETHER = 16; // read at once; between them the page gets its turn

/** What is open: those who count, how many files came twice, the refused by name, and how many in a folder were no responses. */
export function nothing() {
  return { counted: [], twice: 0, refused: [], others: 0, texts: new Set() };
}

/** Adds files to what is open. `goOn(at)` is told how far it is, and ends it by saying false. */
export async function add(open, files, family, goOn) {
  for (let at = 0; at < files.length; at += TOGETHER) {
    const some = files.slice(at, at + TOGETHER);
    const texts = await Promise.all(some.map((file) => read(file).catch(refusal)));
    if (!goOn(at + some.length)) return;
    texts.forEach((text, place) => take(open, family, some[place].name, text));
  }
}

function take(open, family, name, text) {
  try {
    const entry = entryOf(family, text);
    // A copy is nobody: else four people and a copy would be a group that shows.
    if (open.texts.has(text)) open.twice += 1;
    else open.counted.push(entry);
    open.texts.add(text);
  } catch (error) {
    const { message, values } = refusal(error);
    open.refused.push({ name, message, values });
  }
}

function entryOf(family, text) {
  if (text instanceof Refused) throw text;
  const response = readResponse(text);
  const { id, version } = response.questionnaire;
  if (!Object.hasOwn(family.forms, id)) throw new Refused("questionnaire", { id });
  const form = family.forms[id];
  const { answers } = fitting({ about: { id, version: form.version, questions: form.questions }, key: form.key }, response);
  return { person: person(family, id, answers), older: version !== form.version };
}

function refusal(error) {
  if (error instanceof Refused) return error;
  throw error;
}
