import { shorten } from "../../base/text.ts";
import { isRepository } from "../image.ts";
import { compareQuantities, normalizeQuantity } from "../quantity.ts";
import { splitReference } from "../servers.ts";
import { type InCluster, providersOf } from "../stack-fields/providers.ts";
import type { StackRule } from "./rule.ts";

/** Checks the servers that run in the cluster: their sizes, their image, and the reason on prod. */
export const providersRule: StackRule = ({ providers, tier }, report) => {
  for (const [kind, provider] of Object.entries(providersOf(providers))) {
    const at = `providers.${kind}`;
    const { because, image } = provider;
    for (const field of ["storage", "memory"] as const) {
      const problem = bytesProblem(provider[field]);
      if (problem !== undefined) report(`${at}.${field}`, problem, SIZES[field]);
    }
    if (image !== undefined && !isRepository(splitReference(image)?.image ?? ""))
      report(`${at}.image`, `"${shorten(image)}" is not an image with a tag and a digest: "repo:tag@sha256:..."`);
    if (because !== undefined && because.trim() === "") report(`${at}.because`, "must not be empty");
    else if (tier === "prod" && because === undefined)
      report(at, "needs a reason on prod: a server in the cluster has one pod and no backup", reasonHint(kind));
  }
};

const SIZES: Readonly<Record<"memory" | "storage", string>> = { storage: 'write it: storage: "1Gi"', memory: 'write it: memory: "256Mi"' };

const reasonHint = (kind: string): string => `write it: ${kind}: inCluster({ because: "the data can be lost" }), or ${kind}: "cloud"`;

/** Explains that a quantity of bytes is malformed or below 1 MiB. Returns undefined if it is valid. */
function bytesProblem(text: InCluster["memory"]): string | undefined {
  if (text === undefined) return undefined;
  const normal = normalizeQuantity(text);
  if (normal === undefined) return `"${shorten(text)}" is not a quantity`;
  if (/[num]$/.test(normal)) return `${text} is not a whole number of bytes`;
  return compareQuantities(text, "64Mi") === -1 ? `must be at least 64Mi, got ${text}` : undefined;
}
