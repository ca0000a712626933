import { CLOUD, PLATFORM } from "./object-names.ts";

/** The entries of a lock that are no services. Each has the hash of a configuration, and no release. No service can have these names. */
export const RESERVED_ENTRIES: readonly string[] = [PLATFORM, CLOUD];

/** True if a lock entry of this name is no service. */
export const isReservedEntry = (name: string): boolean => RESERVED_ENTRIES.includes(name);
