export { findingsOf, type RenderedService, type RenderedStack, renderService, renderStack } from "./app/testing/render-test.ts";
export type { TestOptions, TestRelease } from "./app/testing/test-fleet.ts";
