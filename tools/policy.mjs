// The page's content security policy: only what it was built of runs, nothing is loaded from elsewhere or sent anywhere.
// Style elements are allowed: the code editor and the first picture need them. Only in the build: the development
// server puts scripts of its own into the page.

import { createHash } from 'node:crypto'

const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
}

/** The page's own inline scripts, by their hashes: no other inline script runs. */
function hashes(html) {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text)
  return scripts.map((text) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`).join('')
}

function policyFor(html) {
  return Object.entries(POLICY)
    .map(([name, value]) => `${name} ${value}${name === 'script-src' ? hashes(html) : ''}`)
    .join('; ')
}

export function contentPolicy() {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(
          /<meta charset="utf-8"\s*\/?>/,
          (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policyFor(html)}" />`,
        ),
    },
  }
}
