import { hashOf } from "../base/hash.ts";

/** The first 8 hex digits of the SHA-256: enough to tell one service's configurations apart. */
export const hash8 = (text: string): string => hashOf(text).slice(0, 8);

/** A name such as `cart-495e78b7` without the hash at its end. */
export const withoutHash = (name: string): string => name.replace(/-[0-9a-f]{8}$/, "");
