/** Sentences with places to fill: "Question {number} of {total}". The sentences come from the page, none stand here. */

const PLACE = /\{(\w+)\}/;

/** The sentence as one text. */
export function plain(sentence, values = {}) {
  return sentence.split(PLACE).map((part, index) => (index % 2 ? values[part] : part)).join("");
}

/** The sentence as nodes, with what was filled in in bold, so that the message is found at a glance. */
export function say(sentence, values = {}) {
  const fragment = document.createDocumentFragment();
  sentence.split(PLACE).forEach((part, index) => {
    fragment.append(index % 2 ? element("strong", String(values[part])) : part);
  });
  return fragment;
}

/** The form for one or for several. */
export function counted(forms, count, values = {}) {
  return plain(forms[count === 1 ? "one" : "other"], { count, ...values });
}

/** A new element with text. Text is never read as HTML. */
export function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/** An element with words of ours, which are in the language of the site and not in that of the form. */
export function ours(name, text) {
  const made = element(name, text);
  made.lang = document.documentElement.lang;
  made.dir = "auto";
  return made;
}

/** A day in words. */
export function longDate(date) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(date);
}

/** The day in so many days, here: YYYY-MM-DD, which sorts. */
export function day(ahead = 0) {
  const date = new Date();
  date.setDate(date.getDate() + ahead);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
