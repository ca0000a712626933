import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { jobName } from "../../model/object-names.ts";
import { INSTANCE_LABEL, type Labels } from "../labels.ts";
import { egressRules } from "../network/egress-rules.ts";
import { ingressRules } from "../network/ingress-rules.ts";
import { podsOf } from "../network/peers.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";
import { jobLabels } from "./job.ts";

/** Builds a policy for the pods of the service and one for the pods of each job. A job calls what the service calls. */
export function networkPolicies(context: ServiceContext): readonly INetworkPolicy[] {
  const { service } = context;
  const egress = egressRules(context);
  return [
    policy(context, service.name, context.labels, { egress, ingress: ingressRules(context) }),
    ...service.jobs.map((job) => {
      const name = jobName(service.name, job.name);
      return policy(context, name, jobLabels(context, job.name), { egress, ingress: [{ from: [podsOf(name)] }] });
    }),
  ];
}

type Rules = Pick<NonNullable<INetworkPolicy["spec"]>, "egress" | "ingress">;

/** Builds a policy that selects pods by one label. Polaris wants exactly one label that policy and pods share. */
const policy = (context: ServiceContext, name: string, labels: Labels, rules: Rules): INetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: objectMetadata(context, { labels, name }),
  spec: { ...rules, podSelector: { matchLabels: { [INSTANCE_LABEL]: name } }, policyTypes: ["Ingress", "Egress"] },
});
