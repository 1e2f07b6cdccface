/**
 * Wording is not arithmetic: sentences of errors and of the API reference are read by people and checked by review, so
 * changing a letter of them is no mutant. Everything else is, the words that programs read included.
 */
const wording = {
  shouldIgnore(path) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    return isInsideWording(path) ? 'wording' : undefined;
  },
};

const WORDING_CALLS = new Set(['describe', 'meta']);

function isInsideWording(path) {
  return (
    path.findParent(
      (parent) =>
        (parent.isObjectProperty() && parent.node.key.name === 'message') ||
        (parent.isVariableDeclarator() && parent.node.id.name === 'message') ||
        (parent.isCallExpression() && WORDING_CALLS.has(parent.node.callee.property?.name)) ||
        (parent.isNewExpression() &&
          /Error$/.test(parent.node.callee.name ?? '') &&
          parent.node.arguments[0] !== path.node),
    ) !== null
  );
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'wording', value: wording }];
