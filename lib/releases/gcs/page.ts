import * as z from "zod/mini";
import type { ListedObject } from "../store.ts";
import { BODY_KEY } from "./requests.ts";
import type { Attempt } from "./retry.ts";

export interface Page {
  readonly objects: readonly ListedObject[];
  readonly nextPageToken: string | undefined;
}

const schema = z.object({
  items: z.optional(
    z.array(z.object({ name: z.string(), crc32c: z.optional(z.string()), metadata: z.optional(z.record(z.string(), z.string())) })),
  ),
  nextPageToken: z.optional(z.string()),
});

/** The objects of a page by their names below `prefix`, each with its metadata where that tells of its content. */
export function parsePage(json: unknown, prefix: string): Attempt<Page> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { failed: "an answer that is no listing" };
  const { items = [], nextPageToken } = parsed.data;
  const objects = items
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, crc32c, metadata: { [BODY_KEY]: body, ...metadata } = {} }) => ({
      name: name.slice(prefix.length),
      // Whoever writes by other means writes other bytes, and leaves no hash of them or an old one.
      metadata: body !== undefined && body === crc32c ? metadata : undefined,
    }));
  return { value: { objects, nextPageToken: nextPageToken === "" ? undefined : nextPageToken } };
}
