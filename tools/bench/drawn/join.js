// The same messages as everybody draws them: one keyed D3 join, a group a message, and no pool.
import { select } from 'd3-selection'

const ROW_PX = 18
const LANE_PX = 140

export function drawByJoin(place, { lanes, messages }) {
  const x = new Map(lanes.map((lane, n) => [lane, 70 + n * LANE_PX]))
  const svg = select(place)
    .append('svg')
    .attr('width', lanes.length * LANE_PX)
    .attr('height', messages.length * ROW_PX)
  const lines = svg.selectAll('.lane').data(lanes).join('line').attr('class', 'lane').attr('stroke', 'grey')
  lines.attr('x1', (lane) => x.get(lane)).attr('x2', (lane) => x.get(lane))
  lines.attr('y1', 0).attr('y2', messages.length * ROW_PX)
  const message = svg
    .selectAll('.message')
    .data(messages, ({ ordinal }) => ordinal)
    .join('g')
    .attr('class', 'message')
    .attr('transform', (_, k) => `translate(0 ${k * ROW_PX})`)
  const way = ({ from, to }) => `M${x.get(from)} 0L${x.get(to)} ${ROW_PX}`
  message.append('path').attr('d', way).attr('stroke', 'black')
  message.append('path').attr('d', ({ to }) => `M${x.get(to)} ${ROW_PX}l-6 -4l0 8z`)
  for (const end of ['from', 'to']) {
    message
      .append('circle')
      .attr('cx', (one) => x.get(one[end]))
      .attr('cy', end === 'from' ? 0 : ROW_PX)
      .attr('r', 4)
  }
  message
    .append('text')
    .attr('x', ({ from, to }) => (x.get(from) + x.get(to)) / 2)
    .attr('y', 6)
    .attr('text-anchor', 'middle')
    .text(({ label }) => label)
}
