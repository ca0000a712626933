import type { AdoptResult } from "../lib/app/cloud/adopt-result.ts";
import type { RestoreResult } from "../lib/app/cloud/restore/restore-result.ts";
import type { DestroyResult } from "../lib/app/cloud/destroy-result.ts";
import type { DriftResult } from "../lib/app/cloud/drift-result.ts";
import type { CloudRun, CloudShard } from "../lib/app/cloud/cloud-run.ts";
import type { PreviewedChange, CloudPreview } from "../lib/app/cloud/cloud-preview.ts";

/** Returns a part of a cloud that failed, with the word in each string. */
export const sampleShard = (word: string): CloudShard => ({
  stack: word,
  shard: `${word}.needs-1`,
  outcome: "failed",
  message: word,
  hint: word,
  seconds: 1,
  steps: [
    { operation: "create", type: `gcp:redis/instance:${word}`, name: word, outcome: "done" },
    { operation: "replace", type: `gcp:redis/instance:${word}`, name: word, outcome: "failed" },
  ],
  messages: [
    { severity: "error", resource: word, message: word, hint: word },
    { severity: "warning", resource: undefined, message: word, hint: undefined },
    { severity: "error", resource: word, message: word, hint: undefined, policy: word },
  ],
});

/** Returns a run with each outcome, with the word in each string. */
export const sampleCloudRun = (word: string): CloudRun => ({
  engine: { version: `3${word}`, source: word, path: word },
  shards: [
    sampleShard(word),
    { ...sampleShard(word), outcome: "changed", message: undefined, hint: undefined },
    { ...sampleShard(word), outcome: "not run" },
    { ...sampleShard(word), outcome: "unchanged", message: undefined, hint: undefined, steps: [] },
  ],
  interrupted: false,
});

/** Returns a change that loses data, with the word in each string. */
const sampleChange = (word: string): PreviewedChange => ({
  stack: word,
  shard: `${word}.needs-1`,
  type: `gcp:redis/instance:${word}`,
  name: word,
  urn: `urn:pulumi:${word}::shop::gcp:redis/instance:Instance::${word}`,
  block: word,
  service: word,
  action: "replace",
  protected: true,
  protection: "ends",
  previousUrn: `urn:pulumi:${word}::shop::gcp:redis/instance:Instance::old${word}`,
  properties: [word, "tier"],
  causes: [word],
  because: word,
  usedBy: [word],
});

/** Returns a preview with each kind of change, with the word in each string. */
export const samplePreview = (word: string): CloudPreview => ({
  engine: `3${word}`,
  policyPacks: [word],
  stacks: [
    {
      stack: `prod${word}`,
      tier: "prod",
      project: word,
      unchanged: 3,
      later: { after: word, soakMs: 7_200_000 },
      changes: (["replace", "delete", "update", "create", "same"] as const).map((action) => ({ ...sampleChange(word), action })),
      renames: [{ service: word, need: word, movedFrom: word, lost: [word] }],
      cost: {
        isChanged: true,
        change: { least: -1.5, most: 35.77 },
        month: { least: 1234.5, most: 2345.6 },
        unpriced: [word],
        usage: [word],
        unknown: [word],
      },
      unknown: [word],
      problems: [{ shard: word, message: word, hint: word }],
      violations: (["error", "warning"] as const).map((severity) => ({
        shard: word,
        severity,
        policy: word,
        resource: word,
        message: word,
      })),
    },
    {
      stack: `latest${word}`,
      tier: "latest",
      project: word,
      unchanged: 3,
      changes: [],
      renames: [],
      unknown: [],
      problems: [],
      violations: [],
    },
  ],
  leftovers: [{ stack: word, spec: "removed", resources: 3, protected: 1 }],
});

/** Returns takeovers whose texts are all one word, for each outcome. */
const sampleAdopts = (word: string): readonly AdoptResult[] =>
  (["adopted", "planned", "refused", "nothing"] as const).map((outcome) => ({
    stack: word,
    outcome,
    resources: (["absent", "adopted", "differs", "failed", "ready", "skipped"] as const).map((each) => ({
      shard: word,
      type: `gcp:redis/instance:${word}`,
      name: word,
      parent: word,
      outcome: each,
      newPassword: true,
      message: word,
      ...(each === "skipped" ? {} : { id: word }),
      values: [{ path: word, recorded: word, found: [word] }],
    })),
    interrupted: false,
  }));

/** Returns the end of a cloud whose texts are all one word, for each outcome. */
const sampleDestroys = (word: string): readonly DestroyResult[] =>
  (["planned", "unconfirmed", "destroyed", "nothing"] as const).map((outcome) => {
    const end = { name: word, type: `gcp:redis/instance:${word}`, urn: `urn:pulumi:${word}`, block: word };
    const kept = { ...end, why: ["protected", "held", "used", "member", "foundation"] as const, usedBy: word };
    return {
      stack: word,
      services: [word],
      part: word,
      spec: "in use",
      outcome,
      parts: [{ shard: `${word}.needs-1`, goes: [end], stays: [kept], targets: [word] }],
      ...(outcome === "destroyed" ? { run: sampleCloudRun(word) } : {}),
    };
  });

/** Returns copies of an instance whose texts are all one word, for each outcome. */
const sampleRestores = (word: string): readonly RestoreResult[] =>
  (["planned", "restored", "unchanged", "failed"] as const).map((outcome) => ({
    stack: word,
    service: word,
    need: word,
    outcome,
    server: word,
    source: outcome === "planned" ? { kind: "second", at: word } : { kind: "backup", at: word, id: word },
    part: `${word}.copy-${word}`,
    range: word,
    changes: [{ action: "create", type: `gcp:redis/instance:${word}`, name: word, protected: true }],
    cost: { owners: [{ service: word, least: 1, most: 2 }], least: 1, most: 2, usage: [word], unknown: [word] },
    ...(outcome === "unchanged" ? {} : { switchOver: { file: word, imports: [word], line: word } }),
    ...(outcome === "restored" || outcome === "failed" ? { run: sampleCloudRun(word) } : {}),
  }));

/** Returns a comparison of a cloud whose texts are all one word, for each mode. */
const sampleDrifts = (word: string): readonly DriftResult[] =>
  (["drift", "repair"] as const).map((mode) => ({
    mode,
    stacks: [
      {
        stack: word,
        outcome: "unknown",
        recorded: 3,
        ignored: 2,
        idle: (["expired", "matches nothing"] as const).map((why) => ({
          rule: { resource: word, property: word, owner: word, expires: word, because: word },
          why,
        })),
        drifted: (["changed", "deleted"] as const).map((what) => ({
          urn: `urn:pulumi:${word}`,
          type: `gcp:redis/instance:${word}`,
          name: word,
          block: word,
          what,
          values: [{ path: word, recorded: word, found: undefined }],
        })),
        unread: [{ resource: word, message: word, hint: word }],
      },
    ],
    interrupted: true,
  }));

/** Returns samples of the results of single commands. */
export const sampleCommands = (word: string) => ({
  drift: sampleDrifts(word),
  adopted: sampleAdopts(word),
  destroyed: sampleDestroys(word),
  restored: sampleRestores(word),
});
