// Before anything is painted: the theme that the reader chose, and whether the page is embedded. Inlined by the build, which
// puts its hash into the content policy; what it finds is what persist.ts and app.ts find a moment later.
try {
  const { theme } = JSON.parse(localStorage.getItem('mesoscope.settings') ?? '{}')
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme
} catch {
  // Storage is forbidden or holds something else: the system's theme stands.
}
if (new URLSearchParams(location.search).get('embed') === '1') document.documentElement.dataset.embed = ''
