import type { NotifyResult } from "../lib/app/notify/notify.ts";
import type { PoliciesResult } from "../lib/app/policies.ts";

/** Returns samples of the list of policies, with the word in each string. */
export const samplePolicies = (word: string): readonly PoliciesResult[] => [
  {
    policies: [
      {
        name: `pinned${word}`,
        file: `policies/${word}.ts`,
        level: "refuse",
        judges: ["manifests"],
        why: `tags move ${word}`,
        fix: `pin ${word}`,
        exemptions: [
          {
            stack: `prod${word}`,
            service: `cart${word}`,
            owner: `ada${word}`,
            reason: `old ${word}`,
            expires: "2026-12-24",
            expired: true,
          },
        ],
      },
    ],
  },
];

/** Returns a sample of what a run told, with the word in each string. */
export const sampleNotified = (word: string): NotifyResult => ({
  run: `up${word}`,
  opened: [
    { key: `hold ${word}`, kind: "hold", subject: `cart ${word}`, details: [word], command: `resume ${word}`, service: `cart${word}` },
  ],
  open: [`Drift: ${word}`],
  resolved: [`Expired: ${word}`],
  told: [`Slack (${word})`],
  failures: [{ to: `Slack ${word}`, message: `no answer ${word}` }],
});
