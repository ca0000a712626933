import type { RuleTester } from "oxlint/plugins-dev";

type Rule = Parameters<RuleTester["run"]>[1];
type Context = Parameters<NonNullable<Rule["create"]>>[0];
type Identifier = Parameters<NonNullable<ReturnType<NonNullable<Rule["create"]>>["Identifier"]>>[0];

/** The globals that pure code may use in part: name -> true if this use reads neither clock nor randomness. */
const PARTLY_PURE: Readonly<Record<string, (use: Identifier) => boolean>> = {
  Date: (use) =>
    isMember(use, ["parse", "UTC"]) ||
    (use.parent.type === "NewExpression" && use.parent.callee === use && startsWithValue(use.parent.arguments)) ||
    (use.parent.type === "BinaryExpression" && use.parent.operator === "instanceof"),
  Math: (use) => !isMember(use, ["random"]) && isMember(use),
};

/** Forbids the reads of clock, randomness and machine that the native rules of oxlint do not find. */
export const pure: Rule = {
  create: (context: Context) => ({
    Identifier(node) {
      const allowed = Object.hasOwn(PARTLY_PURE, node.name) ? PARTLY_PURE[node.name] : undefined;
      if (allowed === undefined || !context.sourceCode.isGlobalReference(node)) return;
      if (node.parent.type.startsWith("TS") || allowed(node)) return;
      context.report({ node, message: `pure code does not read the clock or randomness: pass the value of ${node.name} in` });
    },
    ImportExpression(node) {
      if (node.source.type !== "Literal") context.report({ node, message: "pure code imports only literal paths" });
    },
    MetaProperty(node) {
      if (node.meta.name === "import") context.report({ node, message: "pure code does not depend on where its file is" });
    },
  }),
};

/** True if the identifier is the object of `object.name`; with `names`, of one of these. */
function isMember(use: Identifier, names?: readonly string[]): boolean {
  const { parent } = use;
  if (parent.type !== "MemberExpression" || parent.object !== use || parent.computed) return false;
  return parent.property.type === "Identifier" && (names === undefined || names.includes(parent.property.name));
}

/** True if a call surely passes an argument. */
const startsWithValue = ([first]: readonly { readonly type: string }[]): boolean => first !== undefined && first.type !== "SpreadElement";
