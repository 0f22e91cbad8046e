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
      addEventListener("beforeunload", wait);
      while (next !== null) {
        const newest = next;
        next = null;
        await (running = write(newest));
        running = null;
      }
      removeEventListener("beforeunload", wait);
    },
  };
}

/** A browser that asks before it goes gives a save the time that it needs. Leaving by a link, such as to help, waits for nothing. */
export function wait(event) {
  if (!document.activeElement.matches("a") && !("left" in document.documentElement.dataset)) event.preventDefault();
}
