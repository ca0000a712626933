import type { EngineFacts, EngineInstalledResult, EngineResult, RefusedEngine } from "../../app/engine/engine-results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports the Pulumi engine that is in use, and the candidates that Fairlead refused before it. */
export function engineText(result: EngineResult, colors: Colors): string {
  const { engine, refused, needed, hint } = safe(result);
  if (engine !== undefined) return lines(engineLines(engine, colors), refusedLines(refused, colors));
  return lines(
    `${colors.red("no engine")}: Fairlead needs Pulumi ${needed} or later`,
    refusedLines(refused, colors),
    hintLines(`${colors.bold(hint)} installs it`, colors),
  );
}

/** Reports the engine that `engine install` installed or found. */
export function engineInstalledText(result: EngineInstalledResult, colors: Colors): string {
  const { engine, refused, way, seconds } = safe(result);
  const { green, dim } = colors;
  const head =
    way === undefined
      ? `${green("already installed")}: nothing to do`
      : `${green("installed")} by ${way} ${dim(`(${seconds.toFixed(1)} s)`)}`;
  return lines(head, engineLines(engine, colors), refusedLines(refused, colors));
}

const engineLines = ({ pulumi, version, source, kubernetes, plugins }: EngineFacts, { bold, dim }: Colors): readonly string[] => [
  `${bold(`Pulumi ${version}`)} ${pulumi} ${dim(`(${source})`)}`,
  `  Kubernetes provider ${kubernetes ?? `from the plugins in ${plugins}`}`,
];

const refusedLines = (refused: readonly RefusedEngine[], { yellow }: Colors): readonly string[] =>
  refused.map(({ pulumi, source, problem }) => `${yellow("refused")} ${pulumi} (${source}) ${problem}`);
