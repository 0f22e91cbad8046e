/** Saving what was written as a file, opening such a file, and holding one against what is on the page: the buttons, and what is said. */

import { read, save } from "./files.js";
import { Refused, writeJson } from "./strict-json.js";
import { element, plain } from "./words.js";

/** Makes the buttons of an editor work. */
export function attachDesk(editor) {
  const { model, words } = editor;
  const input = editor.part("file");
  let compares = false;
  let waiting = null; // what a file holds, until the person has said that it may take the place of what is here
  let turn = 0;
  const forget = () => {
    waiting = null;
    turn += 1; // a file that is still being read comes too late
    editor.part("file-panel").hidden = true;
  };
  const pick = (comparing) => {
    compares = comparing;
    input.click();
  };
  const use = (data) => {
    forget();
    editor.change(model.state(data), "opened");
    editor.markSaved();
    show(editor, "opened", words.opened, [element("p", words.opened_more)]);
  };
  const on = (action, listener) => editor.addEventListener(`action:${action}`, listener);
  on("openFile", () => pick(false));
  on("compareFile", () => pick(true));
  on("useFile", () => use(waiting));
  on("leaveFile", () => {
    forget();
    editor.part("open-file").focus();
  });
  on("saveFile", () => saveAs(editor, () => writeJson(model.data(editor.state, editor.about)), "json", "application/json") && editor.markSaved());
  for (const [action, { write, ending, type, also }] of Object.entries(model.exports)) {
    on(action, () => saveAs(editor, () => write(editor), ending, type, also?.(editor)));
  }
  input.addEventListener("change", async () => {
    const [file] = input.files;
    forget();
    const mine = turn;
    const data = file && (await read(file).then((compares && model.readOther) || model.read).catch(refusal));
    input.value = ""; // so that the same file can be picked again
    if (!file || mine !== turn) return;
    if (data instanceof Refused) tellRefused(editor, data);
    else if (compares) show(editor, "compared", ...model.compared(editor, data));
    else if (editor.empty) use(data);
    else {
      waiting = data;
      show(editor, "ask", words.ask, [element("p", words.ask_more)]);
    }
  });
  editor.addEventListener("wiped", forget);
}

function refusal(error) {
  if (error instanceof Refused) return error;
  throw error;
}

function tellRefused(editor, { message }) {
  const { refused, refused_why: why, unchanged } = editor.words;
  show(editor, "refused", refused, [element("p", why[message]), element("p", unchanged)]);
}

/** Gives whether there was anything to save. `write` gives the text, or nothing if it said itself why there is none. */
function saveAs(editor, write, ending, type, also = "") {
  if (editor.empty) {
    editor.say(editor.words.nothing_to_save);
    return false;
  }
  const text = write();
  if (!text) return false;
  save(text, ending, type, editor.model.file);
  editor.say([plain(editor.words.saved, { ending }), also].filter(Boolean).join(" "));
  return true;
}

/** Says something below the buttons and moves the focus there, which has it read once. */
function show(editor, state, heading, content) {
  const panel = editor.part("file-panel");
  panel.dataset.state = state;
  panel.querySelector("[data-heading]").textContent = heading;
  panel.querySelector("[data-content]").replaceChildren(...content);
  panel.querySelector("[data-ask]").hidden = state !== "ask";
  panel.querySelector("[data-close]").hidden = state === "ask";
  panel.hidden = false;
  panel.focus();
}
