# Writes every cell of every sheet of a workbook as openpyxl reads it, one a line: sheet, row, column, kind, value.
# Kinds: n number, d date, t text, b bool, f fault. Run by shared_test.go: python3 testdata/oracle.py file.xlsx
import datetime, json, sys
import openpyxl
from openpyxl.utils.escape import unescape

book = openpyxl.load_workbook(sys.argv[1], data_only=True, read_only=True)
for ws in book.worksheets:
    for row in ws.iter_rows():
        for c in row:
            v = c.value
            if v is None or v == "":
                continue
            if c.data_type == "e":
                kind, text = "f", v
            elif isinstance(v, bool):
                kind, text = "b", "TRUE" if v else "FALSE"
            elif isinstance(v, (int, float)):
                kind, text = "n", repr(float(v))
            elif isinstance(v, datetime.datetime):
                kind, text = "d", v.isoformat()
            elif isinstance(v, datetime.date):
                kind, text = "d", v.isoformat()
            elif isinstance(v, (datetime.time, datetime.timedelta)):
                kind, text = "o", str(v)
            else:
                kind, text = "t", unescape(v)  # _x000D_, which it leaves as it stands
            print(json.dumps([ws.title, c.row, c.column, kind, text]))
