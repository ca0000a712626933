import { escapeControls } from "../../base/escape-controls.ts";
import type { ExplainResult, Influence } from "../../app/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { inline } from "../results/inline.ts";
import { setLayers } from "../results/set-layers.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Characters of a value that is not an object. */
const MAX_CHARACTERS = 1000;

/** Reports a value and the layers that set it. */
export function explainText({ value, ...rest }: ExplainResult, colors: Colors): string {
  const { stack, service, object, path, influences } = safe(rest);
  // The chains of a whole service have all of its values. The layers that set nothing would hide them.
  if (path === undefined)
    return lines(
      `${stack}/${service}`,
      influences.map(setLayers).flatMap((each) => influenceLines(each, colors)),
    );
  const head = `${stack}/${service} ${object === undefined ? "" : `${object} `}${colors.bold(path)}`;
  const origin =
    influences.length === 0
      ? [
          "",
          "Fairlead sets this value for every service. No field of the spec changes it.",
          ...hintLines("change it with patch, see docs/services.md", colors),
        ]
      : influences.flatMap((influence) => influenceLines(influence, colors));
  return lines(head, valueLines(value), origin);
}

const valueLines = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null
    ? JSON.stringify(value, undefined, 2)
        .split("\n")
        .map((line) => `  ${escapeControls(line)}`)
    : [`  ${inline(value, MAX_CHARACTERS)}`];

function influenceLines({ field, chain }: Influence, { bold, green, dim }: Colors): readonly string[] {
  const width = Math.max(...chain.map(({ layer }) => layer.length));
  const rows = chain.map(({ layer, file, place, value, inForce }) => {
    const text = `  ${layer.padEnd(width)}  ${value === undefined ? dim("-") : inline(value)}`;
    const where = file === undefined || value === undefined ? "" : dim(`  ${file}${place === undefined ? "" : `: ${place}`}`);
    return inForce ? `${green(text)}${where}${green("  <- used")}` : `${text}${where}`;
  });
  return ["", bold(field), ...rows];
}
