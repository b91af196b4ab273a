# Writes members.xlsx: a title, a merged cell, a table of every kind of cell, and a second sheet.
import datetime
import openpyxl

book = openpyxl.Workbook()
ws = book.active
ws.title = "Members"
ws["A1"] = "Members and shares"
ws.merge_cells("A1:C1")
ws.append([])
for row in [
    ["code", "name", "share", "joined", "active"],
    ["A1", "Côte d'Ivoire", 1 / 3, datetime.date(1949, 10, 1), True],
    ["B2", " two words ", "#N/A", datetime.datetime(1900, 2, 28, 6, 30), False],
    ["C3", None, 12, None, None],
]:
    ws.append(row)
ws["A4"].value, ws["D4"].number_format = "A1", "d mmm yyyy"
book.create_sheet("Notes")["B2"] = "=1+1"
book.save("members.xlsx")
