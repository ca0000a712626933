import type { LockEntry } from "./lock.ts";

/** Returns the first entry of a platform. It has no release: its tag says that the specs alone decide. */
export const platformEntry = (config?: string): LockEntry => ({ ...(config === undefined ? {} : { config }), seq: 1, tag: "specs" });
