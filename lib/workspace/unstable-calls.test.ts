import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { findUnstableCalls } from "./unstable-calls.ts";

it.each<readonly [file: string, line: string, call: string | undefined]>([
  ["charts/a/templates/a.yaml", 'at: {{ now | date "2006" }}', "now"],
  ["charts/a/templates/a.yaml", "password: {{ .Values.password | default (randAlphaNum 20) }}", "randAlphaNum"],
  ["charts/a/templates/_helpers.tpl", '{{- $ca := genCA "ca" 365 -}}', "genCA"],
  ["charts/a/charts/b/templates/a.yaml", "id: {{ uuidv4 }}", "uuidv4"],
  ["charts/a/templates/a.yaml", "  (htpasswd .Values.user .Values.password) |", "htpasswd"],
  ["charts/a/templates/a.yaml", "text: do it now, {{ .Values.now }} {{ $now }}", undefined],
  ["charts/a/templates/a.yaml", "name: {{ .Values.name }}", undefined],
  ["charts/a/values.yaml", "at: now", undefined],
  ["components/a.ts", "const at = Date.now();", "Date.now"],
  ["components/a.ts", "const at = new Date().toISOString();", "new Date()"],
  ["components/a.ts", 'const at = new Date("2026-01-01");', undefined],
  ["lib/id.mjs", "export const id = crypto.randomUUID();", "randomUUID"],
  ["lib/id.json", '"Math.random"', undefined],
])("%s with the line %j", (file, line, call) => {
  const root = temporaryDirectory("calls");
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `first: line\n${line}\n`);
  expect(findUnstableCalls(root, [file, "components/absent.ts"])).toEqual(
    call === undefined ? [] : [{ file, line: 2, call, text: `first: line\n${line}\n` }],
  );
});
