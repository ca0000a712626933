import { hash } from "node:crypto";
import type { Board } from "../../lib/app/board/board.ts";
import type { DeployStatus } from "../../lib/app/status/status-result.ts";
import type { DeployCommit } from "../../lib/workspace/git/deploys/lock-step.ts";
import type { PairStep } from "../../lib/workspace/git/deploys/pair-deploys.ts";

/** The stacks of the sample, with the hours since each was deployed. */
const STACKS = [
  { stack: "latest", tier: "latest", hours: 2 },
  { stack: "staging", tier: "staging", hours: 26 },
  { stack: "prod-europe-west1", tier: "prod", hours: 74 },
  { stack: "prod-us-central1", tier: "prod", hours: 98 },
] as const;

export const NOW = "2026-01-31T12:00:00Z";

const SERVICES = ["adservice", "cartservice", "checkoutservice", "currencyservice", "emailservice", "frontend", "orderservice"].concat([
  "paymentservice",
  "productcatalogservice",
  "recommendationservice",
  "salesreport",
  "shippingservice",
]);

const DIGEST = `sha256:${"5b3a712c".repeat(8)}`;

export const commitOf = (subject: string, hours: number, author = "Ada Lovelace"): DeployCommit => ({
  id: hash("sha1", subject),
  at: new Date(Date.parse(NOW) - hours * 3_600_000).toISOString().replace(".000Z", "Z"),
  author,
  subject,
});

export const current = (stack: string, service: string, hours: number): DeployStatus => ({
  stack,
  service,
  outcome: "keep",
  effect: "unchanged",
  reason: "it runs the release that its channel names",
  version: { tag: "v0.10.6", digest: DIGEST, release: "0000001002-5b3a712c5b3a" },
  deployed: commitOf(`Deploy ${service} v0.10.6 to ${stack}`, hours),
  candidate: undefined,
  behind: 0,
  hold: undefined,
});

/** Returns a fleet with a held service, and one that the next run moves. */
export function sampleBoard(): Board {
  const deployments = STACKS.flatMap(({ stack, hours }) =>
    SERVICES.map((service): DeployStatus => {
      const plain = current(stack, service, hours);
      if (service === "cartservice" && stack === "prod-us-central1") {
        return {
          ...plain,
          outcome: "held",
          effect: "refused",
          reason: "rolled back by Grace Hopper: carts were empty",
          hint: "npx fairlead resume prod-us-central1/cartservice",
          version: { tag: "v0.10.5", digest: DIGEST },
          candidate: { tag: "v0.10.6" },
          behind: 1,
          deployed: commitOf(`Roll ${service} back to v0.10.5 on ${stack}`, 3, "Grace Hopper"),
          hold: { by: "Grace Hopper", tag: "v0.10.6" },
        };
      }
      if (service === "frontend" && stack.startsWith("prod")) {
        return {
          ...plain,
          outcome: "advance",
          effect: "moved",
          reason: "the channel names v0.11.0",
          candidate: { tag: "v0.11.0" },
          behind: 2,
        };
      }
      return plain;
    }),
  );
  const steps = deployments.map(({ stack, service, version, deployed }): readonly [string, readonly PairStep[]] => [
    `${stack}/${service}`,
    [
      { kind: "deploy", commit: deployed ?? commitOf("Deploy", 1), from: "v0.10.4", to: version?.tag ?? "", digest: DIGEST },
      { kind: "new", commit: commitOf(`Deploy ${service} v0.10.4 to ${stack}`, 900), from: "", to: "v0.10.4", digest: DIGEST },
    ],
  ]);
  return {
    status: {
      name: "online-boutique",
      at: NOW,
      stacks: STACKS.map(({ stack, tier }) => ({ stack, tier, channel: "main" })),
      deployments,
      expired: [{ stack: "latest", expires: "2026-01-30" }],
    },
    steps: new Map(steps),
    commits: "https://github.com/acme/ops/commit/",
    links: new Map(
      STACKS.map(({ stack }) => [
        stack,
        { applications: `https://argocd.example.com/applications/argocd/${stack}-`, console: "https://console.cloud.google.com/" },
      ]),
    ),
  };
}

/** Returns a fleet of many services on many stacks, all current. */
export function largeBoard(services: number, stacks: number): Board {
  const names = Array.from({ length: stacks }, (_, at) => `prod-${at}`);
  const deployments = names.flatMap((stack) => Array.from({ length: services }, (_, at) => current(stack, `svc-${at}`, at)));
  const status = { name: "large", at: NOW, stacks: names.map((stack) => ({ stack, tier: "prod" as const, channel: "main" })), deployments };
  return { status, steps: new Map(), commits: undefined, links: new Map() };
}
