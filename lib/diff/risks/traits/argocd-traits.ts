import { isRecord } from "../../../base/values.ts";
import { ignoredDifferences } from "../../../compile/argocd/application.ts";
import { optionsIn } from "../../../compile/argocd/confirm-removal.ts";
import { APPLICATIONS_DESTINATION } from "../../../compile/argocd/destination.ts";
import { SYNC_OPTIONS } from "../../../compile/argocd/sync-policy.ts";
import { GENERATED_ROOT } from "../../../compile/generated-paths.ts";
import { applicationName, PROJECT_PARTS } from "../../../model/object-names.ts";
import { at, isOn, recordsAt, shown, stringsAt } from "../read-values.ts";
import type { Fields, Subject, Trait, TraitReader } from "../trait.ts";
import { projectTraits } from "./project-traits.ts";

const PREFIX = "argocd.argoproj.io/";
const CONFIRM = ["Delete=confirm", "Prune=confirm", "Delete=false", "Prune=false"];

/** Lists the annotations and finalizers for Argo CD, the sources of Applications, and the permissions of projects. */
export const argocdTraits: TraitReader = (subject) => [
  ...annotationTraits(subject),
  ...stringsAt(subject.value, "metadata.finalizers").map((name) =>
    trait(`has the finalizer ${name}`, subject.kind === "Application" && name.startsWith("resources-finalizer.")),
  ),
  ...(subject.kind === "Application" ? applicationTraits(subject) : []),
  ...(subject.kind === "AppProject" ? projectTraits(subject) : []),
];

const trait = (text: string, usual = false): Trait => ({ risk: "argocd", text, usual });

function annotationTraits({ value, kind }: Subject): readonly Trait[] {
  const annotations = at(value, "metadata.annotations");
  if (!isRecord(annotations)) return [];
  return Object.entries(annotations).flatMap(([key, setting]) => {
    if (!key.includes("argoproj.io/")) return [];
    if (key === `${PREFIX}sync-options`) return optionTraits(shown(setting));
    // Fairlead gives waves to objects, and hooks to jobs.
    const isUsual =
      key === `${PREFIX}sync-wave` ||
      key === `${PREFIX}manifest-generate-paths` ||
      (key === `${PREFIX}compare-options` && setting === "IgnoreExtraneous") ||
      (kind === "Job" && ([`${PREFIX}hook`, `${PREFIX}hook-delete-policy`] as readonly string[]).includes(key));
    return [trait(`has the annotation ${key}=${shown(setting)}`, isUsual)];
  });
}

/** Lists the sync options of one object. Some of them protect it. */
const optionTraits = (text: string): readonly Trait[] =>
  optionsIn(text).map((option) =>
    CONFIRM.includes(option)
      ? { risk: "argocd", text: `lost the sync option ${option}, which keeps it`, guard: "kept" }
      : trait(`has the sync option ${option}`),
  );

function applicationTraits({ value, stack: directory, settings }: Subject): readonly Trait[] {
  const stack = settings?.stack ?? directory;
  const sources = [...recordsAt(value, "spec.sources"), ...[at(value, "spec.source")].filter(isRecord)];
  const destination = (field: string): unknown => at(value, `spec.destination.${field}`);
  const isRoot = destination("name") === APPLICATIONS_DESTINATION.name && destination("namespace") === APPLICATIONS_DESTINATION.namespace;
  const isOwn = destination("name") === settings?.cluster && destination("namespace") === settings?.namespace;
  const where = [destination("name"), destination("server"), destination("namespace")].filter((part) => part !== undefined).map(shown);
  const project = shown(at(value, "spec.project"));
  const options = stringsAt(value, "spec.syncPolicy.syncOptions");
  const automated = at(value, "spec.syncPolicy.automated");
  return [
    ...sources.flatMap((source) => sourceTraits(source, stack, settings)),
    trait(`deploys to ${where.join(" ")}`, isOwn || (isRoot && settings !== undefined)),
    trait(`belongs to the project ${project}`, [stack, ...PROJECT_PARTS.map((part) => applicationName(stack, part))].includes(project)),
    ...options.map((option) => trait(`has the sync option ${option}`, USUAL_OPTIONS.includes(option))),
    ...USUAL_OPTIONS.filter((option) => options.includes(option)).map((option): Trait => ({
      risk: "argocd",
      text: `lost the sync option ${option}`,
      guard: "kept",
    })),
    ...(isOn(at(automated, "prune")) ? [trait("deletes objects that git no longer has", true)] : []),
    ...(isOn(at(automated, "allowEmpty")) ? [trait("may delete all objects")] : []),
    ...(isRecord(automated) && isOn(at(automated, "selfHeal")) ? [] : [trait("does not undo changes in the cluster")]),
    ...recordsAt(value, "spec.ignoreDifferences").map((ignored) => trait(`ignores differences: ${shown(ignored)}`, isOfOneRun(ignored))),
  ];
}

/** True if Fairlead ignores these differences: those between a Job that runs once and the releases after it. */
const isOfOneRun = (ignored: Fields): boolean =>
  shown(ignored) === shown(ignoredDifferences([shown(ignored["name"])]).ignoreDifferences?.[0]);

const USUAL_OPTIONS: readonly string[] = SYNC_OPTIONS;

function sourceTraits(source: Fields, stack: string, settings: Subject["settings"]): readonly Trait[] {
  const { path, repoURL, targetRevision, ...rest } = source;
  const isOwn = settings !== undefined && repoURL === settings.repository && targetRevision === settings.revision;
  return [
    trait(`deploys ${shown(repoURL)} at ${shown(targetRevision)}`, isOwn),
    trait(`deploys the directory ${shown(path)}`, shown(path).startsWith(`${GENERATED_ROOT}/${stack}/`)),
    ...Object.entries(rest).map(([field, setting]) => trait(`deploys with ${field}: ${shown(setting)}`)),
  ];
}
