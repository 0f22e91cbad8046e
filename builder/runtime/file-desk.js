/** Saving the answers of a form as a file, and opening a file again: the buttons, and what is said about it. */

import { csvOf } from "./csv.js";
import { countOf } from "./draft.js";
import { read, save } from "./files.js";
import { isBlank } from "./form.js";
import { oldLine } from "./old-answers.js";
import { fitting, readResponse } from "./response.js";
import { Refused } from "./strict-json.js";
import { tableOf } from "./table.js";
import { counted, day, element, plain } from "./words.js";

/** Makes the buttons of a `<role-questionnaire>` work. */
export function attachFiles(questionnaire) {
  const input = questionnaire.part("file");
  let waiting = null; // what fits of a file, until the person has said that it may take the place of other answers
  let turn = 0;
  const forget = () => {
    waiting = null;
    turn += 1; // a file that is still being read comes too late
    questionnaire.part("file-panel").hidden = true;
    say(questionnaire, "");
  };
  const use = (fit) => {
    forget();
    questionnaire.fill(fit.answers);
    questionnaire.tell("answered");
    if (!fit.lost.length) questionnaire.tell("saved");
    tellOpened(questionnaire, fit.lost);
  };
  const on = (action, listener) => questionnaire.addEventListener(`action:${action}`, listener);
  const file = () => [questionnaire.fileOf(questionnaire.answers), "json", "application/json"];
  on("saveFile", () => saveAs(questionnaire, file) && questionnaire.tell("saved")); // a table cannot be opened again
  on("saveTable", () => saveAs(questionnaire, () => [csvOf(tableOf(questionnaire, day())), "csv", "text/csv"]));
  on("openFile", () => input.click());
  on("useFile", () => use(waiting));
  on("leaveFile", () => {
    forget();
    questionnaire.part("open-file").focus();
  });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    forget();
    const mine = turn;
    const fit = file && (await read(file).then((text) => fitting(questionnaire, readResponse(text))).catch(refusal));
    input.value = ""; // so that the same file can be picked again
    if (!file || mine !== turn) return;
    if (fit instanceof Refused) tellRefused(questionnaire, fit);
    else if (!someAnswered(questionnaire)) use(fit);
    else {
      waiting = fit;
      show(questionnaire, "ask", questionnaire.words.files.ask, [questionnaire.words.files.replace]);
    }
  });
  questionnaire.addEventListener("erased", forget);
  addEventListener("pagehide", forget); // the page may come back to the next person
}

function refusal(error) {
  if (error instanceof Refused) return error;
  throw error;
}

function someAnswered({ elements, answers }) {
  return [...elements].some(([id, question]) => !isBlank(question, answers[id]));
}

/** Half a form can be saved, too. What does not fit its question is not in the file, and that is said. Gives whether all is in it. */
function saveAs(questionnaire, write) {
  const { elements, answers, situation, words } = questionnaire;
  const left = situation.shown.filter((id) => !situation.answers.has(id) && !isBlank(elements.get(id), answers[id]));
  const { size } = situation.answers;
  if (size) save(...write());
  const more = left.length ? ` ${counted(words.files.left_out, left.length)}` : "";
  say(questionnaire, (size ? words.files.saved : words.files.nothing) + more);
  return size === countOf(answers);
}

/** Below the result, and where somebody is about to go to another page. */
function say(questionnaire, text) {
  for (const place of questionnaire.querySelectorAll("[data-saved]")) place.textContent = text;
}

function tellRefused(questionnaire, { message, values }) {
  const { elements, words } = questionnaire;
  const { refused, refused_why: why, unchanged } = words.files;
  const number = elements.get(values?.question)?.dataset.place;
  const told = number ? { question: plain(words.question, { number }) } : values;
  show(questionnaire, "refused", refused, [plain(why[message], told), unchanged]);
}

function tellOpened(questionnaire, lost) {
  const { opened, lost: lead } = questionnaire.words.files;
  show(questionnaire, "opened", opened, lost.length ? [lead] : [], lost.map(([id, answer]) => oldLine(questionnaire, id, answer)));
}

/** Says something about a file above the form and moves the focus there, which has it read once. */
function show(questionnaire, state, heading, sentences, lines = []) {
  const panel = questionnaire.part("file-panel");
  panel.dataset.state = state;
  panel.querySelector("h2").textContent = heading;
  panel.querySelector("[data-file-text]").replaceChildren(...sentences.map((sentence) => element("p", sentence)));
  panel.querySelector("ul").replaceChildren(...lines);
  panel.querySelector("[data-file-ask]").hidden = state !== "ask";
  panel.hidden = false;
  panel.focus();
}
