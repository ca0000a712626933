import type { CollectedResult } from "../../app/ci/results.ts";

/** Returns the flags of `publish`: no stack if all may be published. Then stacks that were removed go, too. The clouds that are up follow. */
export const publishFlags = ({ failed, stacks, clouds = [] }: CollectedResult): readonly string[] => [
  ...(failed.length === 0 ? [] : stacks.flatMap((stack) => ["--stack", stack])),
  ...clouds.flatMap(({ stack, config }) => ["--cloud-up", `${stack}=${config}`]),
];
