/** One save at a time: what is answered while one is under way goes into the next, and of that only the newest. */

/** `write(text)` saves one text and never rejects. Gives put(text), drop() for what waits, and now(): the save to wait for, if there is one. */
export function oneAtATime(write) {
  let next = null;
  let running;
  return {
    drop: () => (next = null),
    now: () => running,
    async put(text) {
      next = text;
      if (running) return;
      while (next !== null) {
        const newest = next;
        next = null;
        await (running = write(newest));
        running = null;
      }
    },
  };
}

/**
 * Whether a browser should ask before it closes a page: a save gets the time that it needs, and of two sets of answers one lies
 * in this page alone. Leaving by a link, such as to help, waits for nothing.
 */
export function isHeld({ state, saving }) {
  return (state === "two" || saving.now()) && !document.activeElement.matches("a") && !("left" in document.documentElement.dataset);
}
