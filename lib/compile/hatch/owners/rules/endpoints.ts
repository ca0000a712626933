import { valueAt } from "../../../../base/values.ts";
import type { OwnerRule } from "../owner-rule.ts";
import { reportOwned } from "../owner-rule.ts";

/** The label that gives the addresses of an EndpointSlice to a Service. */
const SERVICE_LABEL = "kubernetes.io/service-name";

/** Refuses addresses for the Service of another service. Its clients would reach them. */
export const endpointsRule: OwnerRule = (subject, report) => {
  const { kind, metadata } = subject.object;
  if (kind === "Service" && valueAt(subject.object, ["spec", "externalIPs"]) !== undefined)
    report("spec.externalIPs", "takes the traffic of other addresses in the whole cluster", "leave it out");
  if (kind === "Endpoints") reportOwned(subject, { sort: "service", name: metadata.name }, "metadata.name", report);
  if (kind === "EndpointSlice")
    reportOwned(subject, { sort: "service", name: metadata.labels?.[SERVICE_LABEL] }, `metadata.labels.${SERVICE_LABEL}`, report);
};
