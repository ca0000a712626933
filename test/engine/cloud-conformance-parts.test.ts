import { reportSkipped } from "./engine.ts";
import { testPreviews } from "./preview-cases.ts";
import { randomParts } from "./random-parts.ts";

reportSkipped();

// These are 36 cases.
testPreviews({
  of: "sites, entrances, alerts and copies",
  states: 3,
  clouds: 4,
  previews: 3,
  random: (index, previews) => randomParts(`p${index}`, previews),
});
