import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { INCIDENT_KINDS } from "../../lib/app/notify/incident.ts";
import { CHECKOUT, TestProject } from "../project.ts";
import { lastingDirectory } from "../temporary-directory.ts";

const read = (file: string): string => readFileSync(join(CHECKOUT, "docs", file), "utf8");

const Rules = z.object({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Fairlead\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smhdw]$/)
            .optional(),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ),
});

/** Figure -> its labels. */
const figures = new Map<string, readonly string[]>();

beforeAll(() => {
  const project = new TestProject(undefined, lastingDirectory());
  project.write("fairlead.config.ts", "");
  project.write("run.json", JSON.stringify({ outcomes: { keep: 1 }, decisions: [], seconds: 1, render: { created: ["a"] } }));
  project.run(["notify", "--from", "run.json", "--run", "deploy", "--metrics", "run.prom"]);
  const text = project.read("run.prom");
  for (const [, name = "", labels = ""] of text.matchAll(/^(fairlead_\w+)\{(.*?)\}/gm))
    figures.set(
      name,
      [...labels.matchAll(/(\w+)="/g)].map(([, label = ""]) => label),
    );
});

/** Returns the parts of an expression that no run writes: figures, labels, and kinds of incidents. */
function unknownIn(expression: string): readonly string[] {
  const names = [...expression.matchAll(/(fairlead_\w+)(?:\{([^}]*)\})?/g)];
  return names.flatMap(([, name = "", selector = ""]) => {
    const labels = figures.get(name);
    if (labels === undefined) return [name];
    const chosen = [...selector.matchAll(/(\w+)\s*=~?\s*"([^"]*)"/g)];
    return chosen.flatMap(([, label = "", value = ""]) => {
      if (!labels.includes(label)) return [`${name}{${label}}`];
      return label === "kind" && !Object.hasOwn(INCIDENT_KINDS, value) ? [`kind ${value}`] : [];
    });
  });
}

describe("the alerts and the dashboard of the documentation", () => {
  it("ask for figures and labels that a run writes", () => {
    const alerts = Rules.parse(parse(read("prometheus-rules.yml"))).groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
    const panels = [...read("grafana-dashboard.json").matchAll(/"expr": "((?:\\.|[^"\\])*)"/g)].map(([, text = ""]) =>
      JSON.parse(`"${text}"`),
    );
    expect([alerts.length, panels.length > 3]).toEqual([5, true]);
    expect(
      [...alerts, ...panels].flatMap((expression) => (expression.includes("fairlead_") ? unknownIn(expression) : ["no figure"])),
    ).toEqual([]);
  });

  it("have one alert for each name", () => {
    const names = Rules.parse(parse(read("prometheus-rules.yml"))).groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    expect(new Set(names).size).toBe(names.length);
  });

  it("would not pass with a figure, a label or a kind that no run writes", () => {
    expect(unknownIn('fairlead_runs == 0 and fairlead_run_success{stack="a"} and fairlead_incidents{kind="holds"}')).toEqual([
      "fairlead_runs",
      "fairlead_run_success{stack}",
      "kind holds",
    ]);
  });
});
