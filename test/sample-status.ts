import type { DoraResult } from "../lib/app/dora/dora.ts";
import type { EgressResult } from "../lib/app/cloud/egress.ts";
import type { StatusResult } from "../lib/app/status/status-result.ts";
import type { DeployCommit } from "../lib/workspace/git/deploys/lock-step.ts";

/** Returns a commit with the word in each string that a person can fill. */
const sampleCommit = (word: string): DeployCommit => ({
  id: "1".repeat(40),
  at: "2026-01-30T12:00:00Z",
  author: `Ada ${word}`,
  subject: `Deploy ${word}`,
});

/** Returns a status with the word in each string that a person, a file or git can fill. */
export const sampleStatus = (word: string): StatusResult => ({
  name: `shop${word}`,
  at: "2026-01-31T12:00:00Z",
  stacks: [
    { stack: `latest${word}`, tier: "latest", channel: `main${word}` },
    { stack: `prod${word}`, tier: "prod", channel: `main${word}` },
  ],
  backups: (["backup", "none", "unknown"] as const).map((state) => ({
    stack: `prod${word}`,
    service: `cart${word}`,
    need: `db${word}`,
    state,
    logDays: 7,
    ...(state === "unknown" ? { reason: `reason ${word}`, hint: `list ${word}` } : { at: "2026-01-31T02:00:00Z" }),
  })),
  copies: [true, false].map((isUsed) => ({ stack: `prod${word}`, part: `prod${word}.copy`, isUsed })),
  deployments: [
    {
      stack: `latest${word}`,
      service: `cart${word}`,
      outcome: "keep",
      effect: "unchanged",
      reason: `current ${word}`,
      version: { tag: `v2${word}`, release: `0000000002-0123456789ab`, digest: `sha256:${"2".repeat(64)}` },
      deployed: sampleCommit(word),
      candidate: undefined,
      behind: 0,
      hold: undefined,
    },
    {
      stack: `prod${word}`,
      service: `cart${word}`,
      outcome: "held",
      effect: "refused",
      reason: `rolled back by ${word}`,
      hint: `resume ${word}`,
      until: "2026-02-01T09:00:00Z",
      version: { tag: `v1${word}` },
      deployed: undefined,
      candidate: { tag: `v2${word}` },
      behind: 1,
      hold: { by: word, tag: word },
    },
    {
      stack: `prod${word}`,
      service: `frontend${word}`,
      outcome: "new",
      effect: "moved",
      reason: `new ${word}`,
      version: undefined,
      deployed: undefined,
      candidate: { tag: `v1${word}` },
      behind: undefined,
      hold: undefined,
    },
  ],
  expired: [{ stack: `latest${word}`, expires: "2026-01-01" }],
});

const FIGURES = {
  deploys: 4,
  rollbacks: 1,
  holds: 1,
  hotfixes: 0,
  leadSeconds: 5400,
  failures: 1,
  failureRate: 0.25,
  restoreSeconds: undefined,
};

/** Returns figures with the word in each string. */
export const sampleDora = (word: string): DoraResult => ({
  since: "2026-01-01T00:00:00Z",
  failure: `a failure ${word}`,
  stages: [{ stage: `prod${word}`, ...FIGURES }],
  stacks: [{ stack: `prod${word}`, ...FIGURES }],
});

/** Returns outgoing addresses with the word in each string that a file or a cloud can fill. */
export const sampleEgress = (word: string): EgressResult => ({
  stacks: [
    {
      stack: `prod${word}`,
      tier: "prod",
      file: `stacks/${word}.ts`,
      region: word,
      addresses: [
        { name: `nat${word}`, address: word, isDraining: true },
        { name: word, address: undefined, isDraining: false },
      ],
    },
    { stack: word, tier: "latest", file: `stacks/${word}.ts`, region: word, addresses: [] },
    {
      stack: word,
      tier: "latest",
      file: word,
      region: word,
      addresses: [{ name: word, address: undefined, isDraining: false }],
      reason: word,
    },
  ],
});
