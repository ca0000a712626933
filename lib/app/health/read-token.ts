import type { HealthTools } from "./health-check.ts";

/** A token, or the reason why there is none. */
export type Token = { readonly token: string } | { readonly reason: string };

/** Reads a token from an environment variable. The reason never has its value. */
export function readToken(variable: string, { env }: HealthTools): Token {
  const token = env[variable]?.trim() ?? "";
  if (token === "") return { reason: `the environment variable ${variable} is not set` };
  return /^[!-~]{1,8192}$/.test(token) ? { token } : { reason: `the environment variable ${variable} has no token in one line` };
}
