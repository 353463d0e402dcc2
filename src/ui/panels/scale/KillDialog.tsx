export function KillDialog(_props: { readonly about: string | null }) {
  return null
}
