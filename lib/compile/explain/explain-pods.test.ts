import { expect, it } from "vitest";
import { fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { configDir, emptyDir, newClaim, single } from "../../index.ts";
import { explainPath } from "./explain-path.ts";

const cart = serviceFile("cart", {
  scale: single(),
  writable: { "/data": "1Mi", "/data/a.b": "2Mi" },
  volumes: {
    state: newClaim({ path: "/state", size: "1Gi" }),
    live: configDir({ path: "/etc/live", files: { "a.yaml": "a: 1" } }),
    work: emptyDir({ path: "/work", size: "1Mi" }),
  },
  nodes: { selector: { "example.com/pool": "a" }, arch: "arm64" },
  hostAliases: { "10.1.2.3": ["db"] },
  resources: { extended: { "nvidia.com/gpu": 1 } },
  user: 999,
  tiers: { latest: { termination: { preStopSeconds: 5 } } },
});
const fleet = fleetOf({ services: [cart], stacks: [stackFile("latest", { imagePullSecrets: ["registry"] })] });
const model = modelOf(fleet);

/** Explains a path, and returns its value and the fields that influence it. */
function explained(path: string): readonly unknown[] {
  const [stack] = model.stacks;
  const [service] = stack?.services ?? [];
  if (stack === undefined || service === undefined) throw new Error("nothing runs");
  const explanation = explainPath({ model, stack, service, lock: lockFor(fleet) }, path, undefined);
  return [explanation?.value, ...(explanation?.influences.map(({ field }) => field) ?? [])];
}

const POD = "spec.template.spec";

it.each<readonly [path: string, value: unknown, field: string]>([
  ["user", 999, "user"],
  ["writable./data/a.b", "2Mi", "writable./data/a.b"],
  ["nodes.selector.example.com/pool", "a", "nodes.selector.example.com/pool"],
  ["hostAliases.10.1.2.3", ["db"], "hostAliases.10.1.2.3"],
  ["resources.extended.nvidia.com/gpu", 1, "resources.extended.nvidia.com/gpu"],
  ["termination.preStopSeconds", 5, "termination.preStopSeconds"],
  [`${POD}.hostAliases.0.ip`, "10.1.2.3", "hostAliases.10.1.2.3"],
  [`${POD}.containers.cart.securityContext.runAsUser`, 999, "user"],
  [`${POD}.containers.cart.resources.limits.nvidia.com/gpu`, "1", "resources.extended.nvidia.com/gpu"],
  [`${POD}.containers.cart.lifecycle.preStop.sleep.seconds`, 5, "termination.preStopSeconds"],
  [`${POD}.nodeSelector.example.com/pool`, "a", "nodes.selector.example.com/pool"],
  [`${POD}.nodeSelector.kubernetes.io/arch`, "arm64", "nodes.arch"],
  [`${POD}.volumes.volume-state.persistentVolumeClaim.claimName`, "cart-state", "volumes.state"],
  [`${POD}.volumes.volume-live.configMap.name`, "cart-config-live", "volumes.live"],
  [`${POD}.imagePullSecrets.0.name`, "registry", "imagePullSecrets"],
  ["spec.resources.requests.storage", "1Gi", "volumes.state"],
  ["data.a.yaml", "a: 1", "volumes.live"],
])("explains %s", (path, value, field) => {
  expect(explained(path)).toEqual([value, field]);
});
