/** The source of a regular expression for a release id, without anchors: `0000001002-b5c29ddb3238`. */
export const RELEASE_ID_PATTERN = String.raw`\d{10,15}-[0-9a-f]{12}`;

const RELEASE_ID = new RegExp(`^${RELEASE_ID_PATTERN}$`);

/** Digits of the build number in an id: GitHub's run ids have 11 and take one more. */
const BUILD_DIGITS = 10;
/** Hex digits of the image's digest in an id. */
const HASH_DIGITS = 12;

/** The largest build number: 15 digits, the most that a JavaScript number always holds exactly. */
export const MAX_BUILD = 10 ** 15 - 1;

/** Describes a build number in messages. */
export const BUILD_NUMBER = `a whole number of at most ${String(MAX_BUILD).length} digits`;

/** Parses a build number. @throws Error with the problem of another string */
export function parseBuildNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= MAX_BUILD) return number;
  throw new Error(`"${text}" is not ${BUILD_NUMBER}`);
}

export const isReleaseId = (text: string): boolean => RELEASE_ID.test(text);

/**
 * Computes the id of a release: the build number, a dash, and the first hex digits of the image's digest. Two processes that record the
 * same build compute the same id.
 * @param build an integer from 0 to `MAX_BUILD`
 * @param digest `sha256:` and 64 hex digits
 */
export const releaseId = (build: number, digest: string): string =>
  `${String(build).padStart(BUILD_DIGITS, "0")}-${digest.slice("sha256:".length).slice(0, HASH_DIGITS)}`;

/** Returns the build number in an id. */
export const buildOfId = (id: string): number => Number(id.slice(0, id.indexOf("-")));

/** Orders two ids by build number: below 0 if `a` is older. Ids of one build number are in the order of their text. */
export const compareIds = (a: string, b: string): number => buildOfId(a) - buildOfId(b) || (a < b ? -1 : a > b ? 1 : 0);
