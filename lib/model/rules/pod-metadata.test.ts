import { expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { plain } from "../../index.ts";

const at = (path: string, message: string): string => `services/app.ts: ${path}: ${message}`;
const noKey = (key: string): string => at(`podLabels.${key}`, `"${key}" is not the key of a label`);
const own = (key: string): string => at(`podLabels.${key}`, `Fairlead or Kubernetes sets the label "${key}"`);
const noValue = (value: string): string =>
  at("podLabels.team", `"${value}" is not the value of a label: letters, digits, "-", "_" and ".", at most 63`);

it.each<[title: string, labels: unknown, problems: readonly string[]]>([
  ["plain and with a domain", { team: "shop", "example.com/cost_center": "42", empty: "" }, []],
  ["prototype names", { constructor: "a", toString: "b" }, []],
  ["the key __proto__", { ["__proto__"]: "a" }, [noKey("__proto__")]],
  ["malformed keys", { "a b": "x", "": "x", "Example.com/a": "x", "a/b/c": "x" }, ["a b", "", "Example.com/a", "a/b/c"].map(noKey)],
  ["Fairlead's own", { owner: "x", env: "prod", "app.kubernetes.io/name": "x" }, ["owner", "env", "app.kubernetes.io/name"].map(own)],
  [
    "a controller's own",
    { "pod-template-hash": "x", "batch.kubernetes.io/job-name": "x" },
    ["pod-template-hash", "batch.kubernetes.io/job-name"].map(own),
  ],
  ["a space in a value", { team: "web shop" }, [noValue("web shop")]],
  ["a value of 64 characters", { team: "a".repeat(64) }, [noValue("a".repeat(64))]],
  ["a number", { team: 5 }, [at("podLabels.team", "must be a string, got 5")]],
  ["a list", ["team"], [at("podLabels", "must be an object, got a list")]],
])("labels of pods: %s", (_title, podLabels, problems) => {
  expect(problemsWith({ podLabels })).toEqual(problems);
});

it.each<[title: string, annotations: unknown, problems: readonly string[]]>([
  ["any text", { "sidecar.istio.io/inject": "true", "example.com/Note": "ä: {}\n" }, []],
  ["a malformed key", { "a b": "x" }, [at("podAnnotations.a b", '"a b" is not the key of an annotation')]],
  ["a boolean", { "sidecar.istio.io/inject": true }, [at("podAnnotations.sidecar.istio.io/inject", "must be a string, got true")]],
  [
    "an annotation of Argo CD",
    { "argocd.argoproj.io/sync-wave": "1" },
    [at("podAnnotations.argocd.argoproj.io/sync-wave", '"argocd.argoproj.io/sync-wave" has no effect that a pod may have')],
  ],
  [
    "a profile of AppArmor",
    { "container.apparmor.security.beta.kubernetes.io/app": "unconfined" },
    [
      at(
        "podAnnotations.container.apparmor.security.beta.kubernetes.io/app",
        '"container.apparmor.security.beta.kubernetes.io/app" has no effect that a pod may have',
      ),
    ],
  ],
  [
    "a secret by its name",
    { "acme.io/api-token": "abc" },
    [at("podAnnotations.acme.io/api-token", "looks like a secret, and its value would be in git")],
  ],
  ["a secret that plain allows", { "acme.io/api-token": plain("abc", "because it is an example") }, []],
  ["a path in a store of secrets", { "vault.hashicorp.com/agent-inject-secret-db": "secret/data/db" }, []],
  ["a secret", { note: "postgres://app:hunter2@db/app" }, [at("podAnnotations.note", "contains a URL with a password")]],
  ["262144 bytes", { a: "x".repeat(262_143) }, []],
  ["262145 bytes", { a: "ä".repeat(131_072) }, [at("podAnnotations", "have 262145 bytes; a pod takes at most 262144")]],
])("annotations of pods: %s", (_title, podAnnotations, problems) => {
  expect(problemsWith({ podAnnotations })).toEqual(problems);
});

it("checks each layer", () => {
  const fields: Fields = { tiers: { latest: { podLabels: { env: "x" } } }, podAnnotations: { a: "b" } };
  expect(problemsWith(fields)).toEqual([at("tiers.latest.podLabels.env", 'Fairlead or Kubernetes sets the label "env"')]);
});
