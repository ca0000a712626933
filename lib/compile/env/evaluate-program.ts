import type { EffectiveService } from "../../model/effective.ts";
import type { FromLayer, WordLayers } from "../../model/program-layers.ts";
import type { Report } from "../../base/problem.ts";
import { allowedIn, type Text, textOf, textSchema } from "../../model/fields/plain.ts";
import { isUnset, NOTHING_TO_UNSET } from "../../model/fields/env-values.ts";
import { commandSchema, wordsSchema } from "../../model/fields/words.ts";
import { allowedBy } from "../../model/rules/allowed-texts.ts";
import { checkFiles } from "../../model/rules/contents.ts";
import { textProblem, wordProblem } from "../../model/rules/text-problem.ts";
import { checkFileMounts } from "../../model/rules/mounts.ts";
import { checkWords } from "../../model/secrets/check-words.ts";
import { checkShape } from "../../base/shape/check-shape.ts";
import { fitShape } from "../../base/shape/fit-shape.ts";
import { writtenKeys } from "../../base/shape/positions.ts";
import { type CompileProblem, reportField } from "../problems/compile-problem.ts";
import type { EnvSubject } from "./env-context.ts";
import { entriesOf, evaluateLayer, isFunction } from "./evaluate-layer.ts";

/** Evaluates `files`, `args` and `command` on a stack. Returns the service as it is if no layer has a function. */
export function evaluateProgram(subject: EnvSubject, problems: CompileProblem[]): EffectiveService {
  const { service } = subject;
  const { fileLayers, init, jobs, sidecars } = service;
  const hasFiles = fileLayers.some(({ value }) => isFunction(value));
  if (!hasFiles && ![service, ...init, ...jobs, ...sidecars].some(hasFunction)) return service;
  const evaluated = <T extends Words>(program: T): T => ({ ...program, ...evaluateWordsOf(subject, program, problems) });
  return {
    ...service,
    ...evaluateWordsOf(subject, service, problems),
    files: hasFiles ? evaluateFiles(subject, problems) : service.files,
    init: init.some(hasFunction) ? init.map(evaluated) : init,
    jobs: jobs.some(hasFunction) ? jobs.map(evaluated) : jobs,
    sidecars: sidecars.some(hasFunction) ? sidecars.map(evaluated) : sidecars,
  };
}

interface Words extends WordLayers {
  readonly args: readonly string[];
  readonly command: readonly string[];
}

const hasFunction = ({ argsLayer, commandLayer }: WordLayers): boolean => isFunction(argsLayer?.value) || isFunction(commandLayer?.value);

const evaluateWordsOf = (subject: EnvSubject, { args, argsLayer, command, commandLayer }: Words, problems: CompileProblem[]) => ({
  args: isFunction(argsLayer?.value) ? evaluateWords(subject, "args", argsLayer, problems) : args,
  command: isFunction(commandLayer?.value) ? evaluateWords(subject, "command", commandLayer, problems) : command,
});

function evaluateWords(
  subject: EnvSubject,
  field: "args" | "command",
  layer: FromLayer<unknown>,
  problems: CompileProblem[],
): readonly string[] {
  const evaluated = evaluateLayer(subject, field, layer, problems);
  if (evaluated === undefined) return [];
  const { given, unknown, report } = evaluated;
  const misnamed = Array.isArray(given) ? given.map((word: unknown) => unknown.in(word)) : [];
  misnamed.forEach((messages, index) => messages.length > 0 && report(`${field}.${index}`, messages.join("; ")));
  if (unknown.unplaced.length > 0) report(field, unknown.unplaced.join("; "));
  // A word with an unknown name is reported, and so is a calculation with one.
  const isConsequence = (path: string): boolean => unknown.unplaced.length > 0 || (misnamed[Number(path.split(".")[1])]?.length ?? 0) > 0;
  const { value } = fitShape(field === "args" ? wordsSchema : commandSchema, given, reporting(report, isConsequence), { at: field });
  // The schema has just checked the shape.
  const fit = (value ?? []) as readonly Text[];
  const words = fit.map(textOf);
  const known: Report = reporting(
    (path, ...problem) => report([field, ...writtenKeys(fit, path.split(".").slice(1))].join("."), ...problem),
    isConsequence,
  );
  const allowed = new Set(allowedIn(fit));
  checkWords(words, field, (text) => allowed.has(text), known);
  words.forEach((word, index) => {
    const problem = wordProblem(word);
    if (problem !== undefined) known(`${field}.${index}`, problem);
  });
  return words;
}

/** Returns a reporter that drops the problems of some paths. */
const reporting =
  (report: Report, isDropped: (path: string) => boolean): Report =>
  (path, ...problem) => {
    if (!isDropped(path)) report(path, ...problem);
  };

function evaluateFiles(subject: EnvSubject, problems: CompileProblem[]): Readonly<Record<string, string>> {
  const { service, stack } = subject;
  const files = new Map<string, string>();
  const allowed = new Set<string>();
  for (const layer of service.fileLayers) {
    const evaluated = evaluateLayer(subject, "files", layer, problems);
    if (evaluated === undefined) continue;
    const { report } = evaluated;
    for (const { name, value, isConsequence } of entriesOf("files", evaluated, (given) => typeof given === "string")) {
      const at = `files.${name}`;
      if (isUnset(value)) {
        if (!files.delete(name)) report(at, NOTHING_TO_UNSET);
      } else if (!isConsequence && isText(value, at, report)) {
        const text = textOf(value);
        const problem = textProblem(text);
        if (problem !== undefined) report(at, problem);
        for (const each of allowedIn(value)) allowed.add(each);
        files.set(name, text);
      }
    }
  }
  const isAllowed = allowedBy(service);
  const content = Object.fromEntries(files);
  const report = reportField(problems, stack.name, service);
  checkFiles(content, (text) => allowed.has(text) || isAllowed(text), report);
  checkFileMounts({ ...service, files: content }, report);
  return content;
}

const isText = (value: unknown, at: string, report: Report): value is string => checkShape(textSchema, value, report, at);
