import type { PolicyTrace, Problem } from "../base/problem.ts";
import { stackCost } from "../cloud/cost/stack-cost.ts";
import { compileCloud } from "../cloud/compile-cloud.ts";
import type { AnyCloudResource } from "../cloud/resource.ts";
import type { CompiledObject } from "../compile/compiled-object.ts";
import type { CompileProblem, ProblemOrigin } from "../compile/problems/compile-problem.ts";
import { mergeProblems } from "../compile/problems/merge-problems.ts";
import { reporterFor } from "../model/check/reporters.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { StackModel } from "../model/model.ts";
import { callPolicy } from "./call-policy.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { covers, expiredExemptions, isInForce, unusedExemptions } from "./exemptions.ts";
import type { PolicyFile } from "./policy-file.ts";
import type { PolicyExemption, PolicyService, PolicyStack, PolicyInput, PolicyFinding } from "./policy.ts";

/** The thing that a function of a policy looks at. */
interface Subject {
  readonly stack: StackModel;
  readonly service: EffectiveService | undefined;
  /** `Deployment cartservice`, or undefined for the whole stack. */
  readonly object: string | undefined;
  /** True if a finding stops only the service. The cloud belongs to a stack as a whole. */
  readonly holdsService: boolean;
}

/** A function of a policy. */
type Hook = "manifests" | "cloud" | "stack";

/** The findings of a check of clouds. */
export interface PolicyFindings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Applies the policies of a repository in one run. Remembers which exemptions covered a finding. */
export class PolicyRun {
  readonly #policies: readonly PolicyFile[];
  readonly #now: string;
  readonly #used = new Set<PolicyExemption>();
  readonly #mistakes = new Map<PolicyFile, CompileProblem>();
  readonly #places = new WeakMap<StackModel, ReadonlyMap<string, EffectiveService>>();

  /** @param now the time at which exemptions are judged */
  constructor(policies: readonly PolicyFile[], now: string) {
    this.#policies = policies;
    this.#now = now;
  }

  /** Applies the policies to the finished objects of one service, or to those that a stack has once. */
  checkObjects(stack: StackModel, compiled: readonly CompiledObject[]): readonly CompileProblem[] {
    const problems: CompileProblem[] = [];
    const policies = this.#with("manifests");
    const [first] = compiled;
    if (policies.length === 0 || first === undefined) return problems;
    const service = this.#serviceOf(stack, first);
    const objects = deepFreeze(compiled.map(({ manifest }) => manifest));
    const context = Object.freeze({ stack: placeOf(stack), service: ownerOf(service), objects });
    for (const object of objects) {
      const subject = { stack, service, object: `${object.kind} ${object.metadata.name}`, holdsService: true };
      for (const policy of policies) this.#apply(policy, subject, ({ manifests }) => manifests?.(object, context), problems);
    }
    return problems;
  }

  /** Applies the policies to the clouds of stacks. */
  checkClouds(stacks: readonly StackModel[]): PolicyFindings {
    const found = this.#with("cloud").length + this.#with("stack").length === 0 ? [] : stacks.flatMap((stack) => this.#checkCloud(stack));
    const merged = (severity: "warning" | undefined): readonly Problem[] =>
      mergeProblems(
        stacks,
        found.filter((each) => each.severity === severity),
      );
    return { problems: merged(undefined), warnings: merged("warning") };
  }

  /** Lists the exemptions that no longer count. If the run saw the whole fleet, it adds those that cover nothing. */
  exemptionWarnings({ sawEverything }: { readonly sawEverything: boolean }): readonly Problem[] {
    const unused = sawEverything ? unusedExemptions(this.#policies, this.#now, this.#used) : [];
    return [...expiredExemptions(this.#policies, this.#now), ...unused];
  }

  #checkCloud(stack: StackModel): readonly CompileProblem[] {
    const problems: CompileProblem[] = [];
    const resources = deepFreeze(compileCloud(stack));
    const place = placeOf(stack);
    for (const resource of this.#with("cloud").length === 0 ? [] : resources) {
      const service = this.#services(stack).get(resource.block.service ?? "");
      const subject = { stack, service, object: `${shortType(resource)} ${resource.name}`, holdsService: false };
      const context = Object.freeze({ stack: place, service: ownerOf(service), resources });
      for (const policy of this.#with("cloud")) this.#apply(policy, subject, ({ cloud }) => cloud?.(resource, context), problems);
    }
    const whole = this.#with("stack");
    if (whole.length === 0) return problems;
    const { least, most } = stackCost(resources, stack.region);
    const context = deepFreeze({ resources, cost: { least, most } });
    const subject = { stack, service: undefined, object: undefined, holdsService: false };
    for (const policy of whole) this.#apply(policy, subject, (input) => input.stack?.(place, context), problems);
    return problems;
  }

  /** Calls one function, and adds its findings to the problems, except those that an exemption covers. */
  #apply(from: PolicyFile, subject: Subject, call: (input: PolicyInput) => unknown, problems: CompileProblem[]): void {
    const { input } = from.policy;
    const answer = this.#mistakes.has(from) ? undefined : callPolicy(() => call(input));
    if (answer === undefined || "mistake" in answer) return this.#addMistake(from, subject, answer?.mistake ?? "", problems);
    if (answer.findings.length === 0) return;
    const { stack, service } = subject;
    const covering = input.exemptions?.filter((each) => covers(each, { stack: stack.name, service })) ?? [];
    const exemption = covering.find((each) => isInForce(each, this.#now));
    if (exemption !== undefined) return void this.#used.add(exemption);
    const [expired] = covering
      .map(({ expires }) => expires)
      .toSorted()
      .toReversed();
    problems.push(...answer.findings.map((finding) => problemOf(from, subject, withExpiry(finding, expired))));
  }

  /** Adds the mistake of a policy. The first one of a run stands for all: the policy is not called again. */
  #addMistake(from: PolicyFile, { stack, object }: Subject, mistake: string, problems: CompileProblem[]): void {
    const on = object === undefined ? stack.name : `${object} on ${stack.name}`;
    const known = this.#mistakes.get(from) ?? {
      ...reported(from.file, from.policy.name, `${mistake}, for ${on}`),
      origin: { kind: "stack-file" },
    };
    this.#mistakes.set(from, known);
    if (!problems.includes(known)) problems.push(known);
  }

  #with(hook: Hook): readonly PolicyFile[] {
    return this.#policies.filter(({ policy }) => policy.input[hook] !== undefined);
  }

  #serviceOf(stack: StackModel, { scope }: CompiledObject): EffectiveService | undefined {
    return scope.kind === "service" ? this.#services(stack).get(scope.service) : undefined;
  }

  #services(stack: StackModel): ReadonlyMap<string, EffectiveService> {
    const known = this.#places.get(stack) ?? new Map(stack.services.map((service) => [service.name, service]));
    this.#places.set(stack, known);
    return known;
  }
}

/** Returns a finding as a problem of the spec that the object comes from. */
function problemOf(
  { policy: { name, input } }: PolicyFile,
  { stack, service, object, holdsService }: Subject,
  finding: Exclude<PolicyFinding, string>,
): CompileProblem {
  const { path, message } = finding;
  const trace: PolicyTrace = {
    name,
    why: input.why,
    ...(object === undefined ? {} : { object }),
    path,
    message,
    stacks: [stack.name],
    ...(service === undefined ? {} : { service: service.name }),
  };
  const origin: ProblemOrigin =
    service === undefined || !holdsService
      ? { kind: "stack-policy", on: stack.name, trace }
      : { kind: "policy", stack: stack.name, service: service.name, trace };
  const problem = { ...reported(service?.file ?? stack.file, "", message, input.fix), origin };
  return input.level === "warn" ? { ...problem, severity: "warning" } : problem;
}

/** Adds to a finding that its exemption no longer counts. A run that stops shows no warnings about exemptions. */
function withExpiry(finding: PolicyFinding, expired: string | undefined): Exclude<PolicyFinding, string> {
  const { path, message } = typeof finding === "string" ? { path: "", message: finding } : finding;
  return { path, message: expired === undefined ? message : `${message}; its exemption expired after ${expired}` };
}

/** Returns a problem whose message has at most the usual length. */
function reported(file: string, path: string, message: string, hint?: string): Problem {
  const problems: Problem[] = [];
  reporterFor(problems, file)(path, message, hint);
  return problems[0] ?? { file, path, message };
}

const placeOf = ({ name, tier, region, project, cluster, namespace }: StackModel): PolicyStack =>
  Object.freeze({ name, tier, region, project, cluster, namespace });

const ownerOf = (service: EffectiveService | undefined): PolicyService | undefined =>
  service && Object.freeze({ name: service.name, owner: service.owner });

/** Returns the last part of a type: `Bucket` of `gcp:storage/bucket:Bucket`. */
const shortType = ({ type }: AnyCloudResource): string => type.slice(type.lastIndexOf(":") + 1);
