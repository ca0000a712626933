import type { Manifest } from "../lib/model/manifest.ts";
import type { StackModel } from "../lib/model/model.ts";
import { checkOwners } from "../lib/compile/hatch/owners/registry.ts";
import { stackOwners } from "../lib/compile/hatch/owners/stack-owners.ts";
import { front } from "../lib/model/fields/front.ts";
import { newClaim } from "../lib/model/fields/volumes.ts";
import { bucket } from "../lib/model/needs/bucket.ts";
import { secret } from "../lib/model/needs/secret.ts";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "./fleets.ts";

const HTTP = { http: { port: 8080, protocol: "http" } } as const;

const [first] = modelOf(
  fleetOf({
    services: [
      serviceFile("cart", { needs: { token: secret(), files: bucket() } }),
      serviceFile("web", {
        front: front("shopfront", { ports: HTTP }),
        jobs: { migrate: { command: ["./migrate"], timeoutSeconds: 600 } },
        needs: { token: secret({ keys: ["user"] }), files: bucket() },
        podLabels: { team: "front" },
        public: { port: "http" },
        stateful: {},
        volumes: { data: newClaim({ path: "/data", size: "1Gi", accessMode: "ReadWriteMany" }) },
      }),
      serviceFile("web-api"),
    ],
    stacks: [stackFile("latest", { components: { edge: () => undefined } }), stackFile("other", { domain: "other.example.com" })],
  }),
).stacks;

/** The stack `latest` with the services `cart`, `web` and `web-api`. */
export const OWNED = first as StackModel;

/** Lists the problems of an object that the service `cart` adds, or that a component adds. */
export function ownerProblems(object: Fields, owner: "service" | "component" | "platform" = "service"): readonly string[] {
  const manifest = { metadata: { name: "extra" }, ...object } as Manifest;
  const problems: string[] = [];
  const by = owner === "platform" ? { kind: owner } : { kind: owner, name: owner === "service" ? "cart" : "edge" };
  checkOwners({ object: manifest, owner: by, stack: OWNED, owners: stackOwners(OWNED), isAdded: true }, (path, message) =>
    problems.push(`${path}: ${message}`),
  );
  return problems;
}
