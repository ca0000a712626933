import { describe, expect, it } from "vitest";
import { compileFleet } from "../../test/compile-fleet.ts";
import { fullFleet } from "../../test/full-fleet.ts";
import { containersOf, podsOf } from "../../test/pods.ts";
import { isRecord } from "../base/values.ts";
import { findPath } from "./manifest-path.ts";

const pods = podsOf(compileFleet(fullFleet()));
const containers = containersOf(pods);

/** Lists the containers for which a check fails. */
const lacking = (holds: (container: Readonly<Record<string, unknown>>) => boolean): readonly string[] =>
  containers.flatMap(({ container, name }) => (holds(container) ? [] : [name]));

it("covers every workload", () => {
  expect([pods.length, containers.length]).toEqual([16, 24]);
});

describe("every container, of jobs and init containers too,", () => {
  it("runs as an unprivileged user, without capabilities, on a read-only file system", () => {
    const security = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsGroup: 10001,
      runAsNonRoot: true,
      runAsUser: 10001,
      seccompProfile: { type: "RuntimeDefault" },
    };
    expect(lacking(({ securityContext }) => JSON.stringify(securityContext) === JSON.stringify(security))).toEqual([]);
  });

  it("has requests and limits for cpu, memory and ephemeral storage", () => {
    const kinds = ["cpu", "ephemeral-storage", "memory"];
    expect(
      lacking(({ resources }) =>
        ["requests", "limits"].every((side) => kinds.every((kind) => typeof findPath(resources, `${side}.${kind}`)?.value === "string")),
      ),
    ).toEqual([]);
  });

  it("has an image with a digest, the pull policy Always, and a /tmp", () => {
    expect(lacking(({ image, imagePullPolicy }) => /@sha256:[0-9a-f]{64}$/.test(String(image)) && imagePullPolicy === "Always")).toEqual(
      [],
    );
    expect(lacking((container) => findPath(container, "volumeMounts.tmp.mountPath")?.value === "/tmp")).toEqual([]);
  });

  it("mounts volumes that its pod has", () => {
    const dangling = containers.filter(({ owner, pod, container }) => {
      const claims = [findPath(owner, "spec.volumeClaimTemplates")?.value].find(Array.isArray) ?? [];
      const names = claims.map((claim: unknown) => ({ name: findPath(claim, "metadata.name")?.value }));
      const volumes = [...([findPath(pod, "volumes")?.value].find(Array.isArray) ?? []), ...names];
      const mounts = container["volumeMounts"];
      return (
        !Array.isArray(mounts) ||
        mounts.some(
          (mount: unknown) => !volumes.some((volume: unknown) => isRecord(volume) && isRecord(mount) && volume["name"] === mount["name"]),
        )
      );
    });
    expect(dangling.map(({ name }) => name)).toEqual([]);
  });

  it("of a Deployment has three probes with five numbers each; readiness and liveness differ", () => {
    const main = containers.filter(({ owner, field }) => owner.kind === "Deployment" && field === "containers");
    const numbers = ["failureThreshold", "initialDelaySeconds", "periodSeconds", "successThreshold", "timeoutSeconds"];
    const probes = main.map(({ name, container }) => {
      const [readiness, liveness, startup] = ["readinessProbe", "livenessProbe", "startupProbe"].map((probe) => container[probe]);
      const complete = [readiness, liveness, startup].every((probe) =>
        numbers.every((field) => Number.isInteger(findPath(probe, field)?.value)),
      );
      return [name, complete, JSON.stringify(readiness) !== JSON.stringify(liveness)];
    });
    expect(probes).toEqual(main.map(({ name }) => [name, true, true]));
    expect(main.filter(({ container }) => /"httpGet":\{[^}]*"host":/.test(JSON.stringify(container))).map(({ name }) => name)).toEqual([]);
  });
});
