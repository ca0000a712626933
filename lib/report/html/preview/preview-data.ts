import type { PageFacts, SpecPlace } from "../../../app/preview/page-facts.ts";
import type { PreviewResult } from "../../../app/preview/preview-result.ts";
import type { DiffResult } from "../../../app/results.ts";
import type { ObjectChange } from "../../../diff/change.ts";
import { RISK_KINDS } from "../../../diff/risks/risk-kinds.ts";
import { escapeControls } from "../../../base/escape-controls.ts";
import { cut } from "../escape-html.ts";
import type { FileRow, PreviewData, ServiceRow, StackRow } from "./data.ts";
import { yamlDiff } from "./yaml-diff.ts";

/** Numbers equal values, in the order of their first one. */
class Numbered<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(key: string, make: () => T): number {
    const known = this.#numbers.get(key) ?? this.values.push(make()) - 1;
    this.#numbers.set(key, known);
    return known;
  }
}

/**
 * Collects the changed files of a preview, each with its difference. Every string is escaped for display, except addresses.
 * @param waits the words for what each later wave waits for
 */
export function previewData({ manifests, later = [] }: PreviewResult, waits: readonly string[], facts: PageFacts): PreviewData {
  const stacks = new Numbered<StackRow>();
  const services = new Numbered<ServiceRow>();
  const texts = new Numbered<string>();
  const rowsOf = ({ diff }: DiffResult, later: string): readonly FileRow[] => {
    const risks = Map.groupBy(diff.risks, ({ path }) => path);
    return diff.changes
      .flatMap((change) => [change, ...(change.followers ?? [])])
      .map((change) => {
        const { action, object } = change;
        const { stack, service, path } = object;
        const found = (risks.get(path) ?? []).map(({ kind, text }) => shown(`${RISK_KINDS[kind].title}: ${text}`));
        const text = yamlDiff(...sidesOf(change)).join("\n");
        return [
          stacks.numberOf(JSON.stringify([stack, later]), () => [shown(stack), ...placeRow(facts.stacks.get(stack)), later]),
          service === undefined ? -1 : services.numberOf(service, () => [shown(service), ...placeRow(facts.services.get(service))]),
          action,
          shown(titleOf(change)),
          shown(path),
          found,
          texts.numberOf(text, () => text),
        ];
      });
  };
  const files = [
    ...(manifests === undefined ? [] : rowsOf(manifests, "")),
    ...later.flatMap((wave, at) => rowsOf(wave.manifests, shown(waits[at] ?? ""))),
  ];
  return { specPages: facts.specPages ?? "", stacks: stacks.values, services: services.values, files, texts: texts.values };
}

const shown = (text: string): string => escapeControls(cut(text));

const placeRow = (place: SpecPlace | undefined): readonly [file: string, line: number] =>
  place === undefined ? ["", 0] : [shown(place.file), place.line];

const sidesOf = ({ action, object, from }: ObjectChange): readonly [before: string, after: string] =>
  action === "removed" ? [object.text, ""] : [from?.text ?? "", object.text];

function titleOf({ object: { kind, name }, from }: ObjectChange): string {
  return from === undefined || from.name === name ? `${kind} ${name}` : `${kind} ${name} (was ${from.name})`;
}
