// Writes hyparquet.parquet: node make.mjs (hyparquet-writer of npm).
import { parquetWriteFile } from 'hyparquet-writer'
parquetWriteFile({ filename: 'hyparquet.parquet', columnData: [
  { name: 'name', data: ["Côte d'Ivoire", 'Chad', null], type: 'STRING' },
  { name: 'year', data: [1960, 1960, 1961], type: 'INT32' },
  { name: 'gdp', data: [0.5, null, 1e9], type: 'DOUBLE' },
  { name: 'member', data: [true, false, null], type: 'BOOLEAN' },
  { name: 'when', data: [new Date('1960-09-20T00:00:00Z'), new Date('2024-02-29T12:30:00.5Z'), null], type: 'TIMESTAMP' },
] })
