import { describe, expect, it } from "vitest";
import { changed, VALID } from "../../../test/hatch-objects.ts";
import { valueAt } from "../../base/values.ts";
import type { Manifest } from "../../model/manifest.ts";
import { placeOn, stackWith } from "../../../test/hatch-place.ts";
import { checkHatchObject } from "./check-hatch-object.ts";

const PROD = stackWith({ tier: "prod", podSecurity: "restricted", quota: { cpu: "10", memory: "10Gi" } });

function problemsOf(object: Manifest, stack = PROD): readonly string[] {
  const problems: string[] = [];
  const isValid = checkHatchObject(object, "", placeOn(stack), (path, message) => problems.push(`${path.slice(1)}: ${message}`));
  expect(isValid).toBe(problems.length === 0);
  return problems;
}

it.each(Object.entries(VALID))("a valid %s has no problem", (_kind, object) => {
  expect(problemsOf(object)).toEqual([]);
});

type Row = readonly [kind: string, path: string, value: unknown, ...problems: string[]];

const POD = "spec template spec";
const CONTAINER = `${POD} containers 0`;
const ENFORCED = 'the namespace enforces the Pod Security level "restricted"';
const DIGEST = "app:v1 has no digest; staging and prod require one: a tag can be pushed again";

const IMAGES: readonly Row[] = [
  ["Deployment", `${CONTAINER} image`, "app:v1", `spec.template.spec.containers.0.image: ${DIGEST}`],
  ["Pod", "spec containers 0 image", "app:v1", `spec.containers.0.image: ${DIGEST}`],
  [
    "CronJob",
    "spec jobTemplate spec template spec containers 0 image",
    "app:v1",
    `spec.jobTemplate.spec.template.spec.containers.0.image: ${DIGEST}`,
  ],
];

const refused = (path: string, what: string): string => `spec.template.spec.${path}: ${what}; ${ENFORCED}`;

const POD_SECURITY: readonly Row[] = [
  ["Deployment", `${POD} hostNetwork`, true, refused("hostNetwork", "true is not allowed")],
  ["Deployment", `${POD} hostPID`, true, refused("hostPID", "true is not allowed")],
  ["Deployment", `${POD} hostIPC`, true, refused("hostIPC", "true is not allowed")],
  ["Deployment", `${POD} volumes 1`, { name: "host", hostPath: { path: "/" } }, refused("volumes.1.hostPath", "is not allowed")],
  ["Deployment", `${POD} volumes 1`, { name: "nfs", nfs: { path: "/", server: "a" } }, refused("volumes.1.nfs", "is not allowed")],
  ["Deployment", `${CONTAINER} ports 0 hostPort`, 8080, refused("containers.0.ports.0.hostPort", "8080 is not allowed")],
  [
    "Deployment",
    `${CONTAINER} readinessProbe httpGet host`,
    "example.com",
    refused("containers.0.readinessProbe.httpGet.host", '"example.com" is not allowed'),
  ],
  [
    "Deployment",
    `${CONTAINER} securityContext privileged`,
    true,
    refused("containers.0.securityContext.privileged", "true is not allowed"),
  ],
  [
    "Deployment",
    `${CONTAINER} securityContext procMount`,
    "Unmasked",
    refused("containers.0.securityContext.procMount", '"Unmasked" is not allowed'),
  ],
  [
    "Deployment",
    `${CONTAINER} securityContext capabilities add`,
    ["NET_RAW"],
    refused("containers.0.securityContext.capabilities.add", '"NET_RAW" is not allowed'),
  ],
  [
    "Deployment",
    `${CONTAINER} securityContext capabilities add`,
    ["CHOWN"],
    refused("containers.0.securityContext.capabilities.add", '"CHOWN" is not allowed'),
  ],
  ["Deployment", `${CONTAINER} securityContext capabilities add`, ["NET_BIND_SERVICE"]],
  [
    "Deployment",
    `${CONTAINER} securityContext capabilities drop`,
    undefined,
    refused("containers.0.securityContext.capabilities.drop", 'must have "ALL"'),
  ],
  [
    "Deployment",
    `${CONTAINER} securityContext allowPrivilegeEscalation`,
    undefined,
    refused("containers.0.securityContext.allowPrivilegeEscalation", "must be false"),
  ],
  ["Deployment", `${CONTAINER} securityContext runAsUser`, 0, refused("containers.0.securityContext.runAsUser", "0 is not allowed")],
  ["Deployment", `${CONTAINER} securityContext runAsNonRoot`, false, refused("containers.0.securityContext.runAsNonRoot", "must be true")],
  ["Deployment", `${POD} securityContext runAsUser`, 0, refused("securityContext.runAsUser", "0 is not allowed")],
  ["Deployment", `${POD} securityContext runAsNonRoot`, undefined, refused("securityContext.runAsNonRoot", "must be true")],
  ["Deployment", `${POD} securityContext runAsNonRoot`, false, refused("securityContext.runAsNonRoot", "must be true")],
  [
    "Deployment",
    `${POD} securityContext seccompProfile`,
    undefined,
    refused("securityContext.seccompProfile.type", 'must be "RuntimeDefault" or "Localhost"'),
  ],
  [
    "Deployment",
    `${POD} securityContext seccompProfile type`,
    "Unconfined",
    refused("securityContext.seccompProfile.type", '"Unconfined" is not allowed'),
  ],
  [
    "Deployment",
    `${POD} securityContext sysctls`,
    [{ name: "kernel.msgmax", value: "1" }],
    refused("securityContext.sysctls.0.name", '"kernel.msgmax" is not allowed'),
  ],
  ["Deployment", `${POD} securityContext sysctls`, [{ name: "net.ipv4.tcp_rmem", value: "1" }]],
  [
    "Deployment",
    `${POD} securityContext seLinuxOptions`,
    { type: "spc_t", user: "root" },
    refused("securityContext.seLinuxOptions.type", '"spc_t" is not allowed'),
    refused("securityContext.seLinuxOptions.user", '"root" is not allowed'),
  ],
  [
    "Deployment",
    `${POD} securityContext appArmorProfile`,
    { type: "Unconfined" },
    refused("securityContext.appArmorProfile.type", '"Unconfined" is not allowed'),
  ],
  ["Pod", "spec hostNetwork", true, `spec.hostNetwork: true is not allowed; ${ENFORCED}`],
];

const QUOTA: readonly Row[] = [
  ["Service", "spec type", "LoadBalancer", "spec.type: the stack's quota allows no LoadBalancer; traffic enters through the Gateway"],
  ["Service", "spec type", "NodePort", "spec.type: the stack's quota allows no NodePort; traffic enters through the Gateway"],
  [
    "Deployment",
    `${CONTAINER} resources`,
    undefined,
    "spec.template.spec.containers.0.resources.requests.cpu: is missing; the stack has a quota of cpu",
    "spec.template.spec.containers.0.resources.requests.memory: is missing; the stack has a quota of memory",
  ],
  ["Deployment", `${CONTAINER} resources`, { limits: { cpu: "1", memory: "1Gi" } }],
];

const CONTRADICTIONS: readonly Row[] = [
  ["Deployment", `${CONTAINER} image`, "", "spec.template.spec.containers.0.image: is missing"],
  ["Deployment", `${CONTAINER} image`, undefined, "spec.template.spec.containers.0.image: is missing"],
  ["Deployment", "spec selector matchLabels", { app: "other" }, 'spec.template.metadata.labels.app: must be "other", as in the selector'],
  ["Deployment", `${POD} restartPolicy`, "OnFailure", 'spec.template.spec.restartPolicy: "OnFailure" is not one of Always'],
  ["Job", "spec template spec restartPolicy", undefined, 'spec.template.spec.restartPolicy: "Always" is not one of OnFailure, Never'],
  [
    "Deployment",
    `${CONTAINER} volumeMounts 0 name`,
    "data",
    'spec.template.spec.containers.0.volumeMounts.0.name: there is no volume "data"',
  ],
  ["Deployment", `${POD} volumes 0`, { name: "tmp" }, "spec.template.spec.volumes.0: has no source"],
  ["Deployment", `${POD} volumes 0 secret`, { secretName: "a" }, "spec.template.spec.volumes.0: must have only one of emptyDir, secret"],
  [
    "Deployment",
    `${CONTAINER} readinessProbe exec`,
    { command: ["true"] },
    "spec.template.spec.containers.0.readinessProbe: must have exactly one of exec, grpc, httpGet, tcpSocket",
  ],
  [
    "Deployment",
    `${CONTAINER} env 0 valueFrom`,
    { fieldRef: { fieldPath: "metadata.name" } },
    "spec.template.spec.containers.0.env.0.valueFrom: cannot be set beside value",
  ],
  [
    "Deployment",
    `${CONTAINER} resources limits memory`,
    "1Mi",
    "spec.template.spec.containers.0.resources.limits.memory: 1Mi is below the request 64Mi",
  ],
  [
    "Deployment",
    `${POD} initContainers`,
    valueAt(VALID["Pod"], ["spec", "containers"]),
    'spec.template.spec.containers.0.name: "app" is the name of spec.initContainers.0, too',
  ],
  [
    "Deployment",
    "spec strategy",
    { type: "Recreate", rollingUpdate: { maxSurge: 1 } },
    "spec.strategy.rollingUpdate: cannot be set with the type Recreate",
  ],
  ["HorizontalPodAutoscaler", "spec minReplicas", 5, "spec.minReplicas: 5 is above maxReplicas 4"],
  ["PodDisruptionBudget", "spec minAvailable", 1, "spec.minAvailable: cannot be set beside maxUnavailable"],
  ["ConfigMap", "binaryData", { "a.json": "e30=" }, "binaryData.a.json: is set in data, too"],
  ["ConfigMap", "data", { a: "x".repeat(1_048_576) }, "data: 1048577 bytes are above the maximum of 1048576"],
  ["Service", "metadata annotations", { a: "ä".repeat(131_072) }, "metadata.annotations: 262145 bytes are above the maximum of 262144"],
  ["Telemetry", "spec any", "x".repeat(1_572_864), "spec: 1572920 bytes are above the maximum of 1572864"],
];

describe.each([
  ["images", IMAGES],
  ["Pod Security", POD_SECURITY],
  ["the quota", QUOTA],
  ["fields that contradict each other", CONTRADICTIONS],
])("an object of a hatch is held to the rules of %s:", (_title, rows) => {
  it.each(rows.map((row) => [`${row[0]} ${row[1]}`, row] as const))("%s", (_name, [kind, path, value, ...problems]) => {
    expect(problemsOf(changed(kind, path, value))).toEqual(problems);
  });
});

it("an image without a digest and a pod without requests may run on latest without a quota", () => {
  const object = changed("Deployment", `${CONTAINER} image`, "app:v1");
  expect(problemsOf(object, stackWith({}))).toEqual([]);
  expect(problemsOf(changed("Deployment", `${CONTAINER} resources`, undefined), stackWith({}))).toEqual([]);
});

it("later rules do not run on an object that the API server refuses", () => {
  expect(problemsOf({ ...changed("Deployment", `${CONTAINER} image`, "app:v1"), specs: {} })).toEqual([
    'specs: Deployment has no field "specs"; did you mean "spec"?',
  ]);
});
