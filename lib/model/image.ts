/**
 * The source of a regular expression for an image repository, `registry.example.com:5000/team/app`, without tag and digest: at most 255
 * characters.
 */
export const REPOSITORY_PATTERN = String.raw`(?![a-z0-9.:/_-]{256})[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*`;

/** The source of a regular expression for a tag. Source: the OCI distribution specification. */
export const TAG_PATTERN = "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}";

/** The source of a regular expression for an image digest: `sha256:` and 64 hex digits. */
export const DIGEST_PATTERN = "sha256:[0-9a-f]{64}";

const REPOSITORY = new RegExp(`^${REPOSITORY_PATTERN}$`);
const TAG = new RegExp(`^${TAG_PATTERN}$`);
const DIGEST = new RegExp(`^${DIGEST_PATTERN}$`);

/** True if a string is an image repository without tag and digest. */
export const isRepository = (text: string): boolean => REPOSITORY.test(text);

/** True if a string is an image tag. */
export const isTag = (text: string): boolean => TAG.test(text);

/** True if a string is an image digest. */
export const isDigest = (text: string): boolean => DIGEST.test(text);
