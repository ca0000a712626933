import { expect, it } from "vitest";
import { eventLines, type LineEvent } from "./event-lines.ts";

const DASHBOARDS = "pulumi-gen/staging/platform/dashboards/";

it.each<readonly [LineEvent, readonly string[]]>([
  [
    { kind: "render-waits", holder: "process 7 on ci, since 2026-01-31T12:00:00Z" },
    ["waiting for another render: process 7 on ci, since 2026-01-31T12:00:00Z"],
  ],
  [{ kind: "datastore-retries", message: "gs://acme answers 503; retrying in 2 s" }, ["gs://acme answers 503; retrying in 2 s"]],
  [
    { kind: "no-history", root: "/home/ada/shop" },
    ["note: /home/ada/shop is not in a git repository, so Fairlead cannot see rollbacks; git init creates one"],
  ],
  [
    { kind: "resume-keeps", stack: "prod", service: "cart", reason: "channel main names v1; there was no hold" },
    ["note: prod/cart does not move: channel main names v1; there was no hold"],
  ],
  [
    { kind: "component-kept", directory: DASHBOARDS, why: "new" },
    [`note: ${DASHBOARDS} does not exist yet; npx fairlead up --engine pulumi renders it`],
  ],
  [
    { kind: "component-kept", directory: DASHBOARDS, why: "outdated" },
    [`note: ${DASHBOARDS} stays as it is, though its sources have changed; npx fairlead up --engine pulumi renders it`],
  ],
  [
    { kind: "component-kept", directory: DASHBOARDS, why: "edited" },
    [`note: ${DASHBOARDS} stays as it is, though files in it were edited by hand; npx fairlead up --engine pulumi renders it`],
  ],
  [
    { kind: "components-unproven", components: ["staging/dashboards", "prod/dashboards"] },
    [
      "note: 2 components are only compared with the hashes in pulumi-gen/: staging/dashboards, prod/dashboards; npx fairlead check --engine renders components again, and --base <commit> compares them with a reviewed commit",
    ],
  ],
  [
    { kind: "warning-found", warning: { file: "services/cart.ts", path: "env.KEY", message: "has a secret", hint: "pass a path" } },
    ["warning: services/cart.ts: env.KEY: has a secret", "  pass a path"],
  ],
  [{ kind: "warning-found", warning: { file: "services/cart.ts", path: "", message: "is odd" } }, ["warning: services/cart.ts: is odd"]],
  [
    { kind: "service-unknown", service: "cartservise", nearest: "cartservice" },
    ['note: this project has no services/cartservise.ts; did you mean "cartservice"?'],
  ],
  [{ kind: "service-unknown", service: "pay", nearest: undefined }, ["note: this project has no services/pay.ts"]],
  [
    { kind: "engine-chosen", engine: "embedded", reason: "no Pulumi engine is installed; npx fairlead engine install installs one" },
    ["engine: embedded (no Pulumi engine is installed; npx fairlead engine install installs one)"],
  ],
  [
    { kind: "component-prints", stack: "staging", lines: ["\u001b[33mslow\u001b[39m", "a\rb"], omitted: 1 },
    ["staging: slow", "staging: a\\rb", "staging: ... and 1 more line"],
  ],
  [{ kind: "component-prints", stack: "latest", lines: ["fast"], omitted: 20 }, ["latest: fast", "latest: ... and 20 more lines"]],
  [{ kind: "component-prints", stack: "prod", lines: [], omitted: 0 }, []],
  [{ kind: "records-pruned", done: 499, total: 1200 }, []],
  [{ kind: "records-pruned", done: 500, total: 1200 }, ["processed 500 of 1200 records"]],
  [{ kind: "bootstrap-step", number: 2, total: 8, title: "Argo CD 3.2" }, ["step 2 of 8: Argo CD 3.2"]],
  [{ kind: "upgrade-compared", command: "npm install fairlead@2" }, ["next: npm install fairlead@2"]],
  [{ kind: "phase-starts", phase: "load" }, []],
  [{ kind: "phase-ends", phase: "load", failed: true }, []],
  [{ kind: "engine-install", line: "downloading Pulumi from get.pulumi.com" }, ["downloading Pulumi from get.pulumi.com"]],
])("%j is %j", (event, lines) => {
  expect(eventLines(event)).toEqual(lines);
});
