import { isPlainObject } from "../base/values.ts";

/** The hint for every secret value that would be in git. */
export const USE_A_SECRET_NEED = "use a secret() need; External Secrets fetches the value";

/** Explains why a Secret is refused. */
export function secretInGit(secret: Readonly<Record<string, unknown>>): string {
  const name = isPlainObject(secret["metadata"]) ? secret["metadata"]["name"] : undefined;
  return `the Secret ${JSON.stringify(name) ?? "without a name"} would be in git`;
}
