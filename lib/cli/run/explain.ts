import { suggestion } from "../../base/suggestion.ts";
import { explainField } from "../../compile/explain/explain-field.ts";
import { explainManifest } from "../../compile/explain/explain-manifest.ts";
import { UserError } from "../../base/user-error.ts";
import type { ExplainFlags } from "../commands/explain.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { openProject } from "../../workspace/project.ts";

export async function runExplain(io: Io, flags: ExplainFlags, target: string, path: string): Promise<ExitCode> {
  const [stackName = "", serviceName, ...more] = target.split("/");
  if (serviceName === undefined || more.length > 0) {
    throw new UserError("USAGE", `"${target}" is not <stack>/<service>`, { hint: "fairlead explain prod-us-central1/frontend scale.min" });
  }
  const { model, locks } = await openProject(io.cwd, { stacks: [stackName], services: [serviceName] });
  const stack = model.stacks.find(({ name }) => name === stackName);
  const service = stack?.services.find(({ name }) => name === serviceName);
  if (stack === undefined || service === undefined) {
    throw new UserError(
      "NOT_FOUND",
      `${stackName} does not run ${serviceName}${suggestion(serviceName, stack?.services.map(({ name }) => name) ?? [])}`,
    );
  }
  const subject = { model, stack, service, lock: locks.get(stackName) ?? new Map() };
  const explained =
    flags.kind === undefined
      ? (explainField(subject, path) ?? explainManifest(subject, path, undefined))
      : explainManifest(subject, path, flags.kind);
  if (explained === undefined) {
    throw new UserError(
      "NOT_FOUND",
      `neither the spec of ${serviceName} nor a manifest of it on ${stackName}${flags.kind === undefined ? "" : ` of kind ${flags.kind}`} has "${path}"`,
      {
        hint: `the manifests are in pulumi-gen/${stackName}/services/${serviceName}/`,
      },
    );
  }
  const { object, influences, value } = explained;
  const name = object === undefined ? undefined : `${object.kind} ${object.metadata.name}`;
  io.out(reporterOf(io, flags).explain({ stack: stackName, service: serviceName, object: name, path: explained.path, value, influences }));
  return EXIT.done;
}
