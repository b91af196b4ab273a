# Writes the files of pandas in this folder: python3 make.py (pandas 1.5.3; it miswrites long texts in big-endian files).
import pandas as pd, numpy as np, datetime as dt
d=pd.DataFrame({'b':pd.array([1,-3,100],dtype='int8'),'i':np.array([1000,-32000,5],dtype='int16'),'l':np.array([100000,-2000000,7],dtype='int32'),'y':np.array([1.5,np.nan,.1],dtype='float32'),'x':[1.5,np.nan,-1e-3],'s':['a','','h\u00e9llo'],'f':pd.Categorical(['lo','hi','lo']),'day':pd.to_datetime(['1960-01-01','2024-02-29','1949-10-01']),'moment':pd.to_datetime(['1960-01-01 12:30','2024-02-29','1949-10-01 23:59:59.999']),'m':pd.to_datetime(['1960-01-01','2024-02-01','1949-10-01'])})
for v in (114,117,118,119):
    for bo in 'little','big':
        kw={'convert_strl':['s']} if v>=117 and bo=='little' else {}
        d.to_stata(f'pandas_{v}_{bo}.dta',write_index=False,version=v,byteorder=bo,data_label='Test data',convert_dates={'day':'td','moment':'tc','m':'tm'},variable_labels={'b':'label of b'},time_stamp=dt.datetime(2026,11,25,12,0),**kw)
