import { reportSkipped } from "./engine.ts";
import { testPreviews } from "./preview-cases.ts";
import { randomCloud } from "./random-clouds.ts";

reportSkipped();

// These are 300 cases.
testPreviews({ of: "needs", states: 4, clouds: 25, previews: 3, random: (index, previews) => randomCloud(`s${index}`, previews) });
