/** <action-plan>: who does what by when, printed as a table, with a file for calendars. */

import { asCalendar } from "./calendar.js";
import { readCharter } from "./charter-file.js";
import { Editor } from "./editor.js";
import { newId, planOf, readPlan, stateOfPlan, writtenPlan } from "./plan-file.js";
import { cell, dayInWords, fillIn } from "./sheet.js";
import { counted, day, element } from "./words.js";

class ActionPlan extends Editor {
  model = {
    kind: "plan",
    file: "action-plan",
    main: "what",
    open: "steps",
    most: 200,
    blank: () => stateOfPlan({ made: day(), steps: [] }),
    item: () => ({ id: newId(), what: "", who: "", by: "", done: false }),
    written: writtenPlan,
    data: planOf,
    state: stateOfPlan,
    read: readPlan,
    readOther: readOpen,
    compared: takeOver,
    exports: { saveCalendar: { write: calendarOf, ending: "ics", type: "text/calendar", also: leftOut } },
  };

  paint({ fields, lists: { steps } }) {
    const sheet = this.part("sheet");
    fillIn(sheet, "team", fields.team);
    fillIn(sheet, "made", dayInWords(fields.made));
    sheet.querySelector("[data-steps]").replaceChildren(...steps.map((step) => this.row(step)));
    const done = steps.filter((step) => step.done).length;
    const meter = steps.length ? counted(this.words.steps, steps.length, { done }) : this.words.no_steps;
    if (this.part("meter").textContent !== meter) this.part("meter").textContent = meter;
  }

  row({ what, who, by, done }) {
    return element("tr", cell(what), cell(who), cell(dayInWords(by)), cell(this.words[done ? "done_yes" : "done_no"]));
  }
}

/** What is still open in a charter: views that are apart end up there. Raises Refused. */
function readOpen(file) {
  try {
    return readCharter(file).boxes.open ?? [];
  } catch (error) {
    if (error.message === "kind") error.message = "charter"; // which file was looked for
    throw error;
  }
}

/** Each open point becomes a step, to be given a person and a day: a heading and nodes that say so. */
function takeOver(editor, lines) {
  for (const text of lines) editor.offered({ box: "steps", text });
  return [editor.words[lines.length ? "taken" : "none_open"], []];
}

/** What has a day and is not done yet. */
function calendarOf(editor) {
  const steps = stepsOf(editor).filter(isDue);
  if (!steps.length) editor.say(editor.words.no_days);
  return steps.length ? asCalendar(steps, new Date()) : "";
}

/** What the calendar does not have is said, or somebody would wait for it. */
function leftOut(editor) {
  const count = stepsOf(editor).filter((step) => !isDue(step)).length;
  return count ? counted(editor.words.not_in, count) : "";
}

function stepsOf({ model, state }) {
  return model.written(state).lists.steps;
}

function isDue({ by, done }) {
  return by && !done;
}

customElements.define("action-plan", ActionPlan);
