/** The way out for a value that only looks like a secret. */
const PLAIN = 'if it is no secret, write plain("...", "because ...")';

const NEED = "put it into Secret Manager, and declare a secret() need";

/** The hints for secrets that would be in git. */
export const SECRET_HINTS = {
  env: `declare needs: { name: secret() } and pass the path of its file: needs.name.path; ${PLAIN}`,
  text: `${NEED}; ${PLAIN}`,
  /** For a value that `plain` does not allow. */
  need: NEED,
} as const;
