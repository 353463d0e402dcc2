export function SubmitDialog(_props: { readonly about: string | null }) {
  return null
}
