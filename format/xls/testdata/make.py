# Writes members.xls, of every kind of cell, and long.xls, whose shared strings run over several records.
import datetime
import xlwt

day, moment = xlwt.easyxf(num_format_str="yyyy-mm-dd"), xlwt.easyxf(num_format_str="d mmm yyyy h:mm")

def write(path, from1904):
    book = xlwt.Workbook()
    book.dates_1904 = from1904
    ws = book.add_sheet("Members")
    ws.write_merge(0, 0, 0, 2, "Members and shares")
    for i, name in enumerate(["code", "name", "share", "joined", "active"]):
        ws.write(2, i, name)
    ws.write(3, 0, "A1"); ws.write(3, 1, "Côte d'Ivoire"); ws.write(3, 2, 1 / 3)
    ws.write(3, 3, datetime.date(1949, 10, 1), day); ws.write(3, 4, True)
    ws.write(4, 0, "B2"); ws.write(4, 1, "中国 \U0001F30D"); ws.write(4, 2, 0.07)
    ws.write(4, 3, datetime.datetime(2024, 2, 29, 6, 30), moment); ws.write(4, 4, False)
    ws.write(5, 0, "C3"); ws.write(5, 2, -123456); ws.write(5, 3, 12345678.5)
    ws.write_rich_text(6, 0, ["plain, ", ("bold", xlwt.easyfont("bold true")), " end"])
    ws.write(6, 2, xlwt.Formula("1/3")); ws.write(6, 3, 1e300)
    for i in range(5):
        ws.write(8, i, i * 100)
    ws.row(9).set_cell_error(1, 0x2A); ws.row(9).set_cell_error(2, 0x07); ws.write(9, 3, 1)
    book.add_sheet("Notes").write(1, 1, "one")
    book.save(path)

write("members.xls", False)
write("members_1904.xls", True)

book = xlwt.Workbook()
ws = book.add_sheet("Long")
for i in range(150):
    ws.write(i, 0, ("é" if i % 3 else "中") * (i % 97) + str(i))
    ws.write(i, 1, "x" * (i * 7 % 300))
ws.write(150, 0, "中" * 9000); ws.write(150, 1, "a" * 20000)
book.save("long.xls")
