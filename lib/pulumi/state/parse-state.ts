import { partsOfUrn } from "../../cloud/urn.ts";
import * as z from "zod/mini";
import type { PendingOperation, RecordedResource, RecordedStack } from "../../cloud/recorded.ts";

const values = z.record(z.string(), z.unknown());
const urns = z.array(z.string());

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  parent: z.optional(z.string()),
  custom: z.optional(z.boolean()),
  id: z.optional(z.string()),
  inputs: z.optional(values),
  outputs: z.optional(values),
  protect: z.optional(z.boolean()),
  dependencies: z.optional(urns),
  propertyDependencies: z.optional(z.record(z.string(), z.nullable(urns))),
  aliases: z.optional(urns),
  delete: z.optional(z.boolean()),
  external: z.optional(z.boolean()),
  created: z.optional(z.string()),
});

const pendingSchema = z.object({ resource: resourceSchema, type: z.enum(["creating", "updating", "deleting", "reading", "importing"]) });

/** A state file as the engine writes it to a directory or a bucket. */
const stateSchema = z.object({
  version: z.literal(3),
  checkpoint: z.object({
    latest: z.nullish(
      z.object({
        secrets_providers: z.nullish(z.object({ type: z.string(), state: z.nullish(values) })),
        resources: z.nullish(z.array(resourceSchema)),
        pending_operations: z.nullish(z.array(pendingSchema)),
      }),
    ),
  }),
});

/** The encryption that a state was written with. */
export interface RecordedSecrets {
  readonly salt: string | undefined;
  readonly encryptedKey: string | undefined;
  /** The key that encrypts: `gcpkms://projects/...`. @default a passphrase */
  readonly key: string | undefined;
}

/** A state file, parsed. */
export interface ParsedState {
  readonly recorded: RecordedStack;
  readonly secrets: RecordedSecrets;
}

/** Parses a state file. @throws SyntaxError if it is no JSON, $ZodError if it is no state */
export function parseState(stack: string, text: string): ParsedState {
  const { latest } = z.parse(stateSchema, JSON.parse(text)).checkpoint;
  const { state } = latest?.secrets_providers ?? {};
  const resources = (latest?.resources ?? []).map(toRecorded);
  const pendingOperations = (latest?.pending_operations ?? []).map(({ type, resource }): PendingOperation => ({
    kind: type,
    resource: toRecorded(resource),
  }));
  return {
    recorded: { stack, resources, pendingOperations },
    secrets: { salt: textOf(state?.["salt"]), encryptedKey: textOf(state?.["encryptedkey"]), key: textOf(state?.["url"]) },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function toRecorded(resource: z.infer<typeof resourceSchema>): RecordedResource {
  const { urn, type, parent, id, propertyDependencies = {}, custom = false, protect = false, external = false } = resource;
  return {
    urn,
    type,
    name: partsOfUrn(urn)[1],
    ...(parent === undefined ? {} : { parent }),
    custom,
    ...(id === undefined ? {} : { id }),
    inputs: resource.inputs ?? {},
    outputs: resource.outputs ?? {},
    protect,
    dependencies: resource.dependencies ?? [],
    propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([path, on]) => [path, on ?? []])),
    aliases: resource.aliases ?? [],
    delete: resource.delete ?? false,
    external,
    ...(resource.created === undefined ? {} : { created: resource.created }),
  };
}
