export function Learn(_props: { readonly about: string | null }) {
  return null
}
