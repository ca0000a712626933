import { describe, expect, it } from "vitest";
import { changed, VALID } from "../../../test/hatch-objects.ts";
import type { Manifest } from "../../model/manifest.ts";
import { checkSchema } from "./check-schema.ts";

function problemsOf(object: Manifest): readonly string[] {
  const problems: string[] = [];
  expect(checkSchema(object, "manifests.0", (path, message) => problems.push(`${path.slice("manifests.0.".length)}: ${message}`))).toBe(
    problems.length === 0,
  );
  return problems;
}

it.each(Object.entries(VALID))("a valid %s has no problem", (_kind, object) => {
  expect(problemsOf(object)).toEqual([]);
});

type Row = readonly [kind: string, path: string, value: unknown, message: string];

const CONTAINER = "spec template spec containers 0";
const LABEL = 'must be at most 63 letters, digits, "-", "_" and ".", and begin and end with a letter or digit';
const KEY = 'must be a name such as "app" or "example.com/app", at most 63 characters behind the "/"';
const PORT = 'must be at most 15 lower-case letters, digits and "-", with a letter and without "--"';
const NAME = 'must be lower-case letters, digits, "-" and "."';

const TYPES: readonly Row[] = [
  ["Deployment", `${CONTAINER} args`, [8080], '.0: 8080 is not a string; write "8080"'],
  ["Deployment", `${CONTAINER} command`, "run", ": is not a list"],
  ["Deployment", `${CONTAINER} env 0 value`, true, ': true is not a string; write "true"'],
  ["Deployment", `${CONTAINER} env 0 value`, 1.5, ': 1.5 is not a string; write "1.5"'],
  ["Deployment", "metadata labels", { version: 1 }, '.version: 1 is not a string; write "1"'],
  ["Deployment", "spec template metadata labels version", 1, ': 1 is not a string; write "1"'],
  ["Deployment", "spec template metadata annotations", { a: false }, '.a: false is not a string; write "false"'],
  ["Deployment", "spec template spec nodeSelector", { spot: true }, '.spot: true is not a string; write "true"'],
  ["Deployment", "spec replicas", "3", ': "3" is not a whole number; write 3'],
  ["Deployment", "spec replicas", 1.5, ": 1.5 is not a whole number"],
  ["Deployment", "spec replicas", 3_000_000_000, ": 3000000000 is not in the range of 32 bits"],
  ["Deployment", "spec replicas", -1, ": -1 must be at least 0"],
  ["Deployment", "spec paused", "true", ': "true" is not true or false; write true'],
  ["Deployment", "spec template", [], ": is not an object"],
  ["Deployment", "spec strategy rollingUpdate maxSurge", "25", ': "25" must be a number, or a percentage such as 25%'],
  ["Deployment", "spec strategy rollingUpdate maxSurge", true, ": true is not a whole number"],
  ["Deployment", `${CONTAINER} resources limits`, { cpu: "1 core" }, '.cpu: "1 core" is not a quantity'],
  ["Deployment", `${CONTAINER} resources limits`, { memory: "64MB" }, '.memory: "64MB" is not a quantity; did you mean "64Mi" or "64M"?'],
  [
    "Deployment",
    `${CONTAINER} resources limits`,
    { gpu: 1 },
    '.gpu: the key "gpu" must be cpu, memory, ephemeral-storage, or an extended resource such as nvidia.com/gpu',
  ],
  ["Deployment", `${CONTAINER} resources requests`, { cpu: -1 }, ".cpu: -1 is negative"],
  ["ConfigMap", "data", { a: 1 }, '.a: 1 is not a string; write "1"'],
  ["ConfigMap", "data", { a: ["b"] }, ".a: is not a string"],
  ["ConfigMap", "data", "text", ": is not an object"],
  ["ConfigMap", "immutable", 1, ": 1 is not true or false"],
  ["Service", "spec ports 0 port", "80", ': "80" is not a whole number; write 80'],
  ["HTTPRoute", "spec rules 0 backendRefs 0 port", "80", ': "80" is not a whole number; write 80'],
  ["HTTPRoute", "spec rules 0 backendRefs 0 name", 80, ': 80 is not a string; write "80"'],
  ["ScaledObject", "spec triggers 0 metadata value", 60, ': 60 is not a string; write "60"'],
  ["ExternalSecret", "metadata creationTimestamp", "now", ": must be a time such as 2030-01-31T12:00:00Z"],
  ["Telemetry", "metadata labels", { a: 1 }, '.a: 1 is not a string; write "1"'],
];

const FIELDS: readonly Row[] = [
  ["Deployment", "spec replica", 3, ': DeploymentSpec has no field "replica"; did you mean "replicas"?'],
  ["Deployment", `${CONTAINER} imagePullpolicy`, "Always", ': Container has no field "imagePullpolicy"; did you mean "imagePullPolicy"?'],
  ["Deployment", "spec template spec containr", [], ': PodSpec has no field "containr"; did you mean "containers"?'],
  ["Deployment", "spec __proto", 1, ': DeploymentSpec has no field "__proto"'],
  ["Deployment", "spec constructor", {}, ': DeploymentSpec has no field "constructor"'],
  ["Deployment", "metadata label", {}, ': ObjectMeta has no field "label"; did you mean "labels"?'],
  ["Deployment", "specs", {}, ': Deployment has no field "specs"; did you mean "spec"?'],
  ["ConfigMap", "spec", {}, ': ConfigMap has no field "spec"'],
  ["HTTPRoute", "spec hostname", [], ': spec has no field "hostname"; did you mean "hostnames"?'],
  ["ExternalSecret", "spec data 0 remoteRef keys", "a", ': remoteRef has no field "keys"; did you mean "key"?'],
  ["ServiceMonitor", "spec endpoints 0 portname", "http", ': endpoints has no field "portname"'],
  ["Telemetry", "metadata owner", "me", ': ObjectMeta has no field "owner"'],
  ["Deployment", "spec selector", undefined, ": is missing"],
  ["Deployment", `${CONTAINER} name`, undefined, ": is missing"],
  ["Deployment", "spec template spec containers", [], ": must have at least 1 items, not 0"],
  ["CronJob", "spec schedule", undefined, ": is missing"],
  ["HorizontalPodAutoscaler", "spec maxReplicas", undefined, ": is missing"],
  ["Ingress", "spec rules 0 http paths 0 pathType", undefined, ": is missing"],
  ["ScaledObject", "spec triggers", undefined, ": is missing"],
  ["Role", "rules 0 verbs", undefined, ": is missing"],
];

const ENUMS: readonly Row[] = [
  ["Deployment", `${CONTAINER} imagePullPolicy`, "Sometimes", ': "Sometimes" is not one of "Always", "IfNotPresent", "Never"'],
  ["Deployment", "spec strategy type", "Rolling", ': "Rolling" is not one of "Recreate", "RollingUpdate"'],
  ["Deployment", `${CONTAINER} ports 0 protocol`, "tcp", ': "tcp" is not one of "SCTP", "TCP", "UDP"'],
  ["CronJob", "spec concurrencyPolicy", "forbid", ': "forbid" is not one of "Allow", "Forbid", "Replace"'],
  ["Service", "spec type", "Clusterip", ': "Clusterip" is not one of "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"'],
  ["NetworkPolicy", "spec policyTypes", ["egress"], '.0: "egress" is not one of "Egress", "Ingress"'],
  [
    "PersistentVolumeClaim",
    "spec accessModes",
    ["RWO"],
    '.0: "RWO" is not one of "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
  ],
  [
    "NetworkPolicy",
    "spec podSelector matchExpressions",
    [{ key: "a", operator: "in" }],
    '.0.operator: "in" is not one of "In", "NotIn", "Exists", "DoesNotExist"',
  ],
];

const FORMATS: readonly Row[] = [
  ["Deployment", "metadata labels", { a: "b c" }, `.a: "b c" ${LABEL}`],
  ["Deployment", "metadata labels", { a: "x".repeat(64) }, `.a: "${"x".repeat(64)}" ${LABEL}`],
  ["Deployment", "metadata labels", { "-a": "b" }, `.-a: the key "-a" ${KEY}`],
  ["Deployment", "metadata labels", { "a/b/c": "b" }, `.a/b/c: the key "a/b/c" ${KEY}`],
  ["Deployment", "metadata annotations", { über: "b" }, `.über: the key "über" ${KEY}`],
  ["Deployment", "spec selector matchLabels", { app: "a b" }, `.app: "a b" ${LABEL}`],
  ["Service", "spec selector", { app: "a b" }, `.app: "a b" ${LABEL}`],
  ["Deployment", `${CONTAINER} ports 0 name`, "http--web", `: "http--web" ${PORT}`],
  ["Deployment", `${CONTAINER} ports 0 name`, "8080", `: "8080" ${PORT}`],
  ["Deployment", `${CONTAINER} ports 0 name`, "a-very-long-name", `: "a-very-long-name" ${PORT}`],
  ["Deployment", `${CONTAINER} ports 0 containerPort`, 0, ": 0 must be at least 1"],
  ["Deployment", `${CONTAINER} ports 0 containerPort`, 70_000, ": 70000 must be at most 65535"],
  ["Deployment", `${CONTAINER} readinessProbe httpGet port`, 70_000, ": 70000 must be at most 65535"],
  ["Deployment", `${CONTAINER} readinessProbe periodSeconds`, 0, ": 0 must be at least 1"],
  ["Deployment", `${CONTAINER} env 0 name`, "A=B", ': "A=B" must be visible ASCII characters without "="'],
  ["Deployment", `${CONTAINER} name`, "App", ': "App" must be lower-case letters, digits and "-", at most 63 characters'],
  [
    "Deployment",
    `${CONTAINER} image`,
    "app v1",
    ': "app v1" must be an image such as registry.example.com/app:v1, at most 4096 characters',
  ],
  ["Deployment", `${CONTAINER} volumeMounts 0 subPath`, "../etc", ': "../etc" must be a relative path without ".."'],
  ["Deployment", `${CONTAINER} securityContext runAsUser`, -1, ": -1 must be at least 0"],
  ["Deployment", `${CONTAINER} env 1`, { name: "MODE", value: "slow" }, ": has the same name as item 0"],
  [
    "Deployment",
    `${CONTAINER} ports 1`,
    { name: "web", containerPort: 8080, protocol: "TCP" },
    ": has the same containerPort and protocol as item 0",
  ],
  ["ConfigMap", "data", { "a b": "c" }, '.a b: the key "a b" must be at most 253 letters, digits, "-", "_" and ".", such as a file name'],
  ["ConfigMap", "metadata name", "a..b", `: "a..b" ${NAME}, at most 253 characters`],
  [
    "Service",
    "metadata name",
    "1cart",
    ': "1cart" must be lower-case letters, digits and "-", and begin with a letter, at most 63 characters',
  ],
  [
    "Service",
    "metadata name",
    "cart.web",
    ': "cart.web" must be lower-case letters, digits and "-", and begin with a letter, at most 63 characters',
  ],
  ["CronJob", "metadata name", "x".repeat(53), `: "${"x".repeat(53)}" ${NAME}, at most 52 characters`],
  ["Job", "metadata name", "x".repeat(64), `: "${"x".repeat(64)}" ${NAME}, at most 63 characters`],
  ["StatefulSet", "metadata name", "a.b", ': "a.b" must be lower-case letters, digits and "-", at most 63 characters'],
  ["NetworkPolicy", "spec egress 0 to 0 ipBlock cidr", "10.0.0.0", ': "10.0.0.0" must be a range of addresses such as 10.0.0.0/8'],
  ["NetworkPolicy", "spec egress 0 to 0 ipBlock cidr", "10.0.0.256/8", ': "10.0.0.256/8" must be a range of addresses such as 10.0.0.0/8'],
  ["Ingress", "spec rules 0 host", "Shop_1", ': "Shop_1" must be a host name such as shop.example.com, at most 253 characters'],
  ["HTTPRoute", "spec rules 0 backendRefs 0 port", 70_000, ": 70000 must be at most 65535"],
  ["PodDisruptionBudget", "spec maxUnavailable", "half", ': "half" must be a number, or a percentage such as 25%'],
];

describe.each([
  ["the type", TYPES],
  ["the fields", FIELDS],
  ["the allowed values", ENUMS],
  ["the format", FORMATS],
])("an object is refused for %s:", (_title, rows) => {
  it.each(rows)("%s %s = %j", (kind, path, value, message) => {
    expect(problemsOf(changed(kind, path, value))).toEqual([`${path.replaceAll(" ", ".")}${message}`]);
  });
});

describe("a version that has no such kind", () => {
  it.each([
    ["v1", "Deployment", '"v1" has no Deployment; write "apps/v1"'],
    ["extensions/v1beta1", "Ingress", '"extensions/v1beta1" has no Ingress; write "networking.k8s.io/v1"'],
    [
      "autoscaling/v2beta2",
      "HorizontalPodAutoscaler",
      '"autoscaling/v2beta2" has no HorizontalPodAutoscaler; write "autoscaling/v1" or "autoscaling/v2"',
    ],
  ])("%s %s", (apiVersion, kind, message) => {
    expect(problemsOf({ apiVersion, kind, metadata: { name: "data" } })).toEqual([`apiVersion: ${message}`]);
  });

  it("is not known of an operator's kind, so only the metadata is checked", () => {
    expect(problemsOf({ apiVersion: "example.com/v1", kind: "Deployment", metadata: { name: "a" }, spec: 1 })).toEqual([]);
  });
});

it("lists all problems of an object", () => {
  const object = changed("Deployment", `${CONTAINER} args`, [1, 2]);
  expect(problemsOf({ ...object, more: 1 }).length).toBe(3);
});
