import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { podMonitoring, serviceMonitor } from "../../index.ts";
import type { Monitoring } from "../../model/stack-fields/monitoring.ts";
import { findPath } from "../manifest-path.ts";

const web = serviceFile("web", { public: { port: "http" }, metrics: { port: "http" } });

/** Compiles a stack whose cloud has an entrance and a secret store. */
const objectsOf = (monitoring: Monitoring) => {
  const gateway = { class: "gke-l7-global-external-managed" };
  const stack = stackFile("latest", { gateway, monitoring, cloud: { ingress: {}, secretStore: {} } });
  return compileFleet(fleetOf({ services: [web], stacks: [stack] }));
};

it.each<readonly [what: string, monitoring: Monitoring, kind: string]>([
  ["Google", podMonitoring(), "PodMonitoring"],
  ["an operator", serviceMonitor({ namespace: "monitoring" }), "ServiceMonitor"],
])("a stack has its entrance, its certificates and its secret store, and %s scrapes its services", (_what, monitoring, kind) => {
  const objects = objectsOf(monitoring);
  const wanted = ["Gateway", "ClusterSecretStore", "PodMonitoring", "ServiceMonitor"];
  expect(
    objects.flatMap(({ scope, manifest }) =>
      wanted.includes(manifest.kind) ? [`${scope.kind} ${manifest.kind} ${manifest.metadata.name}`] : [],
    ),
  ).toEqual(expect.arrayContaining(["platform Gateway external", "platform ClusterSecretStore secret-manager", `service ${kind} web`]));
  const found = objects.find(({ manifest }) => manifest.kind === "Gateway")?.manifest;
  expect(found?.metadata.annotations).toMatchObject({ "networking.gke.io/certmap": "latest-ingress" });
  expect(found && findPath(found, "spec.addresses.0.value")?.value).toBe("latest-ingress");
});
