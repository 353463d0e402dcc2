// The page's content security policy: only what it was built of runs, nothing is loaded from elsewhere or sent anywhere.
// Style elements are allowed: the code editor and the first picture need them. Only in the build: the development
// server puts scripts of its own into the page.

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

export function contentPolicy() {
  const content = Object.entries(POLICY)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(
          /<meta charset="utf-8"\s*\/?>/,
          (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${content}" />`,
        ),
    },
  }
}
