/** Which entries of a list fit a choice: the reader of what `builder/facets.py` writes. No page, no network. */

const FITS_ALL = ["perspective", "setting"]; // who names none of these is there for each of them

/** The entries of the file, with texts where it has their numbers. */
export function read({ values, entries }) {
  const names = Object.keys(values);
  return entries.map(([id, title, summary, minutes, ...lists]) => ({
    id, title, summary, minutes,
    searched: fold(`${title} ${summary}`),
    ...Object.fromEntries(names.map((name, at) => [name, lists[at].map((place) => values[name][place])])),
  }));
}

/** Whether an entry fits all of a choice: pairs such as ["minutes", "10"]; "words" brings text to look for. */
export function fits(entry, choice) {
  return choice.every(([name, value]) => {
    if (name === "words") return fold(value).split(/\s+/).every((word) => entry.searched.includes(word));
    if (name === "minutes") return value.startsWith("over-") ? entry.minutes > value.slice(5) : entry.minutes <= value;
    return entry[name].includes(value) || (FITS_ALL.includes(name) && !entry[name].length);
  });
}

/** Without capitals and accents. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
