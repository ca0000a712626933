import { containersOf, definePolicy } from "fairlead";

export default definePolicy("memory-limits", {
  why: "a leak in one container must not take the memory of its node",
  fix: 'set resources.limits.memory, such as "128Mi"',
  level: "refuse",
  manifests: (object) =>
    containersOf(object).flatMap(({ container, path }) =>
      container.resources?.limits?.["memory"] === undefined ? [{ path, message: "has no memory limit" }] : [],
    ),
});
