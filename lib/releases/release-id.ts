import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/** Crockford's base 32, as ULIDs are written: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ORDER_BYTES = 6;
const HASH_BYTES = 10;

/** The greatest build number: the 48 bits that a ULID has for its time. */
export const MAX_BUILD = 2 ** (8 * ORDER_BYTES) - 1;

/** The source of a regular expression for a release id, without anchors. */
export const RELEASE_ID_PATTERN = "[0-7][0-9A-HJKMNP-TV-Z]{25}";

const RELEASE_ID = new RegExp(`^${RELEASE_ID_PATTERN}$`);

export const isReleaseId = (text: string): boolean => RELEASE_ID.test(text);

/** The part of an id that says its build number: equal where builds are even. */
export const orderOfId = (id: string): string => id.slice(0, 10);

/**
 * The id of a build: a ULID whose first 48 bits are the build number and whose last 80 bits are the SHA-256 of what was built.
 * So ids sort as builds do, and a build that is recorded twice, by whomever, is one record.
 * @param build a whole number from 0 to `MAX_BUILD`
 */
export function releaseId(build: number, identity: readonly (string | undefined)[]): string {
  const hash = sha256(utf8ToBytes(JSON.stringify(identity.map((part) => part ?? null)))).subarray(0, HASH_BYTES);
  let bits = BigInt(build);
  for (const byte of hash) bits = (bits << 8n) | BigInt(byte);
  let id = "";
  for (let digit = 0; digit < 26; digit += 1) {
    id = `${ALPHABET[Number(bits & 31n)]}${id}`;
    bits >>= 5n;
  }
  return id;
}
