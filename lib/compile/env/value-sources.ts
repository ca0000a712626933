import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { FieldRef, Inherit, ResourceFieldRef, Unset } from "../../model/fields/env-values.ts";
import { partsOf } from "../../model/parts.ts";
import type { SecretValue } from "../../model/needs/need.ts";
import type { SecretKey } from "../need-instances.ts";
import type { VariableValue } from "./variable.ts";

/** The service whose variable is checked. */
export interface SourceContext {
  readonly service: EffectiveService;
  /** The path of a secret's file -> the key that holds the same value. */
  readonly secrets: ReadonlyMap<string, SecretKey>;
  readonly report: Report;
  /** Reports a finding that does not stop the run. */
  readonly warn: Report;
}

/** Builds the source of a value that only the cluster knows. Fields with a default have it, as the API server keeps them. */
export function sourceOf(
  at: string,
  value: Unset | Inherit | FieldRef | ResourceFieldRef | SecretValue,
  context: SourceContext,
): VariableValue {
  switch (value.kind) {
    case "fieldRef":
      return { kind: "source", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: value.fieldPath } } };
    case "resourceFieldRef":
      return resourceSource(at, value, context);
    case "secretValue":
      return secretSource(at, value, context);
    case "unset":
    case "inherit":
      return { kind: "text", text: "" };
  }
}

function resourceSource(at: string, { resource, divisor = "0", container }: ResourceFieldRef, context: SourceContext): VariableValue {
  if (container !== undefined) checkContainer(`${at}.container`, container, context);
  const containerName = container === undefined ? {} : { containerName: container };
  return { kind: "source", valueFrom: { resourceFieldRef: { ...containerName, divisor, resource } } };
}

/** Checks that each pod with the variable has the container: without it, no container of the pod starts. */
function checkContainer(at: string, container: string, { service, report }: SourceContext): void {
  const names = [service.name, ...partsOf(service).map(([, { name }]) => name)];
  const [job] = service.jobs;
  if (!names.includes(container)) report(at, `there is no container "${container}"${suggestion(container, names)}`);
  else if (job !== undefined) {
    report(
      at,
      `the pods of job ${job.name} have no container "${container}"`,
      "leave container out: each container then has its own value",
    );
  }
}

function secretSource(at: string, { file, because }: SecretValue, { secrets, report, warn }: SourceContext): VariableValue {
  const key = secrets.get(file);
  if (key === undefined) report(at, "is the value of a secret that the service does not need", "declare it: needs: { name: secret() }");
  else if (because === undefined) {
    warn(
      at,
      "has the value of a secret, which dumps and child processes see",
      `pass the path of its file, or allow it${key.ownerFile === undefined ? "" : ` in ${key.ownerFile}`}: secret({ asEnv: "because ..." })`,
    );
  }
  return { kind: "source", valueFrom: { secretKeyRef: { key: key?.key ?? "", name: key?.name ?? "" } } };
}
