export function SettingsDialog(_props: { readonly about: string | null }) {
  return null
}
