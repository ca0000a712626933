import * as z from "zod/mini";

/** The incoming traffic of a service beside its callers. An empty list closes what a lower layer opened. */
export interface AllowFromInput<P extends string> {
  /** Names of ports by namespace of the same cluster: `{ ops: ["http"] }`. @default none */
  readonly namespaces?: Readonly<Record<string, readonly P[]>>;
  /** Names of ports by address range: `{ "10.8.0.0/16": ["grpc"] }`. A range has at least a prefix of 8 bits. @default none */
  readonly ranges?: Readonly<Record<string, readonly P[]>>;
}

/** The incoming traffic of a service by place. */
export interface AllowFrom {
  readonly namespaces: Readonly<Record<string, readonly string[]>>;
  readonly ranges: Readonly<Record<string, readonly string[]>>;
}

const byPlace = z.record(z.string(), z.array(z.string()));

export const allowFromSchema = z.strictObject({ namespaces: z.optional(byPlace), ranges: z.optional(byPlace) });

const NOBODY: AllowFrom = { namespaces: {}, ranges: {} };

export const allowFromOf = (input: AllowFromInput<string> | undefined): AllowFrom =>
  input === undefined ? NOBODY : { ...NOBODY, ...input };
