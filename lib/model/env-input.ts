import type { BoundNeed, SecretFile } from "./needs/need.ts";

export type EnvValue = string | number | boolean;

/** Words in the name of an environment variable that mark its value as a secret. */
type SecretWord =
  | "PASSWORD" | "TOKEN" | "SECRET" | "BEARER" | "KEY" | "CREDENTIAL"
  | "password" | "token" | "secret" | "bearer" | "key" | "credential"; // prettier-ignore

/** Environment variables. A variable named like a secret takes only the path of a secret's file. */
export interface Env {
  readonly [name: string]: EnvValue;
  readonly [name: `${string}${SecretWord}${string}`]: SecretFile;
}

/** The values that `env` may refer to. The compiler checks every name. */
export interface EnvContext<P, N, C> {
  /** Container ports by name. */
  readonly ports: { readonly [K in keyof P]: number };
  readonly needs: { readonly [K in keyof N]: BoundNeed<N[K]> };
  readonly calls: { readonly [K in keyof C]: BoundCall };
}

/** The address of a service that is called. */
export interface BoundCall {
  readonly host: string;
  readonly port: number;
  /** `host:port` */
  readonly address: string;
}

/** Environment variables, or a function that returns them. */
export type EnvInput<P, N, C> = Env | ((context: EnvContext<P, N, C>) => Env);
