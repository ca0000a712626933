import type { Manifest } from "../model/manifest.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { applyPatches, applyPlatformPatches } from "./apply-patches.ts";
import { serviceApplication } from "./argocd/application.ts";
import { asManifest } from "./as-manifest.ts";
import type { CompiledObject } from "./compiled-object.ts";
import { extraManifests } from "./extra-manifests.ts";
import { SERVICE_KINDS } from "./kinds/registry.ts";
import { serversOf } from "../model/servers.ts";
import { secretsOf } from "./need-instances.ts";
import { withPatchedConfig } from "./patched-config.ts";
import type { CompileProblem } from "./problems/compile-problem.ts";
import { reportUnusedPatches } from "./problems/unused-patches.ts";
import { serviceContext, type ServiceSubject } from "./service-context.ts";

const BUILDERS = Object.entries(SERVICE_KINDS);

/** Builds the objects of the servers that the cluster runs for a service. They are in the directory of the service. */
function serverObjects(subject: ServiceSubject, problems: CompileProblem[]): readonly Manifest[] {
  return serversOf(subject.stack, subject.service).flatMap(({ service, tag, digest }) => {
    const secrets = secretsOf(subject.stack, subject.service).filter(({ server }) => server === service.name);
    const context = { ...serviceContext({ ...subject, service }, { tag, digest }, problems), secrets };
    return BUILDERS.flatMap(([, build]) => build(context).map(asManifest));
  });
}

/** Builds all objects of one service on one stack, and its Application. */
export function compileService(subject: ServiceSubject, entry: LockEntry, problems: CompileProblem[]): readonly CompiledObject[] {
  const context = withPatchedConfig(serviceContext(subject, entry, problems), problems);
  const { stack, service } = context;
  const rendered: Manifest[] = [];
  const kinds = new Set(["Application"]);
  for (const [kind, build] of BUILDERS) {
    const built = build(context);
    if (built.length === 0) continue;
    const objects = built.map(asManifest);
    kinds.add(kind);
    // `withPatchedConfig` has applied the patches of ConfigMaps.
    rendered.push(...(kind === "ConfigMap" || service.patches.length === 0 ? objects : applyPatches(context, objects, problems)));
  }
  // Patches of the service do not change its servers. Explanations look at the service first.
  rendered.push(...serverObjects(subject, problems));
  if (service.patches.length > 0) reportUnusedPatches(context, kinds, problems);
  const applications = applyPatches(context, [asManifest(serviceApplication(context))], problems);
  const scope = { kind: "service", stack: stack.name, service: service.name } as const;
  return [
    ...[...rendered, ...extraManifests(context, rendered, problems)].map((manifest) => ({ scope, manifest })),
    ...applyPlatformPatches(stack, applications, problems).map((manifest) => ({
      scope: { kind: "application", stack: stack.name, name: service.name } as const,
      manifest,
    })),
  ];
}
