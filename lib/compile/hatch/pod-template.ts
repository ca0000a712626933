import { isRecord, valueAt } from "../../base/values.ts";
import type { Manifest } from "../../model/manifest.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A part of an object with its path below the object: `spec.template`. */
export interface Part {
  readonly at: string;
  readonly value: Fields;
}

/** Kind -> the path to the template of its pods. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  DaemonSet: ["spec", "template"],
  Deployment: ["spec", "template"],
  Job: ["spec", "template"],
  Pod: [],
  PodTemplate: ["template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Rollout: ["spec", "template"],
  ScaledJob: ["spec", "jobTargetRef", "template"],
  StatefulSet: ["spec", "template"],
};

/** Returns the template of an object's pods, with `metadata` and `spec`. Returns undefined if the object runs no pods. */
export function podTemplate(object: Manifest): Part | undefined {
  const path = Object.hasOwn(TEMPLATES, object.kind) ? TEMPLATES[object.kind] : undefined;
  const value = path === undefined ? undefined : valueAt(object, path);
  return isRecord(value) && isRecord(value["spec"]) ? { at: (path ?? []).join("."), value } : undefined;
}

/** Lists all containers of a template, with their paths below it: `spec.initContainers.0`. */
export const containersOf = (template: Fields): readonly Part[] =>
  ["initContainers", "containers", "ephemeralContainers"].flatMap((field) => listAt(template, `spec.${field}`));

/** Lists the objects of a list in a template, with their paths below it. */
export function listAt(template: Fields, at: string): readonly Part[] {
  const list = valueAt(template, at.split("."));
  return Array.isArray(list) ? list.flatMap((value: unknown, index) => (isRecord(value) ? [{ at: `${at}.${index}`, value }] : [])) : [];
}

/** Joins the parts of a path. The template of a Pod is the object itself, so its part is empty. */
export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(".");
