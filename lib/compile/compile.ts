import { reporterFor, reporterOf } from "../model/check/reporters.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Model, StackModel } from "../model/model.ts";
import type { Problem } from "../base/problem.ts";
import { fileKey } from "../model/rules/contents.ts";
import { requiresDigest } from "../model/tier.ts";
import { appProjects } from "./argocd/app-project.ts";
import { componentApplication, platformApplication, rootApplication, serviceApplication } from "./argocd/application.ts";
import {
  type Config,
  imageReference,
  labelsFor,
  secretsOf,
  selectorFor,
  type ServiceContext,
  versionLabel,
  withVersion,
} from "./context.ts";
import { evaluateEnv } from "./env.ts";
import { extraManifests } from "./extras.ts";
import { hash8 } from "./hash.ts";
import { configMaps } from "./kinds/config-map.ts";
import { SERVICE_KINDS } from "./kinds/registry.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { applyPatches } from "./patch.ts";
import type { Placed } from "./placed.ts";
import { platformObjects } from "./platform/platform.ts";

export interface Compiled {
  readonly manifests: readonly Placed[];
  readonly problems: readonly Problem[];
}

export interface CompileOptions {
  /** Only these services, without what the stack has once. @default everything */
  readonly services?: readonly string[] | undefined;
}

/** Makes every object of a stack. Pure: the same model and lock give the same objects. */
export function compileStack(model: Model, stack: StackModel, lock: Lock, options: CompileOptions = {}): Compiled {
  const problems: Problem[] = [];
  const manifests: Placed[] = [];
  const wanted = options.services;
  for (const service of stack.services) {
    if (wanted !== undefined && !wanted.includes(service.name)) continue;
    compileService(model, stack, service, lock, manifests, problems);
  }
  if (wanted === undefined) {
    const { name } = stack;
    for (const object of platformObjects(stack, model))
      manifests.push({ place: { scope: "platform", stack: name }, manifest: asManifest(object) });
    const root = [rootApplication(stack, model), ...appProjects(stack, model)];
    for (const object of root) manifests.push({ place: { scope: "argocd" }, manifest: asManifest(object) });
    const platform = asManifest(platformApplication(stack, model));
    manifests.push({ place: { scope: "application", stack: name, name: "platform" }, manifest: platform });
    for (const component of stack.components) {
      const manifest = asManifest(componentApplication(stack, model, component));
      manifests.push({ place: { scope: "application", stack: name, name: component }, manifest });
    }
  }
  return { manifests, problems };
}

/** The kinds' types all have these fields; `kubernetes-models` makes metadata optional, the kinds never do. */
const asManifest = (object: object): Manifest => object as Manifest;

function compileService(
  model: Model,
  stack: StackModel,
  service: EffectiveService,
  lock: Lock,
  manifests: Placed[],
  problems: Problem[],
): void {
  const entry = lockedEntry(stack, service, lock, problems);
  if (entry === undefined) return;
  const context = withPatchedConfig(contextFor(model, stack, service, entry, problems), problems);
  const place = { scope: "service", stack: stack.name, service: service.name } as const;
  const objects: Manifest[] = [];
  for (const [kind, make] of Object.entries(SERVICE_KINDS)) {
    const made = make(context).map(asManifest);
    // Config maps were patched first: their names follow from what is in them.
    objects.push(...(kind === "ConfigMap" || service.patches.length === 0 ? made : applyPatches(service, made, problems)));
  }
  for (const manifest of objects) manifests.push({ place, manifest });
  if (service.manifests !== undefined) {
    for (const manifest of extraManifests(context, service.manifests, reporterOf(service, problems))) manifests.push({ place, manifest });
  }
  const application = serviceApplication(stack, model, service.name, context.labels, context.image);
  manifests.push({ place: { scope: "application", stack: stack.name, name: service.name }, manifest: asManifest(application) });
}

function lockedEntry(stack: StackModel, service: EffectiveService, lock: Lock, problems: Problem[]): LockEntry | undefined {
  const report = reporterFor(problems, `pulumi-gen/${stack.name}/versions.yaml`);
  const entry = lock.get(service.name);
  if (entry === undefined) {
    report(
      service.name,
      "missing: the stack runs the service but no version of it is locked",
      `add a line: ${service.name}: {digest: 'sha256:...', tag: v1.2.3}`,
    );
    return undefined;
  }
  if (entry.digest === undefined && requiresDigest(stack.tier)) {
    report(
      service.name,
      `the tag ${entry.tag} has no digest; ${stack.tier} runs nothing that can be pushed over`,
      "add digest: 'sha256:...'",
    );
  }
  for (const init of service.init) {
    if (init.image !== undefined && requiresDigest(stack.tier) && !/@sha256:[0-9a-f]{64}$/.test(init.image)) {
      reporterOf(service, problems)(`init.${init.name}.image`, `${init.image} has no digest, and ${stack.name} is ${stack.tier}`);
    }
  }
  return entry;
}

function contextFor(model: Model, stack: StackModel, service: EffectiveService, entry: LockEntry, problems: Problem[]): ServiceContext {
  const calls = stack.calls.get(service.name) ?? [];
  const labels = labelsFor(service, stack, model);
  return {
    model,
    stack,
    service,
    calls,
    image: imageReference(service, entry),
    labels,
    workloadLabels: withVersion(labels, versionLabel(entry.tag)),
    selector: selectorFor(service.name),
    env: configFor(service.name, evaluateEnv(stack, service, calls, problems)),
    files: configFor(
      `${service.name}-files`,
      Object.fromEntries(Object.entries(service.files).map(([path, text]) => [fileKey(path), text])),
    ),
    secrets: secretsOf(stack, service),
  };
}

/** Patches the config maps, whose names carry the hash of their data, before anything refers to them. */
function withPatchedConfig(context: ServiceContext, problems: Problem[]): ServiceContext {
  const { service } = context;
  if (!service.patches.some(({ value }) => value.ConfigMap !== undefined)) return context;
  const patched = (config: Config | undefined, name: string): Config | undefined => {
    if (config === undefined) return undefined;
    const [map] = applyPatches(service, configMaps({ ...context, env: config, files: undefined }).map(asManifest), problems);
    const data = asManifest(map ?? {})["data"];
    // The patch may have touched more than the data, so the whole map is kept, under the name that its data has now.
    const next = configFor(name, isTexts(data) ? data : config.data) ?? config;
    return { ...next, manifest: map };
  };
  return { ...context, env: patched(context.env, service.name), files: patched(context.files, `${service.name}-files`) };
}

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");

function configFor(name: string, data: Readonly<Record<string, string>>): Config | undefined {
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : { name: `${name}-${hash8(JSON.stringify(entries))}`, data };
}
