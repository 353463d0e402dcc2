export function ScenarioDialog(_props: { readonly about: string | null }) {
  return null
}
