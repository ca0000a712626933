import type { Colors } from "../colors.ts";
import type { ChangeView } from "../results/changes.ts";
import { type LaterView, laterText } from "../results/later.ts";
import { changeLines } from "./change-lines.ts";
import { riskLines } from "./risks.ts";
import { safe } from "./safe.ts";

/** Lists what each later wave changes, below what it waits for. @param further lines of a wave. @default none */
export const laterLines = (
  later: readonly LaterView[],
  colors: Colors,
  further: (view: ChangeView) => readonly string[] = () => [],
): readonly string[] =>
  later.flatMap((wave) => [
    colors.bold(safe(laterText(wave))),
    ...[...riskLines(wave.view.risks, colors), ...changeLines(wave.view, colors), ...further(wave.view)].map((line) => `  ${line}`),
  ]);
