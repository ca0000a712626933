import { expect, it } from "vitest";
import { fleetOf, lockFor, modelOf, serviceFile } from "../../../test/fleets.ts";
import { secret, use } from "../../index.ts";
import { renderTree } from "../../render/render.ts";

it("the warning about the secret of another service names the file of its owner", () => {
  const cart = serviceFile("cart", { needs: { api: secret() } });
  const web = serviceFile("web", {
    needs: { key: use(() => cart.service.need("api")) },
    env: ({ needs }: { readonly needs: { readonly key: { readonly value: unknown } } }) => ({ API_KEY: needs.key.value }),
  });
  const fleet = fleetOf({ services: [cart, web] });
  const { warnings } = renderTree(modelOf(fleet), new Map([["latest", lockFor(fleet)]]));
  expect(warnings.map(({ file, path, hint }) => [file, path, hint])).toEqual([
    ["services/web.ts", "env.API_KEY", 'pass the path of its file, or allow it in services/cart.ts: secret({ asEnv: "because ..." })'],
  ]);
});
