import type { Report } from "../../base/problem.ts";
import { nameProblem } from "../names.ts";
import { checkFileName, fileNameOf, type NamedThing } from "../rules/file-name.ts";

interface Named {
  readonly file: string;
  readonly name: string;
}

/** The names of services and images, or of stacks. A name belongs to the file that has it, else to the first file that claims it. */
export class NameClaims {
  readonly #owners = new Map<string, string>();

  constructor(all: readonly Named[]) {
    for (const { file, name } of all.toReversed()) if (fileNameOf(file) === name) this.#owners.set(name, file);
    for (const { file, name } of all) if (!this.#owners.has(name)) this.#owners.set(name, file);
  }

  /** Checks a name. Returns true if the name is valid and belongs to the file. */
  check(what: NamedThing, { file, name }: Named, report: Report): boolean {
    const result = checkFileName(what, name, file, report);
    const owner = this.#owners.get(name);
    // A name that differs from the file's name was reported.
    if (owner !== file && result === "equal") report("", `the name "${name}" is taken by ${owner}`);
    return result !== "malformed" && owner === file;
  }

  /** Checks the name of a service's instance, which no file may have. Returns true if the name is valid and free. */
  checkInstance({ file, name }: Named, instance: string, report: Report): boolean {
    const owner = this.#owners.get(name);
    const problem = nameProblem(name) ?? (owner === undefined ? undefined : `the name "${name}" is taken by ${owner}`);
    if (problem !== undefined) report(`instances.${instance}`, problem);
    else this.#owners.set(name, `an instance in ${file}`);
    return problem === undefined;
  }
}
