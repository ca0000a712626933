import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { fixed, keda, scaledBy, single } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const IMAGE = `registry.example.com/shop/app:v1.2.3@${DIGEST}`;

const deployments = (fields: Fields = {}, stack: Fields = {}) => {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)], stacks: [stackFile("latest", stack)] });
  return compileFleet(fleet).flatMap(({ manifest }) => (manifest.kind === "Deployment" ? [manifest] : []));
};

const valueOf = (path: string, fields?: Fields, stack?: Fields): unknown => findPath(deployments(fields, stack)[0], path)?.value;

const LABELS = {
  "app.kubernetes.io/component": "api",
  "app.kubernetes.io/instance": "cart",
  "app.kubernetes.io/managed-by": "fairlead",
  "app.kubernetes.io/name": "cart",
  "app.kubernetes.io/part-of": "shop",
  "app.kubernetes.io/version": "v1.2.3",
  env: "latest",
  owner: "shopping",
};
const SELECTOR = { "app.kubernetes.io/instance": "cart", "app.kubernetes.io/name": "cart" };
const MAIN = "spec.template.spec.containers.0";
const POD = "spec.template.spec";

describe("a Deployment", () => {
  it.each<readonly [string, string, unknown]>([
    ["is of apps/v1", "apiVersion", "apps/v1"],
    ["has the labels of every object, and the version", "metadata.labels", LABELS],
    ["has the owner's address", "metadata.annotations", { email: "shopping@example.com" }],
    ["is in the stack's namespace", "metadata.namespace", "shop"],
    ["leaves the number of pods to the autoscaler", "spec.replicas", undefined],
    ["selects by name and instance only", "spec.selector", { matchLabels: SELECTOR }],
    ["keeps all pods during a rollout", "spec.strategy", { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 }, type: "RollingUpdate" }],
    ["waits ten seconds before the next pod", "spec.minReadySeconds", 10],
    ["gives up after ten minutes", "spec.progressDeadlineSeconds", 600],
    ["keeps five old ReplicaSets", "spec.revisionHistoryLimit", 5],
    ["has the same labels on its pods", "spec.template.metadata", { labels: LABELS }],
  ])("%s", (_title, path, expected) => {
    expect(valueOf(path)).toEqual(expected);
  });
});

describe("its pod", () => {
  it.each<readonly [string, string, unknown]>([
    ["has no service account token", "automountServiceAccountToken", false],
    ["has the service's ServiceAccount", "serviceAccountName", "cart"],
    ["limits the lookups of a name", "dnsConfig", { options: [{ name: "ndots", value: "2" }] }],
    ["gets no variables of other Services", "enableServiceLinks", false],
    ["has a priority class of the stack", "priorityClassName", "shop-normal"],
    ["has an explicit restart policy", "restartPolicy", "Always"],
    ["has a grace period above the preStop sleep", "terminationGracePeriodSeconds", 40],
    ["has one volume of limited size", "volumes", [{ emptyDir: { sizeLimit: "256Mi" }, name: "tmp" }]],
    [
      "runs as a user without permissions on the node",
      "securityContext",
      {
        fsGroup: 10001,
        fsGroupChangePolicy: "OnRootMismatch",
        runAsGroup: 10001,
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      },
    ],
    [
      "prefers different nodes",
      "affinity",
      {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { podAffinityTerm: { labelSelector: { matchLabels: SELECTOR }, topologyKey: "kubernetes.io/hostname" }, weight: 100 },
          ],
        },
      },
    ],
    [
      "prefers an even spread over zones",
      "topologySpreadConstraints",
      [
        {
          labelSelector: { matchLabels: SELECTOR },
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
        },
      ],
    ],
  ])("%s", (_title, path, expected) => {
    expect(valueOf(`${POD}.${path}`)).toEqual(expected);
  });
});

describe("its container", () => {
  it.each<readonly [string, string, unknown]>([
    ["runs the locked image by digest", "image", IMAGE],
    ["always pulls the image", "imagePullPolicy", "Always"],
    ["names its ports", "ports", [{ containerPort: 8080, name: "http", protocol: "TCP" }]],
    ["sleeps before it stops, until load balancers have removed it", "lifecycle", { preStop: { sleep: { seconds: 10 } } }],
    ["may write to /tmp", "volumeMounts", [{ mountPath: "/tmp", name: "tmp" }]],
    ["has no environment by default", "envFrom", undefined],
    ["has the image's own command", "command", undefined],
    ["has the image's own arguments", "args", undefined],
    [
      "has requests and limits",
      "resources",
      {
        limits: { cpu: "200m", "ephemeral-storage": "1Gi", memory: "128Mi" },
        requests: { cpu: "100m", "ephemeral-storage": "1Gi", memory: "128Mi" },
      },
    ],
    [
      "has no privileges",
      "securityContext",
      {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsGroup: 10001,
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      },
    ],
    [
      "is ready if its page answers",
      "readinessProbe",
      {
        failureThreshold: 3,
        httpGet: { path: "/healthz", port: 8080 },
        initialDelaySeconds: 5,
        periodSeconds: 10,
        successThreshold: 1,
        timeoutSeconds: 2,
      },
    ],
    [
      "is live if its port is open",
      "livenessProbe",
      { failureThreshold: 3, initialDelaySeconds: 5, periodSeconds: 10, successThreshold: 1, tcpSocket: { port: 8080 }, timeoutSeconds: 2 },
    ],
    [
      "has 150 seconds to start",
      "startupProbe",
      { failureThreshold: 30, initialDelaySeconds: 1, periodSeconds: 5, successThreshold: 1, tcpSocket: { port: 8080 }, timeoutSeconds: 2 },
    ],
  ])("%s", (_title, path, expected) => {
    expect(valueOf(`${MAIN}.${path}`)).toEqual(expected);
  });
});

describe("the number of pods", () => {
  const rolling = { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 }, type: "RollingUpdate" };
  it.each<readonly [string, Fields, unknown, unknown]>([
    ["one, which stops before the next one starts", { scale: single() }, 1, { type: "Recreate" }],
    ["a fixed one", { scale: fixed(4) }, 4, rolling],
    ["none with KEDA", { scale: keda({ min: 2, max: 9, triggers: [{ type: "cron", metadata: {} }] }) }, undefined, rolling],
    ["none with other software", { scale: scaledBy("the operator") }, undefined, rolling],
  ])("%s", (_title, fields, replicas, strategy) => {
    expect([valueOf("spec.replicas", fields), valueOf("spec.strategy", fields)]).toEqual([replicas, strategy]);
  });
});
