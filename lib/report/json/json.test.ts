import { describe, expect, it } from "vitest";
import { treeOf } from "../../../test/trees.ts";
import { diffTrees } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import { jsonReporter } from "./json.ts";

const reporter = jsonReporter();

const onLatest = (services: Parameters<typeof treeOf>[0], tag = "v1") => treeOf(services, { tag, stacks: ["latest"] });

const parsed = (text: string): unknown => JSON.parse(text);

describe("diff", () => {
  it("has every release, change and lock line with its paths", () => {
    const diff = diffTrees(onLatest({ cart: { env: { A: 1 } } }), onLatest({ cart: { env: { A: 1 }, scale: { max: 12 } } }, "v2"));
    const text = reporter.diff({ from: "HEAD", to: "the specs", diff, groups: groupChanges(diff.changes) });
    expect(text).toMatchInlineSnapshot(`
      "{
        "from": "HEAD",
        "to": "the specs",
        "risks": [],
        "releases": [
          {
            "service": "cart",
            "before": {
              "repository": "registry.example.com/shop/app",
              "tag": "v1"
            },
            "after": {
              "repository": "registry.example.com/shop/app",
              "tag": "v2"
            },
            "stacks": [
              "latest"
            ],
            "objects": 2
          }
        ],
        "changes": [
          {
            "action": "changed",
            "kind": "HorizontalPodAutoscaler",
            "stateful": false,
            "fields": [
              {
                "path": "spec.maxReplicas",
                "before": 10,
                "after": 12
              }
            ],
            "objects": [
              {
                "kind": "HorizontalPodAutoscaler",
                "stack": "latest",
                "service": "cart",
                "namespace": "shop",
                "name": "cart",
                "path": "latest/services/cart/horizontalpodautoscaler-cart.yaml"
              }
            ]
          }
        ],
        "locks": []
      }
      "
    `);
  });

  it("names the previous path of a renamed object", () => {
    const diff = diffTrees(onLatest({ cart: { env: { A: 1 } } }), onLatest({ cart: { env: { A: 2 } } }));
    const [group] = (
      parsed(reporter.diff({ from: "a", to: "b", diff, groups: groupChanges(diff.changes) })) as {
        changes: readonly { objects: unknown }[];
      }
    ).changes;
    expect(group?.objects).toEqual([
      {
        kind: "ConfigMap",
        stack: "latest",
        service: "cart",
        namespace: "shop",
        name: expect.stringMatching(/^cart-[0-9a-f]{8}$/),
        path: expect.stringMatching(/^latest\/services\/cart\/configmap-cart-[0-9a-f]{8}\.yaml$/),
        previousPath: expect.stringMatching(/^latest\/services\/cart\/configmap-cart-[0-9a-f]{8}\.yaml$/),
        followers: [expect.objectContaining({ kind: "Deployment", path: "latest/services/cart/deployment-cart.yaml" })],
      },
    ]);
  });

  it("has the same fields if nothing differs", () => {
    const diff = diffTrees(onLatest({ cart: {} }), onLatest({ cart: {} }));
    expect(parsed(reporter.diff({ from: "HEAD", to: "the specs", diff, groups: [] }))).toEqual({
      from: "HEAD",
      to: "the specs",
      risks: [],
      releases: [],
      changes: [],
      locks: [],
    });
  });
});

describe("the other results", () => {
  it("check: upToDate comes first, then the findings", () => {
    const finding = { file: "x.yaml", what: "stale", line: 3, found: "a", expected: "b", who: "Ada" } as const;
    expect(parsed(reporter.check({ stacks: 1, objects: 2, findings: [], fix: undefined }))).toEqual({
      upToDate: true,
      stacks: 1,
      objects: 2,
      findings: [],
    });
    expect(parsed(reporter.check({ stacks: 1, objects: 2, findings: [finding], fix: "npx fairlead render" }))).toEqual({
      upToDate: false,
      stacks: 1,
      objects: 2,
      findings: [finding],
      fix: "npx fairlead render",
    });
  });

  it("render", () => {
    const result = { stacks: 1, objects: 2, created: ["a"], changed: [], removed: ["b"], seconds: 0.5 };
    expect(parsed(reporter.render(result))).toEqual(result);
  });

  it("explain", () => {
    const chain = [{ layer: "service", file: "services/cart.ts", value: { min: 4 }, inForce: true }];
    const result = {
      stack: "prod",
      service: "cart",
      object: "HorizontalPodAutoscaler cart",
      path: "spec.minReplicas",
      value: 4,
      influences: [{ field: "scale.min", chain }],
    };
    expect(parsed(reporter.explain(result))).toEqual(result);
  });

  it("doctor: warnings are healthy, a broken check is not", () => {
    const check = (state: "ok" | "warning" | "broken") => ({ name: "node", state, detail: "24", hint: "npm ci" });
    const healthy = (...states: readonly ("ok" | "warning" | "broken")[]) =>
      (parsed(reporter.doctor(states.map(check))) as { healthy: boolean }).healthy;
    expect([healthy("ok"), healthy("ok", "warning"), healthy("ok", "broken")]).toEqual([true, true, false]);
  });

  it("created", () => {
    const result = { what: "stack", name: "prod", files: ["stacks/prod.ts"], next: ["npx fairlead render"] } as const;
    expect(parsed(reporter.created(result))).toEqual(result);
  });

  it("failure: an error with its code and problems", () => {
    const failure = {
      code: "INVALID_SPEC" as const,
      message: "1 problem",
      hint: "fix it",
      path: "x",
      problems: [{ file: "a.ts", path: "b", message: "c", hint: "d" }],
    };
    expect(parsed(reporter.failure(failure))).toEqual({ error: failure });
  });

  it("ends with a line feed and escapes control characters", () => {
    const text = reporter.failure({
      code: "GIT",
      message: "\u001B[31m\u009B\n\u2028</script>",
      hint: undefined,
      path: undefined,
      problems: [],
    });
    expect([text.endsWith("}\n"), /[\p{Cc}]/u.test(text.replaceAll("\n", "")), parsed(text)]).toEqual([
      true,
      false,
      { error: { code: "GIT", message: "\u001B[31m\u009B\n\u2028</script>", problems: [] } },
    ]);
  });
});
