import { type OwnerRule, reportOwned } from "../owner-rule.ts";
import type { NameSort } from "../stack-owners.ts";
import { recordsOf, textAt, walk } from "../walk.ts";

/** The fields that name the object to change. */
const TARGETS = new Set(["parentRefs", "scaleTargetRef", "targetRef", "targetRefs", "workloadRef"]);

/** Kind -> the sort of its names. Fairlead renders no other kind that has a target. */
const SORTS: Readonly<Record<string, NameSort>> = {
  CronJob: "workload",
  DaemonSet: "workload",
  Deployment: "workload",
  GRPCRoute: "route",
  HTTPRoute: "route",
  Ingress: "route",
  Job: "workload",
  PersistentVolumeClaim: "claim",
  Secret: "secret",
  Service: "service",
  ServiceAccount: "account",
  StatefulSet: "workload",
};

/** Refuses autoscalers, policies and routes that act on an object of another service, or on the Gateway of all services. */
export const targetsRule: OwnerRule = (subject, report) => {
  const { owner, object } = subject;
  walk(object, ({ at, key, value }) => {
    if (!TARGETS.has(key)) return;
    recordsOf(value).forEach((target, index) => {
      const place = Array.isArray(value) ? `${at}.${index}.name` : `${at}.name`;
      const kind = textAt(target, "kind") ?? (key === "parentRefs" ? "Gateway" : "Deployment");
      const name = textAt(target, "name");
      const sort = Object.hasOwn(SORTS, kind) ? SORTS[kind] : undefined;
      if (sort !== undefined) reportOwned(subject, { sort, name }, place, report);
      else if (kind === "Gateway" && key !== "parentRefs" && owner.kind === "service" && name === subject.stack.gateway.name)
        report(place, `the Gateway "${name}" serves all services`, "write the policy in a component, which a person reviews");
    });
  });
};
