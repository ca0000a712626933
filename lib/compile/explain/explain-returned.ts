import { valueAt } from "../../base/values.ts";
import type { EffectiveService } from "../../model/effective.ts";
import { placeIn } from "../../model/layers.ts";
import { evaluateProgram } from "../env/evaluate-program.ts";
import { boundImage } from "../image-reference.ts";
import { chainOf, type Explanation, type FieldInfluence, markInForce, printable } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** Explains arguments, a command or config files that functions return. Returns undefined if no layer has a function. */
export function explainReturned(subject: Subject, path: string): Explanation | undefined {
  const part = /^(init|jobs|sidecars)\.([^.]+)\.(args|command)((?:\.\d+)?)$/.exec(path);
  if (part !== null) return explainWords(subject, path, part.slice(1));
  const [, root, name] = /^(args|command|files)(?:\.(.+))?$/s.exec(path) ?? [];
  const { layers } = subject.service;
  if (root === undefined || !layers.some(({ values }) => typeof valueAt(values, [root]) === "function")) return undefined;
  const program = programOf(subject, {});
  const value: unknown = valueAt(program, name === undefined ? [root] : [root, name]);
  if (value === undefined) return undefined;
  const names = name === undefined ? Object.keys(program.files) : [name];
  const influences =
    root === "files" ? names.map((file) => fileInfluence(subject, file)) : [{ field: root, chain: chainOf(layers, [root]) }];
  return { object: undefined, path, value: printable(value), influences };
}

/** Explains the words of a program beside the service's. */
function explainWords(
  subject: Subject,
  path: string,
  [field = "", name = "", root = "", index = ""]: readonly string[],
): Explanation | undefined {
  const { layers } = subject.service;
  const keys = [field, name, root];
  if (!layers.some(({ values }) => typeof valueAt(values, keys) === "function")) return undefined;
  const programs: unknown = valueAt(programOf(subject, {}), [field]);
  const found: unknown = Array.isArray(programs) ? programs.find((each: unknown) => valueAt(each, ["name"]) === name) : undefined;
  const value: unknown = valueAt(found, [root, ...index.split(".").slice(1)]);
  return value === undefined
    ? undefined
    : { object: undefined, path, value, influences: [{ field: keys.join("."), chain: chainOf(layers, keys) }] };
}

const programOf = ({ stack, service, lock }: Subject, change: Partial<EffectiveService>): EffectiveService =>
  evaluateProgram({ stack, service: { ...service, ...change }, image: boundImage(service.image, lock.get(service.name)) }, []);

/** Lists the content of a file in each layer. */
function fileInfluence(subject: Subject, name: string): FieldInfluence {
  const contentIn = (entry: EffectiveService["fileLayers"][number]): unknown =>
    typeof entry.value !== "function" ? entry.value[name] : programOf(subject, { fileLayers: [entry] }).files[name];
  const chain = subject.service.fileLayers.map((entry) => ({
    layer: entry.layer.name,
    file: entry.layer.file,
    place: `${placeIn(entry.layer, "files")}.${name}`,
    value: printable(contentIn(entry)),
  }));
  return { field: `files.${name}`, chain: markInForce(chain) };
}
