import * as z from "zod/mini";
import type { ListedObject } from "../store.ts";
import { BODY_KEY } from "./requests.ts";
import type { Attempt } from "../../system/retry.ts";

export interface Page {
  readonly objects: readonly ListedObject[];
  readonly nextPageToken: string | undefined;
}

const schema = z.object({
  kind: z.literal("storage#objects"),
  items: z.optional(
    z.array(z.object({ name: z.string(), crc32c: z.optional(z.string()), metadata: z.optional(z.record(z.string(), z.string())) })),
  ),
  nextPageToken: z.optional(z.string()),
});

/** Parses a page of a listing: object names below `prefix`, and metadata that belong to the current content. */
export function parsePage(json: unknown, prefix: string): Attempt<Page> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { failed: "the answer is not a listing" };
  const { items = [], nextPageToken } = parsed.data;
  const objects = items
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, crc32c, metadata: { [BODY_KEY]: body, ...metadata } = {} }) => ({
      name: name.slice(prefix.length),
      // Another tool that writes the object leaves no hash in the metadata, or the hash of the earlier bytes.
      metadata: body !== undefined && body === crc32c ? metadata : undefined,
    }));
  return { value: { objects, nextPageToken: nextPageToken === "" ? undefined : nextPageToken } };
}
