import { expect, it } from "vitest";
import { hasInvisible, showInvisible } from "./invisible.ts";

it.each<readonly [string, string]>([
  ["gs://acme/fleet", "gs://acme/fleet"],
  ["file:my releases/Größe", "file:my releases/Größe"],
  ["gs://acme/fle\u200bet", "gs://acme/fle\\u{200b}et"],
  ["file:releases\u00a0", "file:releases\\u{a0}"],
  ["file:re\u3164leases\u00ad", "file:re\\u{3164}leases\\u{ad}"],
  ["file:a\n\u202eb", "file:a\\u{a}\\u{202e}b"],
])("%j is shown as %s", (text, shown) => {
  expect([showInvisible(text), hasInvisible(text)]).toEqual([shown, text !== shown]);
});
