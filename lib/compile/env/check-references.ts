import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../../model/effective.ts";
import { referencesIn } from "../../model/references.ts";
import { partsOf } from "../../model/parts.ts";
import { type CompileProblem, reportField, reportWarning } from "../problems/compile-problem.ts";
import type { EvaluatedEnv } from "./evaluate-env.ts";
import { isClusterVariable, unknownReference } from "./place-variables.ts";

/** The environments of a service's containers. */
export interface ServiceEnvs {
  readonly service: EvaluatedEnv;
  /** The environments of init containers and sidecars. */
  readonly parts: ReadonlyMap<string, EvaluatedEnv>;
}

interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
}

/** Reports each `$(NAME)` in a command or its arguments that names no variable of the container. */
export function checkReferences(stack: string, service: EffectiveService, envs: ServiceEnvs, problems: CompileProblem[]): void {
  const report = reportField(problems, stack, service);
  const checkWords = (words: readonly string[], at: string, { variables, named }: EvaluatedEnv): void =>
    words.forEach((word, index) => {
      for (const name of named ? new Set(referencesIn(word)) : []) {
        if (variables.has(name) || isClusterVariable(name)) continue;
        const [message, hint] = unknownReference(name, variables);
        report(`${at}.${index}`, message, envs.service.variables.has(name) ? inheritHint(name) : hint);
      }
    });
  const check = ({ command, args }: Program, prefix: string, env: EvaluatedEnv): void => {
    checkWords(command, `${prefix}command`, env);
    checkWords(args, `${prefix}args`, env);
  };
  check(service, "", envs.service);
  for (const job of service.jobs) check(job, `jobs.${job.name}.`, envs.service);
  for (const [at, part] of partsOf(service)) {
    const env = envs.parts.get(part.name) ?? envs.service;
    check(part, `${at}.`, env);
    warnOfShell(part, at, { own: env, service: envs.service }, (...warning) => reportWarning(problems, stack, service)(...warning));
  }
}

/** Warns of variables in a shell script that only the service's container has. */
function warnOfShell(
  { command, args }: Program,
  at: string,
  { own, service }: { readonly own: EvaluatedEnv; readonly service: EvaluatedEnv },
  warn: Report,
): void {
  const script = [...command, ...args].join("\n");
  for (const [, name = ""] of script.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    const isSet =
      own.variables.has(name) || new RegExp(`(?:^|[\\s;&|(])(?:for\\s+|read\\s+)?${name}(?:=|\\s+in\\s|\\s*$)`, "m").test(script);
    if (!isSet && own.named && service.variables.has(name))
      warn(at, `uses $${name}, which is a variable of the service's container only`, inheritHint(name));
  }
}

const inheritHint = (name: string): string => `env: { ${name}: inherit("${name}") } gives it the variable of the service`;
