// Exit 1 and say why when an AsyncAPI document has errors.
import { readFile } from 'node:fs/promises'
import { Parser } from '@asyncapi/parser'

const path = process.argv[2]
const { document, diagnostics } = await new Parser().parse(await readFile(path, 'utf8'))
const names = ['error', 'warning', 'information', 'hint']
for (const { severity, message, path: place } of diagnostics) {
  console.log(`${names[severity]}: ${place.join('.')}: ${message}`)
}
const errors = diagnostics.filter(({ severity }) => severity === 0)
if (errors.length > 0 || !document) process.exit(1)
console.log(`${path}: ${document.channels().length} channels, ${document.messages().length} messages`)
