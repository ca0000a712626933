import { describe, expect, test } from "vitest";
import { kubeScoreInput, parseKubeScore, refusalFinding } from "./kube-score.ts";
import { parseManifests } from "./manifest.ts";

const service = parseManifests("prod/service-web.yaml", "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n\n");
const deployment = parseManifests(
  "prod/deployment-web.yaml",
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {}}\n",
);
const manifests = [...service, ...deployment];

test("all objects are one stream, each with its index", () => {
  expect(kubeScoreInput(manifests)).toMatchInlineSnapshot(`
    "# Source: 0
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    ---
    # Source: 1
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {template: {}}
    "
  `);
});

describe("kube-score's JSON", () => {
  const check = (id: string, grade: number, more: object = {}) => ({
    check: { id, comment: `about ${id}` },
    grade,
    skipped: false,
    comments: null,
    ...more,
  });
  const comment = (path: string, summary: string, description: string) => ({ path, summary, description });

  test("each comment below OK is a finding; OK and skipped checks are not", () => {
    const checks = [
      check("service-type", 10),
      check("almost", 7),
      check("skipped", 1, { skipped: true }),
      check("service-targets-pod", 1, { comments: [comment("", "no pods", "")] }),
      check("pod-probes", 5, { comments: [comment("web", "no probe", "Add one"), comment("", "other", "")] }),
      check("silent", 5),
    ];
    const { findings, known } = parseKubeScore(JSON.stringify([{ file_name: "0", checks }]), manifests);
    const about = { tool: "kube-score", path: "prod/service-web.yaml", object: "Service/web" };
    expect(findings).toEqual([
      { ...about, check: "service-targets-pod", message: "no pods" },
      { ...about, check: "pod-probes", message: "(web) no probe - Add one" },
      { ...about, check: "pod-probes", message: "other" },
      { ...about, check: "silent", message: "about silent" },
    ]);
    expect([...known]).toEqual(service);
  });

  test("null: kube-score knows none of the kinds", () => {
    expect(parseKubeScore("null", manifests)).toEqual({ findings: [], known: new Set() });
  });

  test("an unknown source is a defect", () => {
    const json = JSON.stringify([{ file_name: "7", checks: [] }]);
    expect(() => parseKubeScore(json, manifests)).toThrow("kube-score names an unknown source: 7");
  });
});

describe("a refusal", () => {
  const stderr = "Failed to score files: failed to parse files: Failed to parse v1, Kind=Service: err=json: no\ngoroutine 1\n";
  const why = "Failed to parse v1, Kind=Service: err=json: no";
  const about = { tool: "kube-score", path: "prod/service-web.yaml", object: "Service/web", check: "unreadable" };
  const [first, ...others] = manifests;
  if (first === undefined) throw new Error("no manifests");

  test("of one object is a finding on it", () => {
    expect(refusalFinding({ manifests: [first], stderr })).toEqual({ ...about, message: why });
  });

  test("of several objects has their number", () => {
    const message = `${why} (in one of the 2 objects from here to Deployment/web)`;
    expect(refusalFinding({ manifests: [first, ...others], stderr })).toEqual({ ...about, message });
  });
});
