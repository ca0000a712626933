import type { EffectiveService } from "../../model/effective.ts";
import { referencesIn } from "../../model/references.ts";
import { type CompileProblem, reportField } from "../problems/compile-problem.ts";
import type { EvaluatedEnv } from "./evaluate-env.ts";
import { isClusterVariable, unknownReference } from "./place-variables.ts";

/** The environments of a service's containers. */
export interface ServiceEnvs {
  readonly service: EvaluatedEnv;
  readonly sidecars: ReadonlyMap<string, EvaluatedEnv>;
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
        if (!variables.has(name) && !isClusterVariable(name)) report(`${at}.${index}`, ...unknownReference(name, variables));
      }
    });
  const check = ({ command, args }: Program, prefix: string, env: EvaluatedEnv): void => {
    checkWords(command, `${prefix}command`, env);
    checkWords(args, `${prefix}args`, env);
  };
  check(service, "", envs.service);
  for (const job of service.jobs) check(job, `jobs.${job.name}.`, envs.service);
  for (const init of service.init) check(init, `init.${init.name}.`, envs.service);
  for (const sidecar of service.sidecars) check(sidecar, `sidecars.${sidecar.name}.`, envs.sidecars.get(sidecar.name) ?? envs.service);
}
