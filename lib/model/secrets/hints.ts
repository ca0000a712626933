/** The way out for a value that only looks like a secret. */
const PLAIN = 'if it is no secret, write plain("...", "because ...")';

const NEED = "put it into Secret Manager, and declare a secret() need";

const PASSWORD =
  'declare needs: { db: secret({ asEnv: "because ..." }) }, set DB_PASSWORD: needs.db.value, and write $(DB_PASSWORD) in place of the password';

/** Returns the hint for a variable or an argument that contains a secret, which `secretIn` names. */
export const hintFor = (place: "env" | "text", what: string): string =>
  what.endsWith("with a password") ? `${PASSWORD}; ${PLAIN}` : SECRET_HINTS[place];

/** The hints for secrets that would be in git. */
export const SECRET_HINTS = {
  env: `declare needs: { name: secret() } and pass the path of its file: needs.name.path; ${PLAIN}`,
  text: `${NEED}; ${PLAIN}`,
  /** For a value that `plain` does not allow. */
  need: NEED,
} as const;
