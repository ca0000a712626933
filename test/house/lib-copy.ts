import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { CHECKOUT } from "../project.ts";

const CHECKED = ["lib", "bin", "services", "stacks", "policies", "components"];
const COPIED = [...CHECKED, "tools/walls", "tools/lint", ".dependency-cruiser.cjs", "oxlint.config.ts", "package.json", "tsconfig.json"];

/** A copy of lib/ and the specs without its tests, with the real configuration of dependency-cruiser and oxlint. */
export class LibCopy {
  readonly root = mkdtempSync(join(tmpdir(), "fairlead-lib-copy-"));

  constructor(names: readonly string[] = COPIED, filter = (source: string): boolean => !source.endsWith(".test.ts")) {
    for (const name of names) cpSync(join(CHECKOUT, name), join(this.root, name), { recursive: true, filter });
    symlinkSync(join(CHECKOUT, "node_modules"), join(this.root, "node_modules"));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Removes a path of the copy. @default everything */
  remove(path = ""): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Runs dependency-cruiser and oxlint. */
  async check(): Promise<readonly Finding[]> {
    const found = await Promise.all([this.layers(), this.lint()]);
    return found.flat();
  }

  /** Runs dependency-cruiser. @throws Error with its message if it reports no findings */
  async layers(): Promise<readonly Finding[]> {
    const output = await this.run("dependency-cruiser/bin/dependency-cruiser.mjs", [
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "json",
      ...CHECKED,
    ]);
    return Cruised.parse(JSON.parse(output)).summary.violations.map(({ from, to, rule }) => ({ file: from, rule: rule.name, to }));
  }

  /** Runs oxlint. */
  async lint(): Promise<readonly Finding[]> {
    const output = await this.run("oxlint/bin/oxlint", ["--format", "json", ...CHECKED]);
    return Linted.parse(JSON.parse(output)).diagnostics.map(({ filename, code, message }) => ({ file: filename, rule: code, to: message }));
  }

  /** Runs a tool of node_modules. @returns its output @throws Error with its message if it has no output */
  protected async run(script: string, args: readonly string[]): Promise<string> {
    const options = { cwd: this.root, maxBuffer: 64 * 1024 * 1024 };
    const done = promisify(execFile)(process.execPath, [join("node_modules", script), ...args], options);
    const { stdout, stderr } = await done.catch((error: unknown) => Ended.parse(error));
    if (stdout === "" && stderr !== "") throw new Error(stderr);
    return stdout;
  }
}

/** A rule that a file breaks. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
  /** The imported file, or the linter's message. */
  readonly to: string;
}

const Cruised = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const Linted = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), code: z.string().default("syntax error"), message: z.string() })),
});

/** A tool that ended with exit code 1: it has findings on stdout, or an error on stderr. */
const Ended = z.object({ stdout: z.string(), stderr: z.string() });
