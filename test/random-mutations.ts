import * as fc from "fast-check";
import { isRecord } from "../lib/base/values.ts";
import type { RiskKind } from "../lib/diff/risks/risk-kinds.ts";
import { toYaml } from "../lib/render/yaml.ts";

type Fields = Record<string, unknown>;

/** A change of a generated file, and the risk that a report must name. */
export interface Mutation {
  readonly kind: RiskKind;
  /** A word that the phrase of the risk has. */
  readonly word: string;
  /** Changes an object in place. Returns false if it cannot. */
  readonly change: (object: Fields, index: number) => boolean;
}

/** Lists the values of an object, at any depth, that satisfy a test. */
function find(value: unknown, matches: (part: Fields) => boolean): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap((item) => find(item, matches));
  if (!isRecord(value)) return [];
  return [...(matches(value) ? [value] : []), ...Object.values(value).flatMap((child) => find(child, matches))];
}

/** Changes one of the parts that satisfy a test. */
const inPart =
  (matches: (part: Fields) => boolean, edit: (part: Fields) => void): Mutation["change"] =>
  (object, index) => {
    const parts = find(object, matches);
    const part = parts[index % Math.max(1, parts.length)];
    if (part === undefined) return false;
    edit(part);
    return true;
  };

const isPod = (part: Fields): boolean => Array.isArray(part["containers"]);
const isContainer = (part: Fields): boolean => typeof part["image"] === "string" && typeof part["name"] === "string";
const inPod = (edit: (pod: Fields) => void): Mutation["change"] => inPart(isPod, edit);
const inContainer = (edit: (container: Fields) => void): Mutation["change"] => inPart(isContainer, edit);

const append = (part: Fields, field: string, item: unknown): void => {
  const list = part[field];
  part[field] = [...(Array.isArray(list) ? list : []), item];
};

const secure = (container: Fields, fields: Fields): void => {
  const context = container["securityContext"];
  container["securityContext"] = { ...(isRecord(context) ? context : {}), ...fields };
};

/** Changes the spec of objects of one kind. */
const ofKind =
  (kind: string, edit: (spec: Fields) => void): Mutation["change"] =>
  (object) => {
    const { spec } = object;
    if (object["kind"] !== kind || !isRecord(spec)) return false;
    edit(spec);
    return true;
  };

/** Returns mutations with a word that no fleet has. */
const mutationsWith = (word: string, number: number): readonly Mutation[] => [
  { kind: "image", word: `${word}/app`, change: inContainer((each) => (each["image"] = `${word}/app:v1`)) },
  { kind: "image", word: `${word}:5000/app`, change: inContainer((each) => (each["image"] = `${word}:5000/app@sha256:1`)) },
  ...["containers", "initContainers", "ephemeralContainers"].map((list) => ({
    kind: "image" as const,
    word,
    change: inPod((pod) => append(pod, list, { name: "x", image: `${word}/app:v1` })),
  })),
  { kind: "image", word, change: inPod((pod) => append(pod, "volumes", { name: "x", image: { reference: `${word}/app` } })) },
  { kind: "privilege", word, change: inPod((pod) => append(pod, "volumes", { name: "x", hostPath: { path: `/${word}` } })) },
  { kind: "privilege", word, change: inContainer((each) => secure(each, { capabilities: { add: [word] } })) },
  { kind: "privilege", word: "is privileged", change: inContainer((each) => secure(each, { privileged: number % 2 === 0 ? true : "on" })) },
  { kind: "privilege", word: "runs as user 0", change: inContainer((each) => secure(each, { runAsUser: 0 })) },
  { kind: "privilege", word: "hostIPC", change: inPod((pod) => (pod["hostIPC"] = true)) },
  { kind: "privilege", word: `${number}`, change: inContainer((each) => append(each, "ports", { containerPort: 1, hostPort: number })) },
  { kind: "secret", word, change: inPod((pod) => append(pod, "volumes", { name: "x", secret: { secretName: word } })) },
  { kind: "secret", word, change: inContainer((each) => append(each, "envFrom", { secretRef: { name: word } })) },
  {
    kind: "secret",
    word,
    change: inContainer((each) => append(each, "env", { name: "X", valueFrom: { secretKeyRef: { name: "a", key: word } } })),
  },
  { kind: "identity", word, change: inPod((pod) => (pod["serviceAccountName"] = word)) },
  { kind: "host", word, change: ofKind("HTTPRoute", (spec) => append(spec, "hostnames", word)) },
  { kind: "host", word, change: ofKind("GRPCRoute", (spec) => append(spec, "hostnames", word.toUpperCase())) },
  { kind: "host", word, change: ofKind("Ingress", (spec) => append(spec, "rules", { host: word })) },
  { kind: "host", word, change: ofKind("Service", (spec) => (spec["externalName"] = word)) },
  {
    kind: "network",
    word: `${number}.0.0.0/8`,
    change: ofKind("NetworkPolicy", (spec) => append(spec, "egress", { to: [{ ipBlock: { cidr: `${number}.0.0.0/8` } }] })),
  },
  { kind: "network", word: "everything", change: ofKind("NetworkPolicy", (spec) => append(spec, "ingress", {})) },
  { kind: "network", word: "LoadBalancer", change: ofKind("Service", (spec) => (spec["type"] = "LoadBalancer")) },
  { kind: "argocd", word, change: ofKind("Application", (spec) => (spec["source"] = { repoURL: word })) },
  { kind: "argocd", word, change: ofKind("Application", (spec) => append(spec, "sources", { repoURL: "x", targetRevision: word })) },
  { kind: "argocd", word, change: ofKind("AppProject", (spec) => append(spec, "sourceRepos", word)) },
  { kind: "argocd", word, change: ofKind("AppProject", (spec) => append(spec, "clusterResourceWhitelist", { group: "x", kind: word })) },
];

/** Objects that an adversary adds to a tree. Each names the risk that a report must name. */
const additionsWith = (word: string): readonly (readonly [RiskKind, string, object])[] => {
  const metadata = { name: "x", namespace: "shop" };
  const spec = { containers: [{ name: "x", image: `${word}/app` }] };
  const rule = { apiGroups: ["*"], resources: [word], verbs: ["*"] };
  return [
    ["image", word, { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: { template: { spec } } }],
    ["image", word, { apiVersion: "batch/v1", kind: "CronJob", metadata, spec: { jobTemplate: { spec: { template: { spec } } } } }],
    ["image", word, { apiVersion: "v1", kind: "Pod", metadata, spec }],
    ["image", word, { apiVersion: "example.com/v1", kind: "Crew", metadata, spec: { members: [{ template: { spec } }] } }],
    ["access", word, { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata, rules: [rule] }],
    ["access", word, { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata, rules: [rule] }],
    ["host", word, { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata, spec: { hostnames: [word] } }],
    ["host", word, { apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway", metadata, spec: { listeners: [{ hostname: word }] } }],
    ["unknown", word, { apiVersion: "example.com/v1", kind: word, metadata }],
    ["secret", word, { apiVersion: "v1", kind: "Secret", metadata, type: word }],
  ];
};

const FORMS: readonly (readonly [extension: string, format: (object: object) => string])[] = [
  ["yaml", toYaml],
  ["yml", toYaml],
  ["json", JSON.stringify],
  ["yaml", (object) => toYaml({ apiVersion: "v1", kind: "List", items: [object] })],
  ["yaml", (object) => `# nothing\n---\n---\n${toYaml(object)}`],
];

/** A new file: its name without a directory, its content, and the risk that a report must name. */
export interface Addition extends Pick<Mutation, "kind" | "word"> {
  readonly name: string;
  readonly text: string;
}

const number = fc.integer({ min: 11, max: 99 });
const words = number.map((each) => `evil${each}.example.net`);

export const randomMutation: fc.Arbitrary<Mutation> = fc
  .tuple(words, number)
  .chain(([word, each]) => fc.constantFrom(...mutationsWith(word, each)));

export const randomAddition: fc.Arbitrary<Addition> = fc
  .tuple(words, fc.constantFrom(...FORMS), fc.nat(99))
  .map(([word, [extension, format], index]) => {
    const additions = additionsWith(word);
    const [kind = "unknown", found = "", object = {}] = additions[index % additions.length] ?? [];
    return { kind, word: found, name: `x.${extension}`, text: format(object) };
  });
