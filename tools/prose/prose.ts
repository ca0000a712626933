import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { checkMarkdown } from "./markdown.ts";
import { checkSource } from "./source.ts";

// Paths on the command line narrow the check: npm run prose -- lib/resolve docs
const [, , ...places] = process.argv;
const SKIPPED =
  /^(?:pulumi-gen|charts|releases|node_modules|\.changeset|bench\/cdk8s|tools\/prose\/rules\.ts)|(?:^|\/)(?:go\.sum|LICENSE|CHANGELOG\.md)$/;
const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...places], { encoding: "utf8" });
const files = listed.split("\0").filter((file) => file !== "" && !SKIPPED.test(file) && existsSync(file));
let found = 0;
for (const file of files) {
  const isTest = /\.test\.ts$|^(?:test|bench|tools)\//.test(file);
  const check = /\.(?:ts|js|cjs|mjs)$/.test(file)
    ? (text: string) => checkSource(file, text, { strings: !isTest })
    : file.endsWith(".md")
      ? checkMarkdown
      : undefined;
  for (const { line, message } of check?.(readFileSync(file, "utf8")) ?? []) {
    found += 1;
    process.stdout.write(`${file}:${line}: ${message}\n`);
  }
}
process.stdout.write(found === 0 ? `prose: ${files.length} files read well\n` : `prose: ${found} sentences to rewrite\n`);
process.exitCode = found === 0 ? 0 : 1;
