import * as z from "zod/mini";
import type { SecretFile, SecretValue } from "../needs/need.ts";
import type { EnvContext } from "./context.ts";
import {
  type FieldRef,
  fieldRefSchema,
  type Inherit,
  inheritSchema,
  type ResourceFieldRef,
  resourceFieldRefSchema,
  type Unset,
  unsetSchema,
} from "./env-values.ts";
import { type Plain, plainSchema } from "./plain.ts";
import { literalOr } from "./schema-parts.ts";

/** The value of a variable. `$(NAME)` in a string refers to another variable of the service, and `$$(NAME)` is the text itself. */
export type EnvValue = string | number | boolean | Computed;

/** The value of a variable that may have the name of a secret. */
type Computed = Plain | Unset | FieldRef | ResourceFieldRef | SecretValue;

/**
 * Environment variables. A variable named like a secret takes no literal string. Fairlead checks more names than the compiler.
 * `X` are further values.
 */
export interface Env<X = never> {
  readonly [name: string]: EnvValue | X;
  // The words have no name of their own: the bundler of types loses a name inside an index signature.
  readonly [name: `${string}${
    | "PASSWORD" | "TOKEN" | "SECRET" | "BEARER" | "CREDENTIALS" | "API_KEY" | "ACCESS_KEY" | "PRIVATE_KEY" | "SECRET_KEY" | "SIGNING_KEY"
    | "password" | "token" | "secret" | "bearer" | "credentials" | "api_key" | "access_key" | "private_key" | "secret_key" | "signing_key"
    | "Password" | "Token" | "Secret" | "Bearer" | "Credentials" | "ApiKey" | "AccessKey" | "PrivateKey" | "SecretKey" | "SigningKey"
    }`]: SecretFile | boolean | `/${string}` | `${string}$(${string})${string}` | Computed | X; // prettier-ignore
}

/** Environment variables, or a function that returns them. */
export type EnvInput<P, N, C> = Env | ((context: EnvContext<P, N, C>) => Env);

/** The values that `env` of an init container or a sidecar may refer to. */
export interface PartContext<P, N, C> extends EnvContext<P, N, C> {
  /** The variables of the service: `({ env }) => ({ ...env })` gives the container all of them. */
  readonly env: Readonly<Record<string, Inherit>>;
}

/** Environment variables of an init container or a sidecar, or a function that returns them. */
export type PartEnvInput<P, N, C> = Env<Inherit> | ((context: PartContext<P, N, C>) => Env<Inherit>);

const secretValueSchema = z.strictObject({ kind: z.literal("secretValue"), file: z.string(), because: z.optional(z.string()) });

/** The schema of a variable's value. */
export const envValueSchema = literalOr(
  z.union([z.string(), z.number(), z.boolean()]),
  {
    plain: plainSchema,
    unset: unsetSchema,
    inherit: inheritSchema,
    fieldRef: fieldRefSchema,
    resourceFieldRef: resourceFieldRefSchema,
    secretValue: secretValueSchema,
  },
  "must be a string, a number or a boolean",
);

export const envSchema = z.union(
  [z.record(z.string(), envValueSchema), z.custom((value) => typeof value === "function")],
  "must be an object of strings, numbers and booleans, or a function that returns one",
);
