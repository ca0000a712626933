import { expect, it } from "vitest";
import { mailAddress, publicAddress, referenceTrailers } from "./spec-reference.ts";

it.each([
  ["https://github.com/acme/specs.git", "https://github.com/acme/specs.git"],
  ["https://ada:secret@github.com/acme/specs.git", "https://github.com/acme/specs.git"],
  ["https://ghp_token@github.com/acme/specs.git", "https://github.com/acme/specs.git"],
  ["git@github.com:acme/specs.git", "ssh://git@github.com/acme/specs.git"],
  ["ssh://git@github.com/acme/specs.git", "ssh://git@github.com/acme/specs.git"],
  ["ssh://git:secret@github.com/acme/specs.git", undefined],
  ["file:///srv/specs.git", undefined],
  ["../specs.git", undefined],
])("an address in a trailer is a URL without credentials: %s", (address, shown) => {
  expect(publicAddress(address)).toBe(shown);
});

it.each([
  ["Ada Lovelace", "Ada Lovelace <ada@example.com>"],
  ["A. Lovelace", '"A. Lovelace" <ada@example.com>'],
  ['Ada "Countess" \\ Lovelace', '"Ada \\"Countess\\" \\\\ Lovelace" <ada@example.com>'],
  ["Åda", '"Åda" <ada@example.com>'],
])("an author is an address of RFC 5322: %s", (name, shown) => {
  expect(mailAddress(name, "ada@example.com")).toBe(shown);
});

it("leaves out what is not known", () => {
  const commit = "a".repeat(40);
  expect(referenceTrailers({ commit, author: "Ada <a@b>", date: "2026-01-31T09:00:00Z", subject: "" })).toEqual([
    "Argocd-reference-commit-author: Ada <a@b>",
    "Argocd-reference-commit-date: 2026-01-31T09:00:00Z",
    `Argocd-reference-commit-sha: ${commit}`,
  ]);
});
