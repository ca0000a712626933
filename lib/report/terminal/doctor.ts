import type { DoctorCheck } from "../../app/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports each check of the environment. */
export const doctorText = (checks: readonly DoctorCheck[], colors: Colors): string =>
  lines(safe(checks).flatMap((check) => checkLines(check, colors)));

const states = ({ green, yellow, red }: Colors): Readonly<Record<DoctorCheck["state"], string>> => ({
  ok: green("ok     "),
  warning: yellow("warning"),
  broken: red("broken "),
});

const checkLines = ({ name, state, detail, hint }: DoctorCheck, colors: Colors): readonly string[] => [
  `${states(colors)[state]} ${name}: ${detail}`,
  ...hintLines(hint, colors).map((line) => `        ${line}`),
];
