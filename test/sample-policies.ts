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
