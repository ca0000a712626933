import { parseArgs } from "node:util";
import { formatFinding } from "./finding.ts";
import { JudgeError, NoGoError } from "./judge-error.ts";
import { minimumGo } from "./modules.ts";
import { judgeTree, summarize } from "./run.ts";
import { openToolbox } from "./toolbox.ts";
import { readTree } from "./tree.ts";

const help = `Usage: npm run judge -- [directory] [--json]

Checks every Kubernetes manifest of a rendered tree with kube-score and kubeconform.

  directory   the tree [default: pulumi-gen]
  --json      one JSON document instead of lines
  --help      this text

Exit codes: 0 no findings, or skipped because Go is not installed; 1 findings; 2 wrong usage; 3 the input or the
machine is wrong; 70 a defect of the judge. docs/judge.md explains the findings.
`;

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`judge: ${line}\n`);

interface Options {
  readonly directory: string;
  readonly json: boolean;
  readonly help: boolean;
}

/** Parses the command line. @returns the options, or the problem */
function readOptions(args: readonly string[]): Options | string {
  try {
    const options = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length > 1) return `give one directory, not ${positionals.length}: ${positionals.join(" ")}`;
    return { directory: positionals[0] ?? "pulumi-gen", json: values.json === true, help: values.help === true };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

async function judge({ directory, json }: Options): Promise<number> {
  const groups = await readTree(directory);
  const verdict = await judgeTree(groups, await openToolbox(note));
  const ok = verdict.findings.length === 0;
  if (json) out(JSON.stringify({ ok, directory, ...verdict }, null, 2));
  else for (const line of [...verdict.findings.map(formatFinding), summarize(verdict)]) out(line);
  return ok ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    note(`${options}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  try {
    return await judge(options);
  } catch (error) {
    if (error instanceof NoGoError) {
      const hint = `install Go >= ${minimumGo} to run kube-score and kubeconform`;
      out(options.json ? JSON.stringify({ skipped: error.message, hint }) : `judge: skipped: ${error.message} (${hint})`);
      return 0;
    }
    if (error instanceof JudgeError) {
      if (options.json) out(JSON.stringify({ error: error.message }));
      note(error.message);
      return 3;
    }
    note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 70;
  }
}

process.exitCode = await main(process.argv.slice(2));
