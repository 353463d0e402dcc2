export function Why(_props: { readonly about: string | null }) {
  return null
}
