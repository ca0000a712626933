import { join, resolve } from "node:path";
import type { Env } from "../../system/environment.ts";
import { findAllOnPath, programName } from "../../system/find-program.ts";
import { realPath } from "../../system/real-path.ts";
import type { Candidate } from "./engine.ts";

/** Lists the programs that may be an engine, in order, each file once. `PULUMI_BIN` is listed even if the file does not exist. */
export function listCandidates(env: Env, cache: string): readonly Candidate[] {
  const named = env["PULUMI_BIN"] || undefined;
  const cached = join(cache, "bin", programName("pulumi"));
  const all: readonly Candidate[] = [
    ...(named === undefined ? [] : [{ pulumi: resolve(named), source: "PULUMI_BIN" as const }]),
    ...findAllOnPath("pulumi", env).map((pulumi) => ({ pulumi, source: "PATH" as const })),
    ...(realPath(cached) === undefined ? [] : [{ pulumi: cached, source: "cache" as const }]),
  ];
  const files = all.map(({ pulumi }) => realPath(pulumi) ?? pulumi);
  return all.filter((_, index) => files.indexOf(files[index] ?? "") === index);
}
