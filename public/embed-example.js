// Speaks to an embedded Mesoscope: a call has a number, the answer carries the same. See docs/embed.md.
const frame = document.getElementById('frame')
const state = document.getElementById('state')
const origin = new URL(frame.src).origin
const waiting = new Map()
let numbers = 0

function ask(call, ...args) {
  numbers += 1
  const id = numbers
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    frame.contentWindow.postMessage({ mesoscope: 1, id, call, args }, origin)
  })
}

async function show() {
  const { scenario, record, records, playing } = await ask('getState')
  const name = typeof scenario === 'string' ? scenario : 'a scenario of its own'
  state.textContent = `${name}, event ${record + 1} of ${records}, ${playing ? 'playing' : 'paused'}`
}

window.addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow || data?.mesoscope !== 1) return
  if (data.event === 'ready') void show()
  const wait = waiting.get(data.id)
  if (!wait) return
  waiting.delete(data.id)
  if (data.ok) wait.resolve(data.value)
  else wait.reject(new Error(data.error))
})

const wishes = {
  play: ['play'],
  pause: ['pause'],
  go: ['goto', 99],
  load: ['load', 'two-frameworks'],
}
for (const [id, wish] of Object.entries(wishes)) {
  document.getElementById(id).addEventListener('click', () => void ask(...wish).then(show))
}
