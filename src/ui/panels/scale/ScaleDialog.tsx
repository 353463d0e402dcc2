export function ScaleDialog(_props: { readonly about: string | null }) {
  return null
}
