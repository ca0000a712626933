/** True if `text` is an image repository without tag and digest: `registry.example.com:5000/team/app`. */
export const isRepository = (text: string): boolean =>
  text.length <= 255 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(text);

/** True if `text` is a tag. Source: the grammar of the OCI distribution specification. */
export const isTag = (text: string): boolean => /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(text);

/** True if `text` is a digest: `sha256:` and 64 hex digits. */
export const isDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);
