import { z } from "zod";
import type { PendingOperation, RecordedResource, RecordedStack } from "../../cloud/recorded.ts";

const Values = z.record(z.string(), z.unknown());

const Resource = z
  .object({
    urn: z.string(),
    type: z.string(),
    parent: z.string().optional(),
    custom: z.boolean(),
    id: z.string().optional(),
    inputs: Values.default({}),
    outputs: Values.default({}),
    protect: z.boolean().default(false),
    dependencies: z.array(z.string()).default([]),
    propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
    aliases: z.array(z.string()).default([]),
    delete: z.boolean().default(false),
    external: z.boolean().default(false),
  })
  .transform(({ propertyDependencies, parent, id, ...rest }): RecordedResource => ({
    ...rest,
    ...(parent === undefined ? {} : { parent }),
    ...(id === undefined ? {} : { id }),
    name: rest.urn.split("::").slice(3).join("::"),
    propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([path, urns]) => [path, urns ?? []])),
  }));

const Pending = z
  .object({ resource: Resource, type: z.enum(["creating", "updating", "deleting", "reading", "importing"]) })
  .transform(({ resource, type }): PendingOperation => ({ kind: type, resource }));

/** A state file as the `file` and `gs` backends write it. */
const State = z.object({
  version: z.literal(3),
  checkpoint: z.object({
    latest: z
      .object({
        secrets_providers: z.object({ type: z.string(), state: z.record(z.string(), z.unknown()).optional() }).optional(),
        resources: z.array(Resource).default([]),
        pending_operations: z.array(Pending).default([]),
      })
      .optional(),
  }),
});

/** The encryption that a state was written with. */
export interface RecordedSecrets {
  /** `passphrase` or `cloud`. */
  readonly type: string;
  readonly salt: string | undefined;
  readonly encryptedKey: string | undefined;
}

/** A state file, parsed. */
export interface ParsedState {
  readonly recorded: RecordedStack;
  /** Undefined for a stack that no run has written yet. */
  readonly secrets: RecordedSecrets | undefined;
}

/** Parses a state file. @throws SyntaxError or ZodError if it is no state */
export function parseState(stack: string, text: string): ParsedState {
  const { latest } = State.parse(JSON.parse(text)).checkpoint;
  const { resources = [], pending_operations: pendingOperations = [], secrets_providers: provider } = latest ?? {};
  const state = provider?.state ?? {};
  return {
    recorded: { stack, resources, pendingOperations },
    secrets: provider && { type: provider.type, salt: textOf(state["salt"]), encryptedKey: textOf(state["encryptedkey"]) },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
