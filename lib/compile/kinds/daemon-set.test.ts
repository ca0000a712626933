import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import type { Manifest } from "../../model/manifest.ts";
import { findPath } from "../manifest-path.ts";

const because = "it reads logs";

const objects = (daemon: Fields = {}): readonly Manifest[] =>
  compileFleet(fleetOf({ services: [serviceFile("agent", { daemon })], stacks: [stackFile("latest", { podSecurity: "privileged" })] })).map(
    ({ manifest }) => manifest,
  );

const valueOf = (path: string, daemon?: Fields): unknown =>
  findPath(
    objects(daemon).find(({ kind }) => kind === "DaemonSet"),
    path,
  )?.value;

const POD = "spec.template.spec";

describe("a DaemonSet", () => {
  it.each<readonly [title: string, path: string, daemon: Fields, expected: unknown]>([
    [
      "stops a tenth of its pods at a time",
      "spec.updateStrategy",
      {},
      { rollingUpdate: { maxSurge: 0, maxUnavailable: "10%" }, type: "RollingUpdate" },
    ],
    ["stops two pods at a time", "spec.updateStrategy.rollingUpdate.maxUnavailable", { maxUnavailable: 2 }, 2],
    ["has no number of pods", "spec.replicas", {}, undefined],
    ["has no spread", `${POD}.topologySpreadConstraints`, {}, undefined],
    ["has no affinity", `${POD}.affinity`, {}, undefined],
    ["is an agent", "metadata.labels.app.kubernetes.io/component", {}, "agent"],
    ["runs as an ordinary user", `${POD}.securityContext.runAsUser`, {}, 10_001],
    ["tolerates no taint", `${POD}.tolerations`, {}, undefined],
    ["tolerates every taint", `${POD}.tolerations`, { exceptions: { everyNode: { because } } }, [{ operator: "Exists" }]],
    ["has the network of the node", `${POD}.hostNetwork`, { exceptions: { hostNetwork: { because } } }, true],
    ["asks the cluster's DNS from there", `${POD}.dnsPolicy`, { exceptions: { hostNetwork: { because } } }, "ClusterFirstWithHostNet"],
    ["sees the processes of the node", `${POD}.hostPID`, { exceptions: { hostProcesses: { because } } }, true],
    ["runs as root", `${POD}.containers.0.securityContext.runAsUser`, { exceptions: { root: { because } } }, 0],
    [
      "has no capabilities as root",
      `${POD}.containers.0.securityContext.capabilities`,
      { exceptions: { root: { because } } },
      { drop: ["ALL"] },
    ],
    [
      "opens a port of the node",
      `${POD}.containers.0.ports`,
      { exceptions: { hostPorts: { because, ports: { http: 80 } } } },
      [{ containerPort: 8080, hostPort: 80, name: "http", protocol: "TCP" }],
    ],
  ])("%s", (_title, path, daemon, expected) => {
    expect(valueOf(path, daemon)).toEqual(expected);
  });

  it("reads paths of the node, and writes only where it must", () => {
    const paths = {
      logs: { path: "/var/log" },
      state: { path: "/var/lib/agent", mountPath: "/state", readOnly: false, type: "DirectoryOrCreate" },
    };
    const daemon = { exceptions: { hostPaths: { because, paths } } };
    expect(valueOf(`${POD}.containers.0.volumeMounts`, daemon)).toEqual([
      { mountPath: "/tmp", name: "tmp" },
      { mountPath: "/var/log", name: "host-logs", readOnly: true },
      { mountPath: "/state", name: "host-state" },
    ]);
    expect([1, 2].map((index) => valueOf(`${POD}.volumes.${index}`, daemon))).toEqual([
      { hostPath: { path: "/var/log", type: "Directory" }, name: "host-logs" },
      { hostPath: { path: "/var/lib/agent", type: "DirectoryOrCreate" }, name: "host-state" },
    ]);
  });

  it("has neither an autoscaler nor a disruption budget", () => {
    const kinds = objects().flatMap(({ kind, metadata: { name } }) => (name === "agent" ? [kind] : []));
    expect(kinds).toEqual(["ServiceAccount", "DaemonSet", "Service", "NetworkPolicy"]);
  });

  it("needs a namespace with the stack's Pod Security level", () => {
    const [namespace] = objects().filter(({ kind }) => kind === "Namespace");
    expect(findPath(namespace, "metadata.labels.pod-security.kubernetes.io/enforce")?.value).toBe("privileged");
  });
});
