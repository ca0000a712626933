import type { Report } from "../../base/problem.ts";
import { valueAt } from "../../base/values.ts";
import type { Manifest } from "../../model/manifest.ts";
import type { StackModel } from "../../model/model.ts";
import { containersOf, joined, podTemplate } from "./pod-template.ts";

const OPEN_SERVICES = ["LoadBalancer", "NodePort"];

/** Reports what the stack's quota keeps out: pods without requests, and Services that open a port to the outside. */
export function checkQuotaRules(object: Manifest, { quota }: Pick<StackModel, "quota">, report: Report): void {
  const type = object.kind === "Service" ? valueAt(object, ["spec", "type"]) : undefined;
  if (typeof type === "string" && OPEN_SERVICES.includes(type)) {
    report("spec.type", `the stack's quota allows no ${type}; traffic enters through the Gateway`);
  }
  const template = podTemplate(object);
  if (template === undefined) return;
  for (const { at, value } of containersOf(template.value)) {
    for (const name of ["cpu", "memory"] as const) {
      const isSet = ["requests", "limits"].some((side) => valueAt(value, ["resources", side, name]) !== undefined);
      if (quota?.[name] !== undefined && !isSet)
        report(joined(template.at, at, "resources.requests", name), `is missing; the stack has a quota of ${name}`);
    }
  }
}
