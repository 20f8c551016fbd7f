/**
 * One template for all made-up papers. A card is a page of its own size; everything else is a small sheet. Each page says that
 * it belongs to an exercise: nobody can use it as the real thing.
 */
export const PAPER_TEMPLATE = `
#let p = data.paper
#let card = p.kind == "identity"
#let tint = if card { rgb("#c3dcec") } else if p.kind == "certificate" { rgb("#e3efdc") } else if p.kind == "family" { rgb("#e8eef6") } else { white }
#set page(
  width: if card { 171mm } else { 148mm }, height: if card { 106mm } else { 200mm },
  margin: if card { 9mm } else { (x: 14mm, y: 15mm) }, fill: tint,
  foreground: place(center + horizon, rotate(-24deg, text(size: if card { 20pt } else { 24pt }, weight: "bold", fill: rgb(160, 40, 40, 34), data.mark))),
)
#set text(size: if card { 12.5pt } else { 10pt }, fill: rgb("#1c2430"))
#set par(leading: 0.7em)
#let rowsOf(rows) = grid(columns: (if card { 42mm } else { 34mm }, 1fr), row-gutter: if card { 3.4mm } else { 3mm },
  ..rows.map(row => (row.at(0), [: #strong(row.at(1))])).flatten())
#let scribble(n) = {
  let a = n * 9mm
  curve(stroke: 0.9pt + rgb("#1b3a8c"),
    curve.move((0mm, 8mm)), curve.cubic((4mm + a, -6mm), (8mm, 16mm), (13mm, 4mm)),
    curve.cubic((16mm, -3mm), (14mm + a, 14mm), (22mm, 6mm)), curve.cubic((26mm, 1mm), (28mm, 9mm), (34mm + a, 3mm)))
}
#let head = {
  if p.issuer != "" { align(center, text(weight: "semibold", size: if card { 10.5pt } else { 11pt }, p.issuer)) }
  align(center, block(above: 2.4mm, below: if card { 3.5mm } else { 6mm }, text(weight: "bold", size: if card { 11.5pt } else { 14pt }, p.title)))
}
#let signing = if p.signer != "" {
  v(8mm)
  align(right, block(width: 62mm)[
    #set align(center)
    #p.dated
    #v(3mm)
    #if p.signed { scribble(p.stroke) } else { v(11mm) }
    #v(1mm)
    #line(length: 52mm, stroke: 0.5pt)
    #p.signer
  ])
}
#let footer(n) = place(bottom + center, text(size: 8pt, fill: rgb("#5a6470"), [Halaman #n dari #p.pages]))
#let drawing = {
  let s = p.stroke
  block(width: 100%, height: 110mm, stroke: 0.8pt, inset: 0mm, {
    place(dx: 12mm, dy: 14mm, rect(width: 48mm + s * 20mm, height: 40mm, stroke: 1pt))
    place(dx: 12mm, dy: 54mm, rect(width: 30mm, height: 34mm + s * 12mm, stroke: 1pt))
    place(dx: 46mm + s * 20mm, dy: 60mm, circle(radius: 9mm, stroke: (dash: "dashed")))
    place(dx: 90mm, dy: 8mm, text(size: 16pt)[U ↑])
    place(bottom + left, dx: 4mm, dy: -3mm, text(size: 8pt)[Skala 1 : 200])
  })
}
#let portrait = align(center, block(width: 70mm, height: 92mm, fill: rgb("#b5342b"), clip: true, {
  place(center + top, dy: 20mm, circle(radius: 16mm, fill: rgb("#d9b38c")))
  place(center + top, dy: 54mm, ellipse(width: 62mm, height: 70mm, fill: rgb("#33415c")))
}))
#let part(n) = if p.kind == "photo" { v(20mm); portrait } else if n == 1 {
  head
  if p.number != "" and not card { align(center, text(size: 9pt)[Nomor #p.number]); v(4mm) }
  if p.kind == "plan" { drawing } else if card {
    grid(columns: (1fr, 30mm), column-gutter: 4mm, rowsOf(p.rows),
      block(width: 30mm, height: 38mm, fill: rgb("#b5342b"), clip: true, {
        place(center + top, dy: 7mm, circle(radius: 7mm, fill: rgb("#d9b38c")))
        place(center + top, dy: 22mm, ellipse(width: 27mm, height: 30mm, fill: rgb("#33415c")))
      }))
  } else { rowsOf(p.rows) }
  if p.text != "" { v(5mm); par(justify: true, p.text) }
  if p.pages == 1 { signing }
} else {
  text(weight: "semibold", [#p.title (lanjutan)])
  v(4mm)
  if p.kind == "certificate" and n == 2 { drawing } else { par(justify: true, p.text + " " + p.text) }
  if n == p.pages { signing }
}
#for n in range(1, if data.first { 2 } else { p.pages + 1 }) {
  if n != p.lost {
    if n > 1 { pagebreak(weak: true) }
    part(n)
    if p.pages > 1 { footer(n) }
  }
}
`;
