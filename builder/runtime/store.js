/** What people chose to keep, in this browser: one record for each questionnaire. The only module that uses IndexedDB. */

/** The sites of one host share its storage, so names hold the place of this one. */
export const BASE = new URL("../../", import.meta.url).pathname;
const NAME = `roleclarity ${BASE}`;
const STORE = "kept";
const PATIENCE = 30_000; // a phone with much to do takes seconds; what another window holds up may never end

export class Store {
  #database = null;
  #channel = new BroadcastChannel(NAME);
  #heard;

  /** `heard({id, gone, all})` is called when another window has written or removed a record, without an id when all may be gone. */
  constructor(heard) {
    this.#heard = heard;
    this.#channel.addEventListener("message", ({ data }) => heard(data));
  }

  /** Opens it for the first time. A browser that cannot read its own files says so once, and takes them away: gives whether. */
  async start() {
    try {
      await this.open();
      return false;
    } catch {
      await this.open();
      return true;
    }
  }

  /** Whether there is a database; without `create` none is made, since looking must leave no trace. Rejects if none can be had. */
  async open(create) {
    const known = this.#database || create || (await indexedDB.databases()).some(({ name }) => name === NAME);
    if (known && !this.#database) {
      this.#database = await opened(create, () => {
        this.#database = null;
        this.#heard({ gone: true });
      });
    }
    return Boolean(this.#database);
  }

  /** The record as it lies there, or undefined. */
  async read(id) {
    if (!(await this.open())) return undefined;
    const transaction = this.#database.transaction(STORE);
    const request = transaction.objectStore(STORE).get(id);
    return ended(request);
  }

  /**
   * Changes a record in one transaction: `change(old)` gives the new one, null to remove it, undefined to leave it. One that takes
   * no record is not given any: what lies there may be damaged. The database goes with its last record.
   * Resolves when it is on the disk; a full disk ends in an abort without an error of any request.
   */
  async update(id, change, create = false, all) {
    if (!(await this.open(create))) return change();
    // Browsers that may wait with writing do, and a flat battery takes what waits.
    const transaction = this.#database.transaction(STORE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(STORE);
    let made;
    let left;
    const write = (old) => {
      made = change(old);
      if (made) store.put(made, id);
      else if (made === null) {
        store.delete(id);
        left = store.count();
      }
      transaction.commit(); // also if the page goes away now
    };
    if (change.length) store.get(id).addEventListener("success", ({ target }) => write(target.result));
    else write();
    await ended(transaction, "complete", "abort");
    if (made !== undefined) this.#channel.postMessage({ id, gone: made === null, all });
    // It is empty, so this is tidiness, and nobody waits for a window that does not let go of it.
    if (left?.result === 0) await inTime(first(indexedDB.deleteDatabase(NAME), "success", "error", "blocked")).catch(() => {});
    return made;
  }

  /** Removes a record. `all` tells other windows that the answers are to go from there, too. */
  remove(id, all) {
    return this.update(id, () => null, false, all);
  }

  /** Changes all records. One that cannot be read stays. */
  async sweep(change) {
    if (!(await this.open())) return;
    const keys = await ended(this.#database.transaction(STORE).objectStore(STORE).getAllKeys());
    for (const id of keys) await this.update(id, change).catch(() => {});
  }

  /** An open database or channel would keep the page out of the browser's memory of pages to go back to. */
  close() {
    this.#database?.close();
    this.#channel.close();
  }
}

/** `lost()` is called when another window removes the database, or the browser does: the next use opens it anew. */
function opened(create, lost) {
  const request = indexedDB.open(NAME); // whatever its version: the sites of one host share their storage
  // Another window may have removed it since we looked: then it is not made again.
  const gone = new Promise((resolve) => {
    request.addEventListener("upgradeneeded", () => {
      if (create) request.result.createObjectStore(STORE);
      else resolve(request.transaction.abort());
    });
  });
  // Each connection lets go by itself, also one that nobody waits for anymore: it would hold up the removal, and what comes after.
  request.addEventListener("success", async () => {
    await first(request.result, "versionchange", "close");
    request.result.close();
    lost();
  });
  return inTime(Promise.race([gone, ended(request)]));
}

function inTime(promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, PATIENCE))]);
}

/** The first of these events. */
function first(target, ...names) {
  return new Promise((resolve) => {
    for (const name of names) target.addEventListener(name, resolve);
  });
}

async function ended(target, good = "success", bad = "error") {
  const { type } = await first(target, good, bad);
  if (type === bad) throw target.error;
  return target.result;
}
