import { type Output, secret } from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";

/** Bytes of a password: 32 characters. */
const BYTES = 24;

/** The passwords of one run. Both consumers of a secret get the same. */
export class Passwords {
  readonly #fresh: ReadonlySet<string>;
  readonly #made = new Map<string, Output<string>>();

  /** @param fresh the secrets that get a new password */
  constructor(fresh: readonly string[]) {
    this.#fresh = new Set(fresh);
  }

  /** True if the state has the password already. Then the engine keeps the recorded one. */
  isRecorded(name: string): boolean {
    return !this.#fresh.has(name);
  }

  /** Returns the password of a secret. The state encrypts it, and no event shows it. */
  of(name: string): Output<string> {
    const made = this.#made.get(name) ?? secret(randomBytes(BYTES).toString("base64url"));
    this.#made.set(name, made);
    return made;
  }
}
