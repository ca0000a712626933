import { expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { fixed, single } from "../../index.ts";
import { explainPath } from "./explain-path.ts";

const because = "it reads logs";
const agent: Fields = {
  daemon: {
    maxUnavailable: 2,
    exceptions: { hostNetwork: { because }, hostPaths: { because, paths: { logs: { path: "/var/log" } } }, everyNode: { because } },
  },
};
const ledger: Fields = { stateful: { volumes: { data: { path: "/data", size: "1Gi" } }, order: "parallel" }, scale: fixed(4) };

it.each<readonly [path: string, fields: Fields, value: unknown, influences: readonly string[]]>([
  ["spec.strategy.type", { scale: single() }, "Recreate", ["scale"]],
  ["spec.replicas", { scale: single() }, 1, ["scale"]],
  ["spec.replicas", ledger, 4, ["scale"]],
  ["stateful.volumes.data.size", ledger, "1Gi", ["stateful.volumes.data.size"]],
  ["spec.volumeClaimTemplates.0.spec.resources.requests.storage", ledger, "1Gi", ["stateful.volumes.data.size"]],
  ["spec.podManagementPolicy", ledger, "Parallel", ["stateful.order"]],
  ["spec.updateStrategy.rollingUpdate.maxUnavailable", agent, 2, ["daemon.maxUnavailable"]],
  ["spec.template.spec.hostNetwork", agent, true, ["daemon.exceptions.hostNetwork.because"]],
  [
    "spec.template.spec.volumes.1.hostPath.path",
    agent,
    "/var/log",
    ["daemon.exceptions.hostPaths.because", "daemon.exceptions.hostPaths.paths.logs.path"],
  ],
])("explains %s", (path, fields, value, influences) => {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)], stacks: [stackFile("latest", { podSecurity: "privileged" })] });
  const model = modelOf(fleet);
  const [stack] = model.stacks;
  const [service] = stack?.services ?? [];
  if (stack === undefined || service === undefined) throw new Error("nothing runs");
  const explanation = explainPath({ model, stack, service, lock: lockFor(fleet) }, path, undefined);
  expect([explanation?.value, explanation?.influences.map(({ field }) => field)]).toEqual([value, influences]);
});
