// A request as code that does the same outside of the browser.
import { key } from './api.js';

/** Name and label of the languages. */
export const LANGUAGES = [
  ['curl', 'curl'],
  ['python', 'Python'],
  ['javascript', 'JavaScript'],
];

/**
 * The code of a request that sends a form with a file.
 * @param language 'curl', 'python' or 'javascript'.
 * @param what `path` of the endpoint, `file` (its name), `fields` (pairs). The key is named, never written.
 */
export const codeOf = (language, what) => WRITERS[language](location.origin + what.path, what.file, what.fields, key.get() !== '');

const WRITERS = { curl, python, javascript };

function curl(url, file, fields, hasKey) {
  // In a quoted name curl takes a backslash before quotes and backslashes.
  const path = /[";,\\]/.test(file) ? `"${file.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : file;
  return [
    'curl',
    ...(hasKey ? ['-H "X-API-Key: $RODLA_API_KEY"'] : []),
    `-F ${shell(`file=@${path}`)}`,
    ...fields.map(([name, value]) => `--form-string ${shell(`${name}=${value}`)}`),
    shell(url),
  ].join(' \\\n  ');
}

function python(url, file, fields, hasKey) {
  return [
    ...(hasKey ? ['import os'] : []),
    'import requests',
    '',
    `with open(${JSON.stringify(file)}, "rb") as file:`,
    '    answer = requests.post(',
    `        ${JSON.stringify(url)},`,
    ...(hasKey ? ['        headers={"X-API-Key": os.environ["RODLA_API_KEY"]},'] : []),
    '        files={"file": file},',
    '        data={',
    ...fields.map(([name, value]) => `            ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
    '        },',
    '    )',
    'answer.raise_for_status()',
    'for element in answer.json()["all_detections"]:',
    '    print(element["class_name"], round(element["confidence"], 2), element["bbox"])',
  ].join('\n');
}

function javascript(url, file, fields, hasKey) {
  return [
    "import { openAsBlob } from 'node:fs';",
    '',
    'const form = new FormData();',
    `form.append('file', await openAsBlob(${JSON.stringify(file)}), ${JSON.stringify(file)});`,
    ...fields.map(([name, value]) => `form.append(${JSON.stringify(name)}, ${JSON.stringify(value)});`),
    '',
    `const response = await fetch(${JSON.stringify(url)}, {`,
    "  method: 'POST',",
    ...(hasKey ? ["  headers: { 'X-API-Key': process.env.RODLA_API_KEY },"] : []),
    '  body: form,',
    '});',
    'if (!response.ok) throw new Error((await response.json()).detail);',
    'for (const { class_name, confidence, bbox } of (await response.json()).all_detections) {',
    '  console.log(class_name, confidence.toFixed(2), JSON.stringify(bbox));',
    '}',
  ].join('\n');
}

const shell = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Copies text; resolves to whether it worked. A page without TLS has no clipboard of its own. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
