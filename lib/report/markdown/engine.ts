import type { EngineFacts, EngineInstalledResult, EngineResult, RefusedEngine } from "../../app/engine/engine-results.ts";
import { lines } from "../../base/text.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";

/** Reports the Pulumi engine that is in use, and the candidates that Fairlead refused before it. */
export const engineMarkdown = ({ engine, refused, needed, hint }: EngineResult): string =>
  lines(
    engine === undefined
      ? `**No engine**: Fairlead needs Pulumi ${escapeMarkdown(needed)} or later. Run ${code(hint)}.`
      : factsText(engine),
    refusedItems(refused),
  );

/** Reports the engine that `engine install` installed or found. */
export const engineInstalledMarkdown = ({ engine, refused, way }: EngineInstalledResult): string =>
  lines(
    `${way === undefined ? "**Already installed**" : `**Installed** by ${escapeMarkdown(way)}`}: ${factsText(engine)}`,
    refusedItems(refused),
  );

function factsText({ pulumi, version, source, kubernetes, plugins }: EngineFacts): string {
  const provider = kubernetes === undefined ? `from the plugins in ${code(plugins)}` : `at ${code(kubernetes)}`;
  return `Pulumi ${escapeMarkdown(version)} at ${code(pulumi)} (${escapeMarkdown(source)}), Kubernetes provider ${provider}.`;
}

function refusedItems(refused: readonly RefusedEngine[]): readonly string[] {
  const items = refused.map(
    ({ pulumi, source, problem }) => `- refused ${code(pulumi)} (${escapeMarkdown(source)}): ${escapeMarkdown(problem)}`,
  );
  return items.length === 0 ? [] : ["", ...items];
}
