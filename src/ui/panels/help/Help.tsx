export function Help(_props: { readonly about: string | null }) {
  return null
}
