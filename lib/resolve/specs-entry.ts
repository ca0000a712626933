import type { LockEntry } from "./lock.ts";

/** Returns the first version of a reserved entry. It has no release: its tag says that the specs alone decide. */
export const specsEntry = (config?: string): LockEntry => ({ ...(config === undefined ? {} : { config }), seq: 1, tag: "specs" });
