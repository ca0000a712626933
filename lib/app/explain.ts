import { FAIRLEAD } from "../base/fairlead.ts";
import { suggestion } from "../base/suggestion.ts";
import { UserError } from "../base/user-error.ts";
import { explainPath } from "../compile/explain/explain-path.ts";
import { explainService } from "../compile/explain/explain-service.ts";
import { imageUses } from "../model/images-of.ts";
import type { StackModel } from "../model/model.ts";
import { openProject } from "../workspace/project.ts";
import type { AppContext } from "./context.ts";
import type { ExplainResult } from "./results.ts";

/** Returns the error for a released image, which has no manifests. It leads to a service that uses the image. */
function imageError({ name: stack, services }: StackModel, image: string): UserError {
  const uses = services.flatMap((service) =>
    imageUses(service).flatMap((use) => (use.image.name === image ? [`${FAIRLEAD} explain ${stack}/${service.name} ${use.path}`] : [])),
  );
  return new UserError("NOT_FOUND", `${image} is a released image, which has no manifests`, {
    hint: uses[0] ?? `${FAIRLEAD} release list ${image}`,
  });
}

export interface ExplainRequest {
  /** `<stack>/<service>` */
  readonly target: string;
  /** A path in a manifest or in the spec, with dots. @default every field that a layer of the service sets */
  readonly path?: string | undefined;
  /** The kind of the manifest. @default the first manifest that has the path, the workload before others */
  readonly kind?: string | undefined;
}

/** Shows the layers that set a value. @throws UserError USAGE, NOT_FOUND, INVALID_SPEC */
export async function explain({ workspace }: AppContext, { target, path, kind }: ExplainRequest): Promise<ExplainResult> {
  if (path === undefined && kind !== undefined) {
    const hint = `${FAIRLEAD} explain ${target} metadata.name --kind ${kind}`;
    throw new UserError("USAGE", "--kind needs a path in the manifest", { hint });
  }
  const [stackName = "", serviceName, ...more] = target.split("/");
  if (serviceName === undefined || more.length > 0) {
    throw new UserError("USAGE", `"${target}" is not <stack>/<service>`, {
      hint: `${FAIRLEAD} explain prod-us-central1/frontend scale.min`,
    });
  }
  const { model, locks } = await openProject(await workspace(), { stacks: [stackName], services: [serviceName] });
  const stack = model.stacks.find(({ name }) => name === stackName);
  const service = stack?.services.find(({ name }) => name === serviceName);
  if (stack === undefined || service === undefined) {
    const known = stack?.services.map(({ name }) => name) ?? [];
    if (stack?.images.some(({ name }) => name === serviceName)) throw imageError(stack, serviceName);
    const instances = stack?.services.flatMap(({ name, release }) => (release === serviceName ? [name] : [])) ?? [];
    if (instances.length > 0) {
      const hint = [`${FAIRLEAD} explain ${stackName}/${instances[0]}`, ...(path === undefined ? [] : [path])].join(" ");
      throw new UserError("NOT_FOUND", `${stackName} runs ${serviceName} as ${instances.join(", ")}`, { hint });
    }
    throw new UserError(
      "NOT_FOUND",
      `${stackName} does not run ${serviceName}${suggestion(serviceName, known, `ls pulumi-gen/${stackName}/services/`)}`,
    );
  }
  const subject = { model, stack, service, lock: locks.get(stackName) ?? new Map() };
  const explained = path === undefined ? explainService(subject) : explainPath(subject, path, kind);
  if (explained === undefined) {
    const ofKind = kind === undefined ? "" : ` of kind ${kind}`;
    throw new UserError("NOT_FOUND", `"${path}" is not a path in the spec of ${serviceName} or in its manifests${ofKind} on ${stackName}`, {
      hint: `ls pulumi-gen/${stackName}/services/${serviceName}/ lists the manifests`,
    });
  }
  const { object, influences, value } = explained;
  const name = object === undefined ? undefined : `${object.kind} ${object.metadata.name}`;
  return { stack: stackName, service: serviceName, object: name, path: explained.path, value, influences };
}
