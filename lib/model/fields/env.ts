import * as z from "zod/mini";
import type { BoundNeed, SecretFile } from "../needs/need.ts";

export type EnvValue = string | number | boolean;

/** Environment variables. A variable named like a secret takes only the path of a secret's file. */
export interface Env {
  readonly [name: string]: EnvValue;
  // The words have no name of their own: the bundler of types loses a name inside an index signature.
  readonly [name: `${string}${
    | "PASSWORD" | "TOKEN" | "SECRET" | "BEARER" | "KEY" | "CREDENTIAL"
    | "password" | "token" | "secret" | "bearer" | "key" | "credential"}${string}`]: SecretFile; // prettier-ignore
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

export const envSchema = z.union(
  [
    z.record(z.string(), z.union([z.string(), z.number(), z.boolean()], "must be a string, a number or a boolean")),
    z.custom((value) => typeof value === "function"),
  ],
  "must be an object of strings, numbers and booleans, or a function that returns one",
);
