import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainPath } from "../lib/compile/explain/explain-path.ts";
import { explainService } from "../lib/compile/explain/explain-service.ts";
import { compileSubject, type Subject } from "../lib/compile/explain/subject.ts";
import { findPath, formatPath } from "../lib/compile/manifest-path.ts";
import { valueAt } from "../lib/base/values.ts";
import type { Manifest } from "../lib/model/manifest.ts";
import { parseLock } from "../lib/render/parse-lock.ts";
import { inline } from "../lib/report/results/inline.ts";
import { loadFleet } from "../lib/workspace/specs/load-fleet.ts";
import { modelOf } from "./fleets.ts";

const ROOT = join(import.meta.dirname, "..");

/** Lists the services of a fleet on each of its stacks. */
async function subjectsOf(directory: string): Promise<readonly Subject[]> {
  const root = join(ROOT, directory);
  const model = modelOf(await loadFleet(root));
  return model.stacks.flatMap((stack) => {
    const file = `pulumi-gen/${stack.name}/versions.yaml`;
    const text = existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "";
    return stack.services.map((service) => ({ model, stack, service, lock: parseLock(text, file).lock }));
  });
}

const nameOf = ({ stack, service }: Subject): string => `${stack.name}/${service.name}`;

/** Lists the fields in the first column of the first table of docs/services.md. Other tables are about parts of a field. */
const documented = (/^## Fields$(.*?)^## /ms.exec(readFileSync(join(ROOT, "docs/services.md"), "utf8"))?.[1] ?? "")
  .split("\n")
  .flatMap((line) => [...(/^\| ((?:`[a-zA-Z]+`(?:, )?)+) \|/.exec(line)?.[1] ?? "").matchAll(/`([a-zA-Z]+)`/g)])
  .map(([, field = ""]) => field);

/** Lists the paths of all values of an object, those of objects and lists included. */
const pathsOf = (value: unknown): readonly (readonly string[])[] => [
  [],
  ...(typeof value === "object" && value !== null ? Object.entries(value) : []).flatMap(([key, item]) =>
    pathsOf(item).map((rest) => [key, ...rest]),
  ),
];

/** Explains a path and every path that the explanations print. Lists the paths that cannot be explained or shown. */
function failing(subject: Subject, path: string): readonly string[] {
  const failed: string[] = [];
  const pending = new Set([path]);
  // The loop also visits the paths that it adds.
  for (const each of pending) {
    const explanation = explainPath(subject, each);
    if (explanation === undefined || typeof inline(explanation.value) !== "string") failed.push(each);
    for (const { field, chain } of explanation?.influences ?? []) {
      pending.add(field);
      for (const { place, value } of chain) if (place !== undefined && value !== undefined) pending.add(place);
    }
  }
  return failed;
}

describe.each(["", "test/every-shape"])("in the fleet %j", async (directory) => {
  const subjects = await subjectsOf(directory);

  it("every field of docs/services.md is explained, and every path that explanations print", () => {
    expect(documented.length).toBeGreaterThan(20);
    const failed = subjects.flatMap((subject) =>
      [...documented, "callers"].flatMap((field) => failing(subject, field).map((path) => `${nameOf(subject)} ${path}`)),
    );
    expect(failed).toEqual([]);
  });

  it("every path that the explanation of a whole service prints is explained", () => {
    const failed = subjects.flatMap((subject) =>
      explainService(subject).influences.flatMap(({ field }) => failing(subject, field).map((path) => `${nameOf(subject)} ${path}`)),
    );
    expect(failed).toEqual([]);
  });

  it("every path of every manifest leads to its value", () => {
    const failed = subjects.flatMap((subject) =>
      compileSubject(subject).flatMap((object) =>
        pathsOf(object).flatMap((keys) => {
          const path = formatPath(keys);
          return path === "" || findPath(object, path)?.value === valueAt(object, keys)
            ? []
            : [`${nameOf(subject)} ${object.kind} ${path}`];
        }),
      ),
    );
    expect(failed).toEqual([]);
  });

  it("a path of each kind is explained, and every path that the explanation prints", () => {
    const seen = new Map<string, number>();
    const failed = subjects.flatMap((subject) =>
      compileSubject(subject).flatMap((object) => {
        const times = seen.get(object.kind) ?? 0;
        seen.set(object.kind, times + 1);
        return times < MAX_EACH_KIND ? explainedPath(subject, object, times) : [];
      }),
    );
    expect(failed).toEqual([]);
  }, 300_000);
});

/** The number of objects of each kind whose explanation is measured. */
const MAX_EACH_KIND = 2;

/** Explains one path of an object, another one for each object of a kind. Measuring all of them takes minutes. */
function explainedPath(subject: Subject, object: Manifest, index: number): readonly string[] {
  const paths = pathsOf(object).slice(1);
  const path = formatPath(paths[(index * 7919) % paths.length] ?? []);
  const explanation = explainPath(subject, path, `${object.kind}/${object.metadata.name}`);
  const printed = explanation?.influences.flatMap(({ field }) => failing(subject, field)) ?? [path];
  return printed.map((each) => `${nameOf(subject)} ${object.kind} ${path}: ${each}`);
}
