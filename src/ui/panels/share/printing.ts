/** On paper: the frames alone, each whole on its page where it fits. */
import { type Frame, imageUrl } from './storyboard.ts'
import styles from './printing.module.css'

/** Put beside the page for as long as the browser prints. */
export async function printPicture(frames: readonly Frame[]): Promise<void> {
  const paper = document.createElement('div')
  paper.className = styles['paper'] ?? ''
  const images = frames.map(({ picture, caption }, n) => {
    const figure = document.createElement('figure')
    const words = document.createElement('figcaption')
    words.textContent = `${n + 1}. ${caption}`
    const image = new Image()
    image.src = imageUrl(picture)
    figure.append(words, image)
    paper.append(figure)
    return image
  })
  await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
  document.body.append(paper)
  window.addEventListener('afterprint', () => paper.remove(), { once: true })
  window.print()
}
