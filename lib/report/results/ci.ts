import type { CollectedResult } from "../../app/ci/results.ts";

/** Returns the flags of `publish`: none if all stacks may be published. Then stacks that were removed go, too. */
export const publishFlags = ({ failed, stacks }: CollectedResult): readonly string[] =>
  failed.length === 0 ? [] : stacks.flatMap((stack) => ["--stack", stack]);
