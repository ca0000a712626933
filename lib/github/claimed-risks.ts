import { z } from "zod";
import type { RiskGroup } from "../diff/risks/group-risks.ts";
import { isRiskKind, type RiskKind } from "../diff/risks/risk-kinds.ts";
import type { Risk } from "../diff/risks/risk.ts";
import { list, string } from "./untrusted.ts";

const strings = list(string);

/** The risks that the job of a pull request lists. A newer Fairlead may have other kinds. */
export const risksSchema = list(
  z.object({
    kind: z.string().transform((kind): RiskKind => (isRiskKind(kind) ? kind : "unknown")),
    subjects: strings,
    stacks: strings,
    objects: strings,
    texts: strings,
    paths: strings,
  }),
);

/**
 * Returns the risks that git does not show. Another image repository in a spec is one: its files change with the next release.
 * @param known the risks that git shows
 */
export function claimedRisks(claims: readonly RiskGroup[], known: readonly Risk[]): readonly RiskGroup[] {
  const shown = new Set(known.map((risk) => keyOf(risk)));
  return claims.flatMap((claim): readonly RiskGroup[] => {
    const { kind } = claim;
    const [subjects, stacks] = [distinct(claim.subjects), distinct(claim.stacks)];
    const isShown = (text: string): boolean =>
      subjects.every((service) => stacks.every((stack) => shown.has(keyOf({ kind, service, stack, object: service, text }))));
    const texts = distinct(claim.texts).filter((text) => !isShown(text));
    return texts.length === 0 ? [] : [{ ...claim, subjects, stacks, texts }];
  });
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const keyOf = ({ kind, service, object, stack, text }: Omit<Risk, "path">): string =>
  JSON.stringify([kind, service ?? object, stack, text]);
