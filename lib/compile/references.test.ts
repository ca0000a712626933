import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelOf } from "../../test/fleets.ts";
import { idOf, type Pod, podsOf } from "../../test/pods.ts";
import { randomFleet, type RandomFleet } from "../../test/random-fleet.ts";
import { isRecord } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import { isWorkload } from "../model/workload.ts";
import { compileStack } from "./compile-stack.ts";
import { findPath } from "./manifest-path.ts";
import type { CompiledObject } from "./compiled-object.ts";

/** The objects of one stack, with indexes over them. */
class Stack {
  readonly objects: readonly CompiledObject[];
  readonly ids: ReadonlySet<string>;
  readonly pods: readonly Pod[];

  constructor(objects: Stack["objects"]) {
    this.objects = objects;
    this.ids = new Set(objects.map(({ manifest }) => idOf(manifest)));
    this.pods = podsOf(objects);
  }

  of(...kinds: readonly string[]): readonly Manifest[] {
    return this.objects.flatMap(({ manifest }) => (kinds.includes(manifest.kind) ? [manifest] : []));
  }
}

const at = (value: unknown, path: string): unknown => findPath(value, path)?.value;
const reference = (kind: string, value: unknown, path: string): readonly string[] => {
  const name = at(value, path);
  return typeof name === "string" ? [`${kind}/${name}`] : [];
};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const selects = (selector: unknown, labels: unknown): boolean =>
  isRecord(selector) && isRecord(labels) && Object.entries(selector).every(([key, value]) => labels[key] === value);

function stacksOf({ fleet, locks }: RandomFleet): readonly Stack[] {
  const model = modelOf(fleet);
  return model.stacks.map((stack) => {
    const { manifests, problems } = compileStack(model, stack, locks.get(stack.name) ?? new Map());
    expect(problems.filter(({ severity }) => severity !== "warning")).toEqual([]);
    return new Stack(manifests);
  });
}

const holds = (check: (stack: Stack) => void): void => {
  fc.assert(
    fc.property(randomFleet, (random) => {
      for (const stack of stacksOf(random)) check(stack);
    }),
    { numRuns: 60, endOnFailure: true },
  );
};

describe("in any fleet", () => {
  it("Services, disruption budgets and workloads select the workload's pods, and no pod of a job", () => {
    holds((stack) => {
      for (const manifest of stack.of("Service", "PodDisruptionBudget", "Deployment", "StatefulSet", "DaemonSet")) {
        const selector = at(manifest, manifest.kind === "Service" ? "spec.selector" : "spec.selector.matchLabels");
        const found = stack.pods.filter(({ labels }) => selects(selector, labels)).map(({ owner }) => owner);
        if (isRecord(selector) && "front" in selector) {
          expect(found.filter(({ kind }) => isWorkload(kind)).length).toBeGreaterThan(0);
          continue;
        }
        expect([idOf(manifest), found.filter(({ kind }) => isWorkload(kind)).length, found.length]).toEqual([idOf(manifest), 1, 1]);
        expect(found[0]?.metadata.name).toBe(manifest.metadata.name.replace(/-headless$/, ""));
      }
    });
  });

  it("exactly one policy besides default-deny selects each pod", () => {
    holds((stack) => {
      const policies = stack.of("NetworkPolicy").map((policy) => at(policy, "spec.podSelector.matchLabels"));
      for (const { labels } of stack.pods) expect(policies.filter((selector) => selects(selector, labels)).length).toBe(1);
    });
  });

  it("for each egress to a service, that service has a matching ingress", () => {
    holds((stack) => {
      const policies = stack.of("NetworkPolicy");
      const instance = "podSelector.matchLabels.app.kubernetes.io/instance";
      for (const policy of policies) {
        for (const rule of list(at(policy, "spec.egress"))) {
          // A peer of another namespace belongs to another stack.
          const own = list(at(rule, "to")).filter((peer) => at(peer, "namespaceSelector") === undefined);
          for (const callee of own.flatMap((peer) => at(peer, instance) ?? [])) {
            const rules = policies.flatMap((other) => (other.metadata.name === callee ? list(at(other, "spec.ingress")) : []));
            for (const { port } of list(at(rule, "ports")) as readonly { readonly port: number }[]) {
              const open = rules.some(
                (each) =>
                  list(at(each, "from")).some((peer) => at(peer, instance) === policy.metadata.name) &&
                  list(at(each, "ports")).some((one) => at(one, "port") === port),
              );
              expect([policy.metadata.name, callee, port, open]).toEqual([policy.metadata.name, callee, port, true]);
            }
          }
        }
      }
    });
  });

  it("every name in a pod refers to an object", () => {
    holds((stack) => {
      for (const { owner, spec } of stack.pods) {
        const volumes = list(at(spec, "volumes"));
        const containers = [...list(at(spec, "initContainers")), ...list(at(spec, "containers"))];
        const wanted = [
          ...reference("ServiceAccount", spec, "serviceAccountName"),
          ...reference("PriorityClass", spec, "priorityClassName"),
          ...volumes.flatMap((volume) => reference("ConfigMap", volume, "configMap.name")),
          ...volumes.flatMap((volume) => reference("ExternalSecret", volume, "secret.secretName")),
          ...containers.flatMap((container) => reference("ConfigMap", container, "envFrom.0.configMapRef.name")),
        ];
        expect([idOf(owner), wanted.filter((id) => !stack.ids.has(id))]).toEqual([idOf(owner), []]);
        const mounted = containers.flatMap((each) => list(at(each, "volumeMounts")).map((mount) => at(mount, "name")));
        const claims = list(at(owner, "spec.volumeClaimTemplates")).map((template) => at(template, "metadata.name"));
        expect(new Set(mounted)).toEqual(new Set([...volumes.map((volume) => at(volume, "name")), ...claims]));
        expect(reference("Service", owner, "spec.serviceName").filter((id) => !stack.ids.has(id))).toEqual([]);
      }
    });
  });

  it("every config and every secret is used by a pod", () => {
    holds((stack) => {
      const used = JSON.stringify(stack.pods.map(({ spec }) => spec));
      const unused = stack.of("ConfigMap", "ExternalSecret").filter(({ metadata }) => !used.includes(`"${metadata.name}"`));
      expect(unused.map(idOf)).toEqual([]);
    });
  });

  it("autoscalers, routes and Applications refer to objects and directories that exist", () => {
    holds((stack) => {
      for (const autoscaler of stack.of("HorizontalPodAutoscaler", "ScaledObject")) {
        const { kind, name } = at(autoscaler, "spec.scaleTargetRef") as Readonly<Record<string, string>>;
        expect(stack.ids.has(`${kind}/${name}`)).toBe(true);
      }
      for (const route of stack.of("HTTPRoute")) {
        const backend = at(route, "spec.rules.0.backendRefs.0");
        // A redirect has no backend.
        if (backend === undefined) continue;
        const [service] = stack.of("Service").filter(({ metadata }) => metadata.name === at(backend, "name"));
        expect(
          list(at(service, "spec.ports"))
            .map((port) => at(port, "port"))
            .filter((port) => port === at(backend, "port")).length,
        ).toBe(1);
      }
      const services = new Set(
        stack.objects.flatMap(({ scope }) => (scope.kind === "service" ? [`pulumi-gen/${scope.stack}/services/${scope.service}`] : [])),
      );
      // Only the engine renders the objects of a component.
      const sources = stack.objects.flatMap(({ scope, manifest }) =>
        scope.kind === "application" && scope.name !== "platform" ? [at(manifest, "spec.source.path")] : [],
      );
      expect(new Set(sources.filter((path) => !String(path).endsWith("/platform/search")))).toEqual(services);
    });
  });
});
