# Reads a file with pandas and prints its columns of numbers, a row a line: numbers in hexadecimal, to the bit.   python3 read.py FILE SEP NA
import sys
import pandas
d = pandas.read_csv(sys.argv[1], sep=sys.argv[2], na_values=[sys.argv[3]], dtype=float, float_precision="round_trip")
print("|".join(d.columns))
for row in d.itertuples(index=False):
    print("|".join("NA" if x != x else x.hex() for x in row))
