import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../../../test/temporary-directory.ts";
import { LockLog } from "../lock-log.ts";
import { lockStepsSince } from "./lock-steps.ts";

const NAMES = ["ad", "cart", "mail", "on", "pay"];
type Tags = Readonly<Record<string, number>>;

const lockText = (tags: Tags): string =>
  Object.keys(tags)
    .toSorted()
    .map((name) => `${name === "on" ? "'on'" : name}:\n  channel: main\n  digest: sha256:${"0".repeat(64)}\n  tag: v${tags[name]}\n`)
    .join("");

/** Lists the differences of two locks: `cart v1 v2`. */
const changes = (before: Tags, after: Tags): readonly string[] =>
  NAMES.flatMap((name) => (before[name] === after[name] ? [] : [`${name} ${before[name] ?? "-"} ${after[name] ?? "-"}`]));

const tags = fc.dictionary(fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 3 }), { maxKeys: NAMES.length, noNullPrototype: true });

it("tells the entries that each commit changed, wherever they stand in the file", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tags, { minLength: 1, maxLength: 6 }), async (locks) => {
      const root = temporaryDirectory("patches");
      const git = (...args: readonly string[]): void => void execFileSync("git", args, { cwd: root });
      git("init", "--quiet");
      const file = join(root, "pulumi-gen/prod/versions.yaml");
      mkdirSync(dirname(file), { recursive: true });
      for (const lock of locks) {
        writeFileSync(file, lockText(lock));
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", "A lock");
      }
      const expected = locks.map((lock, at) => changes(locks[at - 1] ?? {}, lock)).toReversed();
      const steps = await lockStepsSince(new LockLog(root), "2000-01-01T00:00:00Z");
      const found = steps.map(({ service, from, to }) => `${service} ${from?.tag.slice(1) ?? "-"} ${to?.tag.slice(1) ?? "-"}`);
      expect(found.toSorted()).toEqual(expected.flat().toSorted());
    }),
    { numRuns: 15 },
  );
});
