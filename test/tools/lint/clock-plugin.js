/** The part of the clock rules that oxlint's own rules cannot express. */
const FORBIDDEN = [
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  ':matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^(node:)?timers(\\/promises)?$/]',
];

const noMachineTime = {
  meta: { schema: [{ type: 'object' }] },
  create: (context) => {
    const [{ message }] = context.options;
    const report = (node) => context.report({ node, message });
    return Object.fromEntries(FORBIDDEN.map((selector) => [selector, report]));
  },
};

export default { meta: { name: 'clock' }, rules: { 'no-machine-time': noMachineTime } };
