/** Steps with a day -> an iCalendar file (RFC 5545) with an event for each, all day long. Imports nothing. */

const LONGEST = 75; // octets in a line, without its break
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const BREAKS = /\r\n|[\r\n\x85\u2028\u2029]/g; // those that any reader may take for one
const HALF = /\p{Cs}/gu;

/** `steps` hold {id, what, who, by}; `now` is a Date. Calendars take an event with a known id for a change of that event. */
export function asCalendar(steps, now) {
  const stamp = `${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Role Clarity//Action plan//EN", "CALSCALE:GREGORIAN"];
  return [...lines, ...steps.flatMap((step) => event(step, stamp)), "END:VCALENDAR", ""].map(folded).join("\r\n");
}

function event({ id, what, who, by }, stamp) {
  const title = who ? `${what} (${who})` : what;
  const day = by.replaceAll("-", "");
  const names = [`UID:${id}@roleclarity`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${day}`, `SUMMARY:${safe(title)}`];
  return ["BEGIN:VEVENT", ...names, "TRANSP:TRANSPARENT", "END:VEVENT"];
}

/** Text as a value of its own. A lone carriage return would end the line for some readers, and begin a property of a stranger's. */
function safe(text) {
  const signs = text.replace(CONTROLS, "").replace(HALF, "\ufffd").replace(/[\\;,]/g, "\\$&");
  return signs.replace(BREAKS, "\\n");
}

/** Cut into pieces that begin with a space from the second on; never within a character. */
function folded(line) {
  const pieces = [""];
  let room = LONGEST;
  for (const character of line) {
    const size = octets(character.codePointAt());
    if (size > room) {
      pieces.push("");
      room = LONGEST - 1; // the space counts
    }
    pieces[pieces.length - 1] += character;
    room -= size;
  }
  return pieces.join("\r\n ");
}

/** In UTF-8. */
function octets(code) {
  return 1 + (code > 0x7f) + (code > 0x7ff) + (code > 0xffff);
}
