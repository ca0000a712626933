import { lines } from "../../base/text.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import type { EngineFacts, EngineReporter, RefusedEngine } from "../../app/engine/engine-results.ts";

/** Results about the engine, for pull requests. */
export const engineMarkdown: EngineReporter = {
  engine: ({ engine, refused, needed, hint }) =>
    engine === undefined
      ? lines(`**No engine**: Pulumi ${escapeMarkdown(needed)} or later is needed. Run ${code(hint)}.`, refusedItems(refused))
      : lines(engineText(engine), refusedItems(refused)),
  engineInstalled: ({ engine, refused, way }) =>
    lines(
      `${way === undefined ? "**Already there**" : `**Installed** by ${escapeMarkdown(way)}`}: ${engineText(engine)}`,
      refusedItems(refused),
    ),
};

const engineText = ({ pulumi, version, source, kubernetes, plugins }: EngineFacts): string =>
  `Pulumi ${escapeMarkdown(version)} at ${code(pulumi)} (${escapeMarkdown(source)}), Kubernetes provider ${
    kubernetes === undefined ? `of the plugins in ${code(plugins)}` : `at ${code(kubernetes)}`
  }.`;

const refusedItems = (refused: readonly RefusedEngine[]): readonly string[] =>
  refused.length === 0
    ? []
    : [
        "",
        ...refused.map(
          ({ pulumi, source, problem }) => `- refused ${code(pulumi)} (${escapeMarkdown(source)}): ${escapeMarkdown(problem)}`,
        ),
      ];
