import { formatProblem, type Problem } from "../../base/problem.ts";
import { compileCloud } from "../../cloud/compile-cloud.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { compileStack } from "../../compile/compile-stack.ts";
import type { CompiledObject } from "../../compile/compiled-object.ts";
import type { Model, StackModel } from "../../model/model.ts";
import type { AnyService } from "../../model/service.ts";
import type { AnyStack } from "../../model/stack.ts";
import { checkPolicies } from "../../policy/check-policies.ts";
import { PolicyRun } from "../../policy/policy-run.ts";
import type { Policy } from "../../policy/policy.ts";
import { checkTree } from "../../render/render.ts";
import { checkSpecs } from "../../workspace/project.ts";
import { RenderedObjects } from "./rendered-objects.ts";
import { type TestFleet, testFleet, testLock, type TestOptions } from "./test-fleet.ts";

/** A service as one stack runs it. */
export class RenderedService extends RenderedObjects {
  /** The Application of Argo CD that deploys the service. */
  readonly application: RenderedObjects["all"][number] | undefined;
  /** The cloud resources that the service asks for. */
  readonly cloud: readonly AnyCloudResource[];
  readonly stack: string;
  readonly name: string;

  constructor(stack: StackModel, name: string, compiled: readonly CompiledObject[]) {
    const own = compiled.flatMap(({ scope, manifest }) => (scope.kind === "service" && scope.service === name ? [manifest] : []));
    super(`${name} on ${stack.name}`, own);
    this.stack = stack.name;
    this.name = name;
    this.application = compiled.find(({ scope }) => scope.kind === "application" && scope.name === name)?.manifest;
    this.cloud = compileCloud(stack).filter(({ block }) => block.service === name);
  }
}

/** A stack with all its services. */
export class RenderedStack extends RenderedObjects {
  readonly services: readonly RenderedService[];
  /** All cloud resources of the stack. */
  readonly cloud: readonly AnyCloudResource[];

  constructor(stack: StackModel, compiled: readonly CompiledObject[]) {
    super(
      stack.name,
      compiled.map(({ manifest }) => manifest),
    );
    this.services = stack.services.map(({ name }) => new RenderedService(stack, name, compiled));
    this.cloud = compileCloud(stack);
  }

  /** Returns a service. @throws Error that lists the services, if the stack does not run it */
  service({ name }: AnyService): RenderedService {
    const found = this.services.find((service) => service.name === name);
    if (found !== undefined) return found;
    throw new Error(`the stack does not run ${name}; it runs ${this.services.map((service) => service.name).join(", ")}`);
  }
}

/**
 * Renders a service as a stack runs it, without a cluster, a cloud or a release. The service is that of the repository with the same name,
 * or one of `options.services`.
 * @throws Error with every problem of the specs
 */
export async function renderService(service: AnyService, options: TestOptions = {}): Promise<RenderedService> {
  const { stack, compiled } = compileTest(await testFleet(options, service), options, service);
  return new RenderedService(stack, service.name, compiled);
}

/** Renders a stack of the repository, or one with `options.services`. @throws Error with every problem of the specs */
export async function renderStack(stack: AnyStack, options: Omit<TestOptions, "stack"> = {}): Promise<RenderedStack> {
  const compiled = compileTest(await testFleet({ ...options, stack }), options);
  return new RenderedStack(compiled.stack, compiled.compiled);
}

/**
 * Lists what policies find on one stack, also findings of the level `warn`. Exemptions count as they do now.
 * @param service the service with its objects and cloud resources; undefined for the whole stack
 * @throws Error if a spec or a policy itself has a problem
 */
export async function findingsOf(
  policies: Policy | readonly Policy[],
  service: AnyService | undefined,
  options: TestOptions = {},
): Promise<readonly Problem[]> {
  const files = [policies].flat().map((policy) => ({ file: `policies/${policy.name}.ts`, policy }));
  refuse(checkPolicies(files));
  const on = await testFleet(options, service);
  const { model, stack, locks } = compileTest(on, options, service);
  const run = new PolicyRun(files, new Date().toISOString());
  const { problems, warnings } = run.checkClouds([stack]);
  const judged = checkTree(model, locks, { ...selected(service), policies: run });
  const all = [...problems, ...warnings, ...judged.problems, ...judged.warnings];
  refuse(all.filter(({ policy, severity }) => policy === undefined && severity !== "warning"));
  return all.filter(({ policy }) => policy !== undefined && (service === undefined || policy.service === service.name));
}

interface CompiledTest {
  readonly model: Model;
  readonly stack: StackModel;
  readonly locks: ReadonlyMap<string, ReturnType<typeof testLock>>;
  readonly compiled: readonly CompiledObject[];
}

function compileTest({ fleet, stack: on }: TestFleet, { release }: TestOptions, service?: AnyService): CompiledTest {
  const { model, problems } = checkSpecs(fleet, [on.name]);
  refuse(problems);
  const [stack] = model.stacks;
  if (stack === undefined) throw new Error(`the stack ${on.name} is retired or unknown`);
  if (service !== undefined) requireRun(stack, service);
  const lock = testLock(fleet, release);
  const locks = new Map([[stack.name, lock]]);
  refuse(checkTree(model, locks, selected(service)).problems);
  return { model, stack, locks, compiled: compileStack(model, stack, lock, selected(service)).manifests };
}

/** Refuses a service that the stack does not run. */
function requireRun(stack: StackModel, { name, instances }: AnyService): void {
  if (stack.services.some((service) => service.name === name)) return;
  const [instance] = instances.keys();
  const hint = instance === undefined ? "" : `; it runs as instances, such as ${name}.instance("${instance}")`;
  throw new Error(`the stack ${stack.name} does not run ${name}${hint}`);
}

const selected = (service: AnyService | undefined): { readonly services?: readonly string[] } =>
  service === undefined ? {} : { services: [service.name] };

/** Throws all problems as one error, which a test runner shows. */
function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new Error(problems.flatMap((each) => [formatProblem(each), ...(each.hint === undefined ? [] : [`  ${each.hint}`])]).join("\n"));
}
