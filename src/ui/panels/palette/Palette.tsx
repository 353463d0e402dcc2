export function Palette(_props: { readonly about: string | null }) {
  return null
}
