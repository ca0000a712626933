import { describe, expect, it } from "vitest";
import { newsOf } from "./incident-state.ts";
import { incidentsOf } from "./incidents-of.ts";
import { parseRunResult } from "./run-result.ts";

const decision = (outcome: string, service = "cart") => ({ stack: "prod", service, outcome, reason: "because", hint: null });

describe("incidentsOf", () => {
  it.each<readonly [string, unknown, readonly string[]]>([
    ["a service that waits", { decisions: [decision("keep"), decision("waiting"), decision("unheard-of")] }, []],
    ["a hold", { decisions: [decision("held")] }, ["hold prod/cart: because -> npx fairlead resume cart --stack prod"]],
    [
      "a service with a problem",
      {
        decisions: [decision("invalid")],
        held: [
          { file: "services/cart.ts", path: "image", message: "is wrong" },
          { file: "services/web.ts", path: "", message: "is wrong, too" },
        ],
      },
      ["problem prod/cart: because; services/cart.ts: image: is wrong -> undefined"],
    ],
    [
      "an expired stack",
      { decisions: [], expired: [{ stack: "dev-ada", expires: "2026-05-31" }] },
      ["expired dev-ada: its last day was 2026-05-31 -> undefined"],
    ],
    [
      "drift",
      {
        mode: "drift",
        stacks: [
          { stack: "prod", outcome: "drifted", drifted: [{ name: "carts", what: "changed" }] },
          { stack: "staging", outcome: "unknown" },
          { stack: "latest", outcome: "clean" },
        ],
      },
      [
        "drift prod: carts: changed -> npx fairlead cloud drift --stack prod",
        "drift staging: a part could not be read -> npx fairlead cloud drift --stack staging",
      ],
    ],
    ["a repair", { mode: "repair", stacks: [{ stack: "prod", outcome: "drifted" }] }, []],
    [
      "a cloud that failed",
      { decisions: [], cloud: { shards: [{ stack: "prod", outcome: "failed", message: "quota" }] } },
      ["failed up prod: quota -> undefined"],
    ],
    [
      "a tree that differs",
      { findings: [{ file: "pulumi-gen/x.yaml", what: "stale" }], fix: "npx fairlead render" },
      ["refused up: 1 file differs from the specs; pulumi-gen/x.yaml: stale -> npx fairlead render"],
    ],
    [
      "clouds that failed",
      { failed: [{ stack: "prod", reason: "its job left no result" }], stacks: ["latest"] },
      ["failed up prod: its job left no result -> undefined"],
    ],
    ["the matrix of a deployment", { include: [{ stack: "prod", tier: "prod" }] }, []],
    [
      "what doctor finds",
      {
        healthy: false,
        checks: [
          { name: "git", state: "broken", detail: "is older than 2.30", hint: "apt-get install git" },
          { name: "engine", state: "warning", detail: "is missing" },
          { name: "Node", state: "ok", detail: "24.21.0" },
          { name: "certificate of shop.example.com", state: "broken", detail: "3 days left", hint: null, service: "frontend" },
        ],
      },
      ["broken git: is older than 2.30 -> apt-get install git", "broken certificate of shop.example.com: 3 days left -> undefined"],
    ],
    ["an error", { error: { code: "GIT", message: "no remote", problems: [] } }, ["failed up: no remote -> undefined"]],
    [
      "an error with many problems",
      {
        error: {
          code: "INVALID_SPEC",
          message: "9 problems",
          problems: Array.from({ length: 9 }, (_, index) => ({ file: `${index}`, path: "", message: "m" })),
        },
      },
      ["failed up: 9 problems; 0: m; 1: m; 2: m; 3: m; and 5 more -> undefined"],
    ],
  ])("reads %s", (_what, result, expected) => {
    const { incidents } = incidentsOf("up", parseRunResult(JSON.stringify(result)));
    expect(incidents.map(({ key, details, command }) => `${key}: ${details.join("; ")} -> ${command}`)).toEqual(expected);
  });
});

it.each([
  ["a run without failures", { decisions: [decision("held")] }, true],
  ["a run of which a cloud failed", { decisions: [], cloud: { shards: [{ stack: "prod", outcome: "failed" }] } }, false],
  ["a run that failed", { error: { code: "GIT", message: "no remote" } }, false],
])("%s ends other incidents: %j -> %s", (_what, result, isComplete) => {
  expect(incidentsOf("up", parseRunResult(JSON.stringify(result))).isComplete).toBe(isComplete);
});

describe("newsOf", () => {
  const [hold, expired] = ["held", "invalid"].map(
    (outcome) => incidentsOf("up", parseRunResult(JSON.stringify({ decisions: [decision(outcome)] }))).incidents,
  );
  const known = { key: "hold prod/cart", kind: "hold", subject: "cart on prod", since: "2026-06-01T00:00:00Z" } as const;

  it.each([
    ["opens an unknown incident", { incidents: hold ?? [], isComplete: true }, [], [1, 0, 0]],
    ["stays silent about a known one", { incidents: hold ?? [], isComplete: true }, [known], [0, 1, 0]],
    ["resolves what is gone", { incidents: [], isComplete: true }, [known], [0, 0, 1]],
    ["opens an incident once if two results have it", { incidents: [...(hold ?? []), ...(hold ?? [])], isComplete: true }, [], [1, 0, 0]],
    ["resolves nothing after a failure", { incidents: expired ?? [], isComplete: false }, [known], [1, 1, 0]],
  ] as const)("%s", (_what, found, before, counts) => {
    const { opened, open, resolved } = newsOf(found, before);
    expect([opened.length, open.length, resolved.length]).toEqual(counts);
  });
});
