import { hashOf } from "../base/hash.ts";

/** Returns the first 8 hex digits of the SHA-256. They distinguish the configurations of one service. */
export const shortHash = (text: string): string => hashOf(text).slice(0, 8);

/** Removes the hash from the end of a name such as `cart-495e78b7`. */
export const withoutHash = (name: string): string => name.replace(/-[0-9a-f]{8}$/, "");
