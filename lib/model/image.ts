/** An image repository, `registry.example.com:5000/team/app`, without tag and digest. */
export const isRepository = (text: string): boolean =>
  text.length <= 255 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(text);

/** The OCI distribution specification's grammar for tags. */
export const isTag = (text: string): boolean => /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(text);

/** `sha256:` and 64 hex digits: what an image is, whatever its tag says. */
export const isDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);
