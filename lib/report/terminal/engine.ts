import { lines } from "../../base/text.ts";
import type { Colors } from "./colors.ts";
import type { EngineFacts, EngineReporter, RefusedEngine } from "../../app/engine/engine-results.ts";
import { safe } from "./safe.ts";

/** Results about the engine, for people. */
export const engineTexts = (colors: Colors): EngineReporter => ({
  engine: (result) => {
    const { engine, refused, needed, hint } = safe(result);
    const { red, cyan, bold } = colors;
    return engine === undefined
      ? lines(
          `${red("no engine")}: Pulumi ${needed} or later is needed`,
          refusedLines(refused, colors),
          `${cyan("hint")}: ${bold(hint)} gets one`,
        )
      : lines(engineLines(engine, colors), refusedLines(refused, colors));
  },
  engineInstalled: (result) => {
    const { engine, refused, way, seconds } = safe(result);
    const { green, dim } = colors;
    const head =
      way === undefined ? `${green("already there")}: nothing done` : `${green("installed")} by ${way} ${dim(`(${seconds.toFixed(1)} s)`)}`;
    return lines(head, engineLines(engine, colors), refusedLines(refused, colors));
  },
});

const engineLines = ({ pulumi, version, source, kubernetes, plugins }: EngineFacts, { bold, dim }: Colors): readonly string[] => [
  `${bold(`Pulumi ${version}`)} ${pulumi} ${dim(`(${source})`)}`,
  `  Kubernetes provider ${kubernetes ?? `of the plugins in ${plugins}`}`,
];

const refusedLines = (refused: readonly RefusedEngine[], { yellow }: Colors): readonly string[] =>
  refused.map(({ pulumi, source, problem }) => `${yellow("refused")} ${pulumi} (${source}) ${problem}`);
