import type { EffectiveService } from "../effective.ts";
import type { StackModel } from "../model.ts";
import type { Instance } from "../needs/need.ts";
import { needKind } from "../needs/registry.ts";
import { certificateName, claimName, configDirName, jobName, needSecretName } from "../object-names.ts";
import { isInCluster, serversOf } from "../servers.ts";

/** An object of a service whose name is joined with "-". */
export interface Claim {
  readonly service: EffectiveService;
  /** The place in the spec. */
  readonly at: string;
  /** The object, for people: `the claim "a-data"`. */
  readonly object: string;
  /** The part of the service that has the object, for people. */
  readonly part: string;
  /** The object itself. Equal claims have equal keys. */
  readonly key: string;
  /** More keys that no earlier claim may have. */
  readonly rivals?: readonly string[];
  /** True if another check compares the claim with others like it. */
  readonly isPassive?: true;
  readonly hint: string;
}

/** Claims the name of a service, which its pods have. */
export const serviceClaim = (service: EffectiveService): Claim => ({
  service,
  at: "",
  object: `the name "${service.name}"`,
  part: `the service ${service.name}`,
  key: `pods ${service.name}`,
  isPassive: true,
  hint: "rename the service",
});

/** Lists the claims of a stack's services beside their own names. A claim comes after those that its rivals name. */
export const claimsOf = (stack: StackModel): readonly Claim[] => [
  ...stack.services.flatMap((service) => [...jobClaims(service), ...statefulClaims(stack, service)]),
  ...stack.services.flatMap(volumeClaims),
  ...secretClaims(stack),
];

const jobClaims = (service: EffectiveService): readonly Claim[] =>
  service.jobs.map((job) => {
    const name = jobName(service.name, job.name);
    const part = `the job "${job.name}" of ${service.name}`;
    return { service, at: `jobs.${job.name}`, object: `the name "${name}"`, part, key: `pods ${name}`, hint: "rename the job" };
  });

const statefulClaims = (stack: StackModel, service: EffectiveService): readonly Claim[] => [
  ...podClaims(service, (volume) => ({ service, at: `stateful.volumes.${volume}`, hint: "rename the volume" })),
  ...serversOf(stack, service).flatMap((server) =>
    podClaims(server.service, () => ({ service, at: `needs.${server.need}`, hint: "rename the need" })),
  ),
];

/** Claims the volumes of the pods of a StatefulSet: `data-orders-0`, `data-orders-1`. */
const podClaims = (
  { name: pods, stateful }: EffectiveService,
  placeOf: (volume: string) => Pick<Claim, "service" | "at" | "hint">,
): readonly Claim[] =>
  (stateful?.volumes ?? []).map(({ name }) => ({
    ...placeOf(name),
    object: `the claim "${name}-${pods}-0"`,
    part: `the volume "${name}" of the stateful ${pods}`,
    key: `claims ${name}-${pods}`,
  }));

const volumeClaims = (service: EffectiveService): readonly Claim[] =>
  service.volumes.flatMap(({ name, kind }): readonly Claim[] => {
    const part = { service, at: `volumes.${name}`, part: `the volume "${name}" of ${service.name}`, hint: "rename the volume" };
    const claim = claimName(service.name, name);
    const map = configDirName(service.name, name);
    if (kind === "newClaim")
      return [{ ...part, object: `the claim "${claim}"`, key: `claim ${claim}`, rivals: [claim.replace(/^(.*)-\d+$/, "claims $1")] }];
    return kind === "configDir" ? [{ ...part, object: `the ConfigMap "${map}"`, key: `map ${map}` }] : [];
  });

/** Claims the Secrets of needs and certificates. The instances of own needs have different names, so their Secrets do, too. */
function secretClaims(stack: StackModel): readonly Claim[] {
  const { services, ingress } = stack;
  const hasIssuer = ingress?.tls.issuer !== undefined;
  if (!hasIssuer && services.every(({ uses }) => uses.size === 0)) return [];
  const claims = services.flatMap((service) =>
    Object.entries(service.needs).flatMap(([need, spec]): readonly Claim[] => {
      const used = service.uses.get(need);
      const instance: Instance = { stack: stack.name, project: stack.project, dnsZone: "", service: service.name, need };
      if (needKind(spec).secrets(spec, instance, need).length === 0) return [];
      // The users of a server in the cluster share its Secret.
      if (used !== undefined && isInCluster(stack, used, spec)) return [];
      return [
        {
          ...secretClaim(service, needSecretName(service.name, need), `needs.${need}`, `the need "${need}" of ${service.name}`),
          ...(used === undefined ? { isPassive: true } : {}),
        },
      ];
    }),
  );
  const certificates = services.flatMap((service) =>
    !hasIssuer || service.public === undefined
      ? []
      : [secretClaim(service, certificateName(service.name), "public", `the certificate of ${service.name}`)],
  );
  return [...claims.filter(({ isPassive }) => isPassive), ...claims.filter(({ isPassive }) => !isPassive), ...certificates];
}

const secretClaim = (service: EffectiveService, secret: string, at: string, part: string): Claim => ({
  service,
  at,
  object: `the Secret "${secret}"`,
  part,
  key: `secret ${secret}`,
  hint: at === "public" ? "rename that need" : "rename the need",
});
