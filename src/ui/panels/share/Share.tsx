export function Share(_props: { readonly about: string | null }) {
  return null
}
