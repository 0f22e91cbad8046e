/** Lists that people write line by line: what becomes of a list, and its lines on the page. Moved by buttons: dragging leaves people out. */

export function added(items, item, at = items.length) {
  return [...items.slice(0, at), item, ...items.slice(at)];
}

export function removed(items, at) {
  return items.filter((_, index) => index !== at);
}

/** With one item moved by so many places; the same list if that leads out of it. */
export function moved(items, at, by) {
  if (at + by < 0 || at + by >= items.length) return items;
  const rest = removed(items, at);
  return [...rest.slice(0, at + by), items[at], ...rest.slice(at + by)];
}

/** With something else in one field of one item. */
export function changed(items, at, field, value) {
  return items.map((item, index) => (index === at ? { ...item, [field]: value } : item));
}

/** Shows these items in the list, in the lines that are there as far as they go, so that a field keeps its caret. */
export function showItems(list, template, items, nameOf) {
  const place = linesOf(list);
  while (place.children.length > items.length) place.lastElementChild.remove();
  while (place.children.length < items.length) place.append(template.content.cloneNode(true));
  items.forEach((item, index) => showItem(place.children[index], item, nameOf(index + 1), index === 0, index === items.length - 1));
}

function showItem(line, item, name, first, last) {
  for (const field of line.querySelectorAll("[data-field]")) put(field, item[field.dataset.field]);
  for (const part of line.querySelectorAll("[data-named]")) part.ariaLabel = name;
  for (const part of line.querySelectorAll("[data-which]")) part.textContent = name;
  line.querySelector('[data-act="up"]').hidden = first;
  line.querySelector('[data-act="down"]').hidden = last;
}

export function linesOf(list) {
  return list.querySelector("[data-items]");
}

/** Puts a value into a field, unless it is there: writing it again would move the caret. */
export function put(field, value) {
  if (field.type === "checkbox") field.checked = value;
  else if (field.value !== value) field.value = value;
}

/** A field of several rows is one line that may be long: breaks that were pasted become spaces. */
export function valueIn(field) {
  return field.type === "checkbox" ? field.checked : field.value.replace(/\s*[\r\n]\s*/g, " ");
}

/** After a change of a list the focus goes on where the person was: on the same button, or the next best. */
export function focusOn(list, at, act) {
  const line = linesOf(list).children[Math.min(at, linesOf(list).children.length - 1)];
  const wanted = act === "add" ? line?.querySelector("[data-field]") : line?.querySelector(`[data-act="${act}"]:not([hidden])`);
  (wanted ?? line?.querySelector("[data-act]:not([hidden])") ?? list.querySelector('[data-act="add"]')).focus();
}
