import { CORE_SCHEMA, load, YAMLException } from "js-yaml";
import { FAIRLEAD } from "../base/fairlead.ts";
import type { Problem, Report } from "../base/problem.ts";
import type { StackModel } from "../model/model.ts";
import { componentObjectCheck } from "../render/check-component-object.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import type { KeptObject } from "../render/tree.ts";
import { toYaml } from "../render/yaml.ts";

/** A file of a component that no run of the engine renders now. */
export interface KeptFile {
  readonly text: string;
  /** The object of the file, as the inventory describes it. */
  readonly object: KeptObject;
}

/** Applies the rules of rendered objects to kept files. The stack may have got stricter rules since the engine wrote them. */
export function keptProblems(stack: StackModel, component: string, files: readonly KeptFile[]): readonly Problem[] {
  const problems: Problem[] = [];
  const isManifest = componentObjectCheck(stack, component);
  for (const { text, object } of files) {
    const reported = new Set<string>();
    const report: Report = (path, message) => {
      const place = path.replace(/^\./, "");
      if (reported.size > 0 && reported.has(place)) return;
      reported.add(place);
      problems.push({ file: `${GENERATED_ROOT}/${object.path}`, path: place, message, hint: `${FAIRLEAD} up` });
    };
    const value = parsed(text, report);
    if (value === undefined) continue;
    if (!isManifest(value, report)) continue;
    const { apiVersion, kind, metadata } = value;
    const [found, listed] = [nameOf({ apiVersion, kind, ...metadata }), nameOf(object)];
    if (found !== listed) report("", `holds ${found}, and the inventory lists ${listed}`);
    if (toYaml(value) !== text) report("", "is not in the form that Fairlead writes");
  }
  return problems;
}

const nameOf = ({
  apiVersion,
  kind,
  namespace,
  name,
}: Pick<KeptObject, "apiVersion" | "kind" | "name"> & { readonly namespace?: string | undefined }): string =>
  `${apiVersion} ${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;

/** Parses one document. Returns undefined if it has none, or several. */
function parsed(text: string, report: Report): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA }) ?? null;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    report("", `is not one YAML document: ${error.reason}`);
    return undefined;
  }
}
