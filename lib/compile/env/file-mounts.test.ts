import { expect, it } from "vitest";
import { fleetOf, lockFor, modelOf, serviceFile } from "../../../test/fleets.ts";
import { configDir, emptyDir } from "../../index.ts";
import { compileStack } from "../compile-stack.ts";

it("checks the paths of config files that a function returns, with those of all other mounts", () => {
  const cart = serviceFile("cart", {
    files: () => ({ "/etc/a": "", "/tmp/x": "", "/live/z": "", "/data/a": "" }),
    writable: ["/data"],
    volumes: { live: configDir({ path: "/live", files: { a: "" } }), work: emptyDir({ path: "/etc/a/b", size: "1Mi" }) },
  });
  const fleet = fleetOf({ services: [cart] });
  const model = modelOf(fleet);
  const problems = model.stacks.flatMap((stack) => compileStack(model, stack, lockFor(fleet)).problems);
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    "files./tmp/x: Fairlead mounts another volume in this directory",
    'files./live/z: cannot be inside "/live", because volumes.live.path is a read-only directory',
    'volumes.work.path: cannot be inside "/etc/a", which is a file',
  ]);
});
