import { expect, it } from "vitest";
import { fleetOf, lockFor, modelOf, serviceFile } from "../../../test/fleets.ts";
import { defineImage, inherit } from "../../index.ts";
import { explainPath } from "./explain-path.ts";
import type { Subject } from "./subject.ts";

const ENVOY = {
  file: "services/envoy.ts",
  image: defineImage("envoy", { owner: "platform@example.com", image: "docker.io/envoyproxy/envoy" }),
};

const fleet = fleetOf({
  images: [ENVOY],
  services: [
    serviceFile("cart", {
      sidecars: { proxy: { image: ENVOY.image, env: { LEVEL: "info", MODE: "a" } } },
      env: { HOST: "h" },
      init: { wait: { command: ["wait"], args: () => ["-v"], env: { HOST: inherit("HOST"), TRIES: 3 } } },
      instances: { eu: { sidecars: { proxy: { env: { LEVEL: "debug" } } } }, us: {} },
    }),
  ],
});
const [model, lock] = [modelOf(fleet), new Map(lockFor(fleet))];
lock.set("cart-eu", { tag: "v1" });

/** Returns the instance eu on its stack. */
function eu(): Subject {
  const [stack] = model.stacks;
  const [service] = stack?.services ?? [];
  if (stack === undefined || service === undefined) throw new Error("nothing runs");
  return { model, stack, service, lock };
}

it.each<[path: string, kind: string | undefined, used: readonly string[]]>([
  ["spec.template.spec.initContainers.1.image", undefined, ["sidecars.proxy.image: service", "envoy.tag: lock", "envoy.digest: lock"]],
  ["data.LEVEL", "ConfigMap", ["sidecars.proxy.env.LEVEL: instance eu"]],
  ["data.MODE", "ConfigMap", ["sidecars.proxy.env.MODE: service"]],
  ["data.TRIES", "ConfigMap", ["init.wait.env.TRIES: service"]],
  ["init.wait.env.HOST", undefined, ["init.wait.env.HOST: service"]],
  ["init.wait.args.0", undefined, ["init.wait.args: service"]],
])("explains %s by what sets it, and by nothing else", (path, kind, used) => {
  const { influences = [] } = explainPath(eu(), path, kind) ?? {};
  expect(influences.map(({ field, chain }) => `${field}: ${chain.find(({ inForce }) => inForce)?.layer}`)).toEqual(used);
});
