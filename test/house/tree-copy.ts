import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { environment, type Outcome } from "../project.ts";
import { LibCopy } from "./lib-copy.ts";

/** Everything that the type check and a run of the product read. */
const SOURCES = [
  "lib",
  "bin",
  "services",
  "stacks",
  "policies",
  "components",
  "charts",
  "releases",
  "pulumi-gen",
  "test",
  "tools",
  "bench",
  "docs",
];
const SETTINGS = ["fairlead.config.ts", "oxlint.config.ts", "vitest.config.ts", ".dependency-cruiser.cjs", "package.json", "tsconfig.json"];

/** A copy of the checkout that runs as a product, with its tests and the sample fleet. */
export class TreeCopy extends LibCopy {
  constructor() {
    super([...SOURCES, ...SETTINGS], () => true);
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  /** Inserts a string before an anchor. @throws Error unless the file has the anchor exactly once */
  insert(path: string, before: string, text: string): void {
    const [head = "", tail, ...more] = this.read(path).split(before);
    if (tail === undefined || more.length > 0) throw new Error(`${path} must have exactly once: ${before}`);
    this.write(path, `${head}${text}${before}${tail}`);
  }

  /** Runs the TypeScript compiler. @returns its errors, such as `lib/x.ts(1,1): error TS1005: ';' expected.` */
  async types(): Promise<readonly string[]> {
    // The record of the checkout's last build is behind the link to node_modules, so the copy has another.
    const output = await this.run("typescript/bin/tsc", ["-p", ".", "--pretty", "false", "--tsBuildInfoFile", "tsconfig.tsbuildinfo"]);
    return output.split("\n").filter((line) => /^\S/.test(line));
  }

  /** Runs the copy's command line in the copy. */
  fairlead(...args: readonly string[]): Outcome {
    return this.node("bin/fairlead.js", ...args);
  }

  /** Runs a program of the copy in the copy. */
  node(program: string, ...args: readonly string[]): Outcome {
    const options = { cwd: this.root, env: environment(undefined), encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
    return { status, stdout, stderr };
  }
}

/** Parses the JSON that a command prints. */
export const jsonOf = ({ stdout }: Outcome): unknown => JSON.parse(stdout);
