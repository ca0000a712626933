import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { type Attack, attacked, refused, revert } from "./attack.ts";
import { forge, POINTER, recordBuild, recordPath } from "./victim.ts";

const SUBJECT = "\u001B[31mred <script>alert(1)</script> @octocat | `x`\u202E";

/** Reverts with a hostile subject, and plans in a format. */
const hostileCommit =
  (format: string): Attack["does"] =>
  (project) => {
    revert(project);
    project.git("commit", "--amend", "--quiet", "--message", SUBJECT);
    return ["plan", "--format", format];
  };

/** Records build 3, and sets its channel with a hostile reason. */
const hostileReason =
  (format: string): Attack["does"] =>
  (project: TestProject) => {
    recordBuild(project, 3);
    forge(project, POINTER, { by: "<b>@octocat</b>", reason: "a | b `c` <!-- -->" });
    return ["plan", "--format", format];
  };

const HELD = { exit: 0, runs: "v1" };
const DONE = { exit: 0 };

/** Claim -> texts of others in reports. All words in all formats: lib/report/hostile.test.ts. */
const CLAIMS: Readonly<Record<string, Readonly<Record<string, Attack>>>> = {
  "a commit's subject is text": {
    "on the terminal": {
      does: hostileCommit("terminal"),
      ...HELD,
      says: /\(\[31mred <script>alert\(1\)<\/script> @octocat \| `x`\)$/m,
    },
    "in Markdown": { does: hostileCommit("markdown"), ...HELD, says: /^(?!.*<script>)(?!.*[^`\\\w]@octocat).*red/m },
  },
  "a person's reason is text": {
    "on the terminal": {
      does: hostileReason("terminal"),
      ...DONE,
      says: /channel main names v3; <b>@octocat<\/b> set it: a \| b `c` <!-- -->/,
    },
    "in Markdown": { does: hostileReason("markdown"), ...DONE, says: /^(?!.*<b>)(?!.*<!--).*octocat/m },
  },
  "a field of a record is text": {
    "an unknown field": {
      does: (project) => {
        forge(project, recordPath(2), { note: "\u001B[2Jx\u001B]0;title\u0007", "a\u001B[31mb": 1 });
        return ["release", "show", "cart"];
      },
      ...DONE,
      says: /^note +\\u001b\[2Jx\\u001b\]0;title\\u0007$/m,
    },
    "a line break in a reason": {
      does: (project) => {
        forge(project, POINTER, { by: "Ada", reason: "x\nheld  cart  v1" });
        return ["release", "list"];
      },
      ...DONE,
      exit: 3,
      says: /broken {2}channels\/main\/cart\.json reason "x\\nheld {2}cart {2}v1" has characters that do not print/,
    },
  },
};

describe.each(Object.entries(CLAIMS))("%s", { timeout: 60_000 }, (_claim, attacks) => {
  it.each(Object.entries(attacks))("%s", (_attack, attack) => {
    expect(attacked(attack)).toEqual(refused(attack));
  });
});
