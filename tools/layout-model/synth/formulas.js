'use strict';
// Random mathematics, as TeX rendered by KaTeX and as MathML rendered by the browser.
const katex = require('katex');
const { int, chance, pick, times } = require('./random');

// ---- TeX
const LETTERS = 'x y z a b c d k m n p q r s t u v f g h A B E F G H L N R S T V X Y'
  .split(' ')
  .concat(
    (
      '\\alpha \\beta \\gamma \\delta \\lambda \\mu \\nu \\sigma \\theta \\phi \\psi \\omega \\epsilon ' +
      '\\Omega \\Delta \\rho \\tau \\pi'
    ).split(' '),
  );
const DECORATED = [
  '\\mathcal{L}',
  '\\mathcal{H}',
  '\\mathbb{R}',
  '\\mathbf{x}',
  '\\mathbf{w}',
  '\\hat{y}',
  '\\tilde{f}',
  '\\bar{x}',
  '\\mathrm{d}x',
  '\\vec{k}',
  '\\dot{q}',
  '\\partial_t',
  '\\nabla',
  '\\hbar',
];
const JOIN = ['+', '+', '-', '-', '\\cdot ', '\\times ', '\\leq ', '\\in ', '\\sim ', '\\otimes ', ' '];

function atom() {
  const base = `{${chance(0.2) ? pick(DECORATED) : pick(LETTERS)}}`;
  return (
    base +
    (chance(0.35) ? `_{${pick(['i', 'j', 'k', 'n', '0', '1', '2', 't', '\\mu', 'ij', '\\mathrm{max}'])}}` : '') +
    (chance(0.25) ? `^{${pick(['2', '3', 'T', '\\dagger', '*', 'n', '-1', '\\prime'])}}` : '')
  );
}

function term(depth) {
  if (depth <= 0) return chance(0.85) ? atom() : String(int(1, 20));
  return pick([
    () => atom(),
    () => atom() + atom(),
    () => `\\frac{${sum(depth - 1)}}{${sum(depth - 1)}}`,
    () => `\\sqrt{${sum(depth - 1)}}`,
    () => `\\left(${sum(depth - 1)}\\right)`,
    () => `\\left[${sum(depth - 1)}\\right]`,
    () => `\\left|${sum(depth - 1)}\\right|^2`,
    () => `\\sum_{${pick(['i=1', 'k=0', 'n', 'j\\in S'])}}^{${pick(['n', 'N', '\\infty'])}} ${term(depth - 1)}`,
    () =>
      `\\int_{${pick(['0', '-\\infty', '\\Omega'])}}^{${pick(['1', '\\infty', 'T'])}} ${term(depth - 1)}` +
      `\\,\\mathrm{d}${pick(['x', 't', '\\omega'])}`,
    () => `\\${pick(['log', 'exp', 'sin', 'cos', 'max', 'min', 'det'])}\\left(${term(depth - 1)}\\right)`,
    () => `\\frac{\\partial ${atom()}}{\\partial ${pick(LETTERS)}}`,
    () => `e^{-${term(0)}/${term(0)}}`,
    () => `\\langle ${atom()}\\rangle`,
    () => `\\mathbb{E}\\left[${term(depth - 1)}\\right]`,
    () => `\\lim_{${pick(['n', 'x', 't'])}\\to\\infty} ${term(0)}`,
  ])();
}

const sum = depth => term(depth) + times(int(0, 2), () => pick(JOIN) + term(depth - 1)).join('');

const matrix = () => {
  const columns = int(2, 4);
  const rows = times(int(2, 4), () => times(columns, () => term(0)).join('&')).join('\\\\');
  const kind = pick(['pmatrix', 'bmatrix', 'vmatrix']);
  return `\\begin{${kind}}${rows}\\end{${kind}}`;
};

const cases = () =>
  `\\begin{cases}${times(int(2, 3), () => `${sum(1)},&\\text{${pick(['if', 'for'])} }${term(0)}>${int(0, 9)}`).join('\\\\')}\\end{cases}`;

function equation() {
  const right = chance(0.08) ? matrix() : chance(0.08) ? cases() : sum(int(1, 2));
  return `${term(int(0, 1))}=${right}${chance(0.25) ? '=' + sum(1) : ''}${chance(0.4) ? pick([',', '.']) : ''}`;
}

const aligned = rows =>
  `\\begin{aligned}${times(rows, i =>
    i && chance(0.6) ? `&${pick(['=', '+', '\\leq', '-'])}${sum(int(1, 2))}` : `${term(1)}&=${sum(int(1, 2))}`,
  ).join('\\\\[.3em]')}\\end{aligned}`;

const render = (tex, display) =>
  katex.renderToString(tex, { displayMode: display, output: 'html', throwOnError: false });

// ---- MathML
const VARIABLES = 'x y z a b c n m k p q r s t u v f g h A B N T X Y α β γ δ λ μ σ θ φ ω ε'.split(' ');
const mi = x => `<mi>${x}</mi>`;
const mo = x => `<mo>${x}</mo>`;
const mn = x => `<mn>${x}</mn>`;

function mathTerm(depth) {
  if (depth <= 0) return chance(0.7) ? mi(pick(VARIABLES)) : mn(int(1, 20));
  return pick([
    () => `<msub>${mi(pick(VARIABLES))}${chance(0.6) ? mi(pick(['i', 'j', 'k', 'n', 't'])) : mn(int(0, 9))}</msub>`,
    () => `<msup>${mi(pick(VARIABLES))}${mn(int(2, 4))}</msup>`,
    () => `<mfrac><mrow>${mathSum(depth - 1)}</mrow><mrow>${mathSum(depth - 1)}</mrow></mfrac>`,
    () => `<msqrt>${mathSum(depth - 1)}</msqrt>`,
    () => `<mrow>${mo('(')}${mathSum(depth - 1)}${mo(')')}</mrow>`,
    () =>
      `<mrow><munderover>${mo(pick(['∑', '∏', '∫']))}<mrow>${mi('i')}${mo('=')}${mn(1)}</mrow>` +
      `${mi('n')}</munderover>${mathTerm(depth - 1)}</mrow>`,
    () => `<mrow>${mi(pick(['log', 'exp', 'sin', 'max', 'E']))}${mo('(')}${mathTerm(depth - 1)}${mo(')')}</mrow>`,
    () => mi(pick(VARIABLES)),
    () => mi(pick(VARIABLES)),
  ])();
}

const mathSum = depth =>
  mathTerm(depth) + times(int(0, 2), () => mo(pick(['+', '−', '·', '+', '∈', '≤'])) + mathTerm(depth - 1)).join('');

const mathEquation = () =>
  `<math display="block" style="margin:0;display:inline-block math">` +
  `${mathTerm(int(0, 1))}${mo('=')}${mathSum(int(1, 2))}${chance(0.25) ? mo('=') + mathSum(1) : ''}</math>`;

// ---- both
const inline = kind =>
  kind === 'tex'
    ? render(chance(0.6) ? atom() : `${atom()}${pick(['=', '<', '\\in ', '+', '\\to '])}${term(0)}`, false)
    : `<math>${mathSum(1)}</math>`;

/** HTML of a display formula without its number. */
function display(kind) {
  if (kind !== 'tex')
    return times(chance(0.75) ? 1 : int(2, 3), () => `<div style="margin:.2em 0">${mathEquation()}</div>`).join('');
  return `<div style="display:inline-block">${render(chance(0.7) ? equation() : aligned(int(2, 4)), true)}</div>`;
}

module.exports = { inline, display };
