/** What people chose to keep, in this browser: one record for each questionnaire. The only module that uses IndexedDB. */

/** The sites of one host share its storage, so names hold the place of this one. */
export const BASE = new URL("../../", import.meta.url).pathname;
const NAME = `roleclarity ${BASE}`;
const STORE = "kept";
const PATIENCE = 3000; // an opening that other windows block may never end

export class Store {
  #database = null;
  #channel = new BroadcastChannel(NAME);

  /** `heard({id, gone})` is called when another window has written or removed a record. */
  constructor(heard) {
    this.#channel.addEventListener("message", ({ data }) => heard(data));
  }

  /** Whether there is a database; without `create` none is made, since looking must leave no trace. Rejects if none can be had. */
  async open(create) {
    const known = this.#database || create || (await indexedDB.databases()).some(({ name }) => name === NAME);
    if (known && !this.#database) this.#database = await opened(create, () => this.#drop());
    return Boolean(this.#database);
  }

  /** The record as it lies there, or undefined. */
  async read(id) {
    if (!(await this.open())) return undefined;
    const transaction = this.#database.transaction(STORE);
    const request = transaction.objectStore(STORE).get(id);
    return ended(request, "success", "error");
  }

  /**
   * Looks at a record and changes it in one transaction: `change(old)` gives the new one, null to remove it, undefined to leave it.
   * Resolves when it is on the disk; a full disk ends in an abort without an error of any request.
   */
  async update(id, change, create = false) {
    if (!(await this.open(create))) return change();
    // Browsers that may wait with writing do, and a flat battery takes what waits.
    const transaction = this.#database.transaction(STORE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(STORE);
    const request = store.get(id);
    let made;
    request.addEventListener("success", () => {
      made = change(request.result);
      if (made === null) store.delete(id);
      else if (made) store.put(made, id);
    });
    await ended(transaction, "complete", "abort");
    if (made !== undefined) this.#channel.postMessage({ id, gone: made === null });
    return made;
  }

  /** Removes a record, and the database with the last one. Does not read it: it may be damaged. */
  async remove(id) {
    if (!(await this.open())) return;
    const transaction = this.#database.transaction(STORE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(STORE);
    store.delete(id);
    const left = store.count();
    await ended(transaction, "complete", "abort");
    if (!left.result) {
      this.#drop();
      await ended(indexedDB.deleteDatabase(NAME), "success", "error", "blocked").catch(() => {}); // it is empty: this is tidiness
    }
    this.#channel.postMessage({ id, gone: true });
  }

  /** Removes all records of which `isOver(record)` is true. One that cannot be read stays. */
  async sweep(isOver) {
    if (!(await this.open())) return;
    const keys = await ended(this.#database.transaction(STORE).objectStore(STORE).getAllKeys(), "success", "error");
    for (const id of keys) if (isOver(await this.read(id).catch(() => {}))) await this.remove(id);
  }

  /** An open database or channel would keep the page out of the browser's memory of pages to go back to. */
  close() {
    this.#drop();
    this.#channel.close();
  }

  #drop() {
    this.#database?.close();
    this.#database = null;
  }
}

async function opened(create, drop) {
  const request = indexedDB.open(NAME, 1);
  // Another window may have removed it since we looked: then it is not made again.
  const gone = new Promise((resolve) => {
    request.addEventListener("upgradeneeded", () => {
      if (create) request.result.createObjectStore(STORE);
      else resolve(request.transaction.abort());
    });
  });
  let late = false;
  const slow = new Promise((_, reject) => {
    setTimeout(() => reject((late = new Error("slow"))), PATIENCE);
  });
  request.addEventListener("success", () => late && request.result.close());
  const database = await Promise.race([gone, ended(request, "success", "error"), slow]);
  // Another window removes it, or the browser does: the next use opens it anew.
  for (const end of ["versionchange", "close"]) database?.addEventListener(end, drop);
  return database;
}

function ended(target, good, ...bad) {
  return new Promise((resolve, reject) => {
    target.addEventListener(good, () => resolve(target.result));
    for (const name of bad) target.addEventListener(name, () => reject(target.error));
  });
}
