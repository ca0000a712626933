import type { StackRule } from "./rule.ts";

/** Checks that no prod stack asks for test data. */
export const testDataRule: StackRule = ({ testData, tier }, report) => {
  if (testData !== true || tier !== "prod") return;
  report("testData", "true would fill the data of a prod stack with test data", 'remove testData, or write tier: "staging"');
};
