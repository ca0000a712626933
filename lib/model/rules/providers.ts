import { shorten } from "../../base/text.ts";
import { isRepository } from "../image.ts";
import { serverBytesProblem } from "../needs/server-bytes.ts";
import { splitReference } from "../servers.ts";
import { providersOf } from "../stack-fields/providers.ts";
import type { StackRule } from "./rule.ts";

/** Checks the servers that run in the cluster: their sizes, their image, and the reason on prod. */
export const providersRule: StackRule = ({ providers, tier }, report) => {
  for (const [kind, provider] of Object.entries(providersOf(providers))) {
    const at = `providers.${kind}`;
    const { because, image } = provider;
    for (const field of ["storage", "memory"] as const) {
      const text = provider[field];
      const problem = text === undefined ? undefined : serverBytesProblem(text);
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
