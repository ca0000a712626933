/** True if the name of a value says that the value is a secret. Goes by whole words: `VALKEY_ADDR` has no word `key`. */
export function isSecretName(name: string, value: string): boolean {
  if (!MAY_NAME_SECRET.test(name) || value === "true" || value === "false") return false;
  const words = wordsOf(name);
  const at = words.findLastIndex((word) => SECRET_WORD.test(word));
  const word = words[at];
  if (word === undefined) return false;
  const last = words.at(-1) ?? "";
  if (at < words.length - 1) return isSecretPart(word, last, value);
  if (SHORT_WORDS.has(word)) return words.length > 1;
  if (COUNTS.test(words.join(" ")) && /^\d+$/.test(value)) return false;
  if (!KEY.test(word)) return !(CREDENTIALS.test(word) && isPath(value));
  return !HARMLESS_KEYS.has(words[at - 1] ?? "") && !isPath(value);
}

/** Splits a name at punctuation and at the humps of camel case. Numbers do not count. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");

/** True if the value is a secret although the name goes on: `SECRET_KEY_BASE`, but not `TOKEN_TTL`. */
function isSecretPart(word: string, last: string, value: string): boolean {
  if (PLACES.has(last)) return !isPath(value);
  if (ATTRIBUTES.has(last)) return last === "id" && word === "secret";
  if (SHORT_WORDS.has(word)) return false;
  return !KEY.test(word) || KEY_PARTS.has(last);
}

/** True if a value is the path of a file. */
export const isPath = (value: string): boolean => /^(?:\.{0,2}|~)\/[\w./@-]*$|^file:\/\/\//.test(value);

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** A quick test. Most names fail it. */
const MAY_NAME_SECRET = /pass|pwd|secret|token|bearer|cred|key/i;

const SECRET_WORD =
  /^(?:creds?|keys?|pass|pwd|bearer)$|(?:password|passwd|passphrase|passcode|secret|token|credential|(?:api|access|private|signing|encryption)key)s?$/;
const KEY = /^keys?$/;
const CREDENTIALS = /^(?:creds?|credentials?)$/;

/** Words that are secrets only at the end of a name: `DB_PASS`, but not `PASS_RATE` and `PWD`. */
const SHORT_WORDS = listOf("pass pwd");

/** Numbers of tokens, such as the limits of a language model. */
const COUNTS = /\b(?:count|default|limit|max|maximum|min|minimum|num|number|total)\b.* tokens?$/;

/** Words before `key` that make it a name in data, or a public value: `PARTITION_KEY`. */
const HARMLESS_KEYS = listOf(
  "annotation cache column composite config context correlation dedup dedupe deduplication event feature field flag foreign group hash hot " +
    "idempotency index json label locale lookup map message metadata metric object order ordering partition primary property public " +
    "publishable range record routing row search setting shard site sort sorting state tag topic trace translation unique watch",
);

/** Words after `key` that still mean its value. */
const KEY_PARTS = listOf("base current data hex material new old pem primary raw secondary value");

/** Words after which the value must be a path. */
const PLACES = listOf("dir directory file filename files folder mount path paths");

/** Words that describe a secret and are none: `TOKEN_TTL`. */
const ATTRIBUTES = listOf(
  "addr address age alg algorithm audience backend bits bucket bytes chars claim class column count days delay disabled duration enabled " +
    "encoding endpoint engine env expiration expires expiry field format header host hostname hours id ids interval issuer kind length lifetime " +
    "limit location manager max min minutes mode ms name names namespace optional policy port prefix project provider realm ref region " +
    "required retries rotation scheme scope seconds server service size source store strategy suffix timeout ttl type uri url user username " +
    "version",
);
