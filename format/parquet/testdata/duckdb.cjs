// Reads a file with DuckDB and prints its rows, each a line of JSON: every cell a text, or null.
//   NODE_PATH=$(npm root -g) node duckdb.cjs "read_parquet('FILE')"        (@duckdb/node-api of npm)
const duckdb = require('@duckdb/node-api')
const shown = v => {
  if (v === null) return null
  if (typeof v === 'number') return Object.is(v, -0) ? '-0' : String(v)
  if (v instanceof duckdb.DuckDBDateValue) return new Date(v.days * 86400000).toISOString().replace(/^\+00/, '').slice(0, 10)
  return String(v)
}
const main = async () => {
  const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect()
  const result = await connection.streamAndReadAll('select * from ' + process.argv[2])
  const lines = [JSON.stringify(result.columnNames())]
  for (const row of result.getRows()) lines.push(JSON.stringify(row.map(shown)))
  process.stdout.write(lines.join('\n') + '\n')
}
main().catch(e => { console.error(e); process.exit(1) })
