# Writes every cell of every sheet of a workbook as xlrd reads it, one a line: sheet, row, column, kind, value.
# Kinds: n number, d date, t text, b bool, f fault. Run by shared_test.go: python3 testdata/oracle.py file.xls
import json, sys
import xlrd

book = xlrd.open_workbook(sys.argv[1], formatting_info=True)
for sh in book.sheets():
    for r in range(sh.nrows):
        for c in range(sh.ncols):
            kind, v = sh.cell_type(r, c), sh.cell_value(r, c)
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or v == "":
                continue
            if kind == xlrd.XL_CELL_ERROR:
                k, text = "f", xlrd.error_text_from_code[v]
            elif kind == xlrd.XL_CELL_BOOLEAN:
                k, text = "b", "TRUE" if v else "FALSE"
            elif kind == xlrd.XL_CELL_DATE and v >= 1:  # less is a time of day
                k, text = "d", xlrd.xldate.xldate_as_datetime(v, book.datemode).isoformat()
            elif kind == xlrd.XL_CELL_TEXT:
                k, text = "t", v
            else:
                k, text = "n", repr(v)
            print(json.dumps([sh.name, r + 1, c + 1, k, text]))
