/** Joins a path for a problem: `tiers.prod.scale.min`. `at` comes first if it is not empty. */
export const pathText = (path: readonly PropertyKey[], at = ""): string =>
  [at, ...path.map(String)].filter((part) => part !== "").join(".");
