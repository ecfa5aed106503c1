#!/usr/bin/env python3
"""Makes the seeds of the fuzzing of raster files with GDAL: python3 seeds.py FOLDER, which is
src/test/resources/org/deforma/fuzz/tiff. Small files, so that chance hits their headers."""
import glob
import os
import sys

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
os.chdir(sys.argv[1])

BYTE, FLOAT = gdal.GDT_Byte, gdal.GDT_Float32
TILES = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"]


def make(name, kind, bands=1, size=(20, 17), options=(), epsg=32633, palette=False, nodata=None,
         overviews=(), mask=False, items=True):
    width, height = size
    file = name + ".tif"
    data = gdal.GetDriverByName("GTiff").Create(file, width, height, bands, kind, list(options))
    if epsg:
        data.SetGeoTransform((500000, 10, 0, 4000000, 0, -10))
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        data.SetProjection(crs.ExportToWkt())
    for number in range(bands):
        band = data.GetRasterBand(number + 1)
        values = np.add.outer(np.arange(height), np.arange(width)) * 3 + number
        values %= 2 if "NBITS=1" in options else 100
        if nodata is not None:
            values[:3, :3] = nodata
            band.SetNoDataValue(nodata)
        band.WriteArray(values)
        if items:
            band.SetDescription("band<%d>" % number)
            band.SetUnitType("m")
    if palette:
        colours = gdal.ColorTable()
        for i in range(100):
            colours.SetColorEntry(i, (i, 2 * i, 255 - i, 255))
        data.GetRasterBand(1).SetColorTable(colours)
    if mask:
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
        data.CreateMaskBand(gdal.GMF_PER_DATASET)
        valid = np.full((height, width), 255, np.uint8)
        valid[:4] = 0
        data.GetRasterBand(1).GetMaskBand().WriteArray(valid)
    if items:
        data.SetMetadata({"FIRST_DATE": "2018-01-06", "DEFORMA_TOOL": "deforma:Displacement"})
    data = None
    if overviews:
        data = gdal.Open(file, gdal.GA_Update)
        data.BuildOverviews("AVERAGE", list(overviews))
        data = None


make("strips-byte", BYTE)
make("strips-float-nodata", FLOAT, nodata=-9999)
make("tiles-float-deflate-predictor3", FLOAT, options=TILES + ["COMPRESS=DEFLATE", "PREDICTOR=3"])
make("tiles-int16-lzw-predictor2", gdal.GDT_Int16, bands=2, options=TILES + ["COMPRESS=LZW", "PREDICTOR=2"])
make("planar-uint16", gdal.GDT_UInt16, bands=3, options=["INTERLEAVE=BAND", "COMPRESS=PACKBITS"])
make("bigtiff-tiles-float", FLOAT, bands=2, options=TILES + ["BIGTIFF=YES", "COMPRESS=DEFLATE"])
make("big-endian-double", gdal.GDT_Float64, options=["ENDIANNESS=BIG"])
make("palette", BYTE, size=(9, 9), palette=True)
make("one-bit", BYTE, options=["NBITS=1"])
make("ccitt", BYTE, size=(40, 30), options=["NBITS=1", "COMPRESS=CCITTFAX4"])
make("overviews", BYTE, size=(64, 64), options=TILES + ["COMPRESS=DEFLATE"], overviews=(2, 4))
make("mask", gdal.GDT_Int16, mask=True)
make("rgba", BYTE, bands=4, options=["PHOTOMETRIC=RGB", "ALPHA=YES"])
make("jpeg", BYTE, size=(32, 32), options=["COMPRESS=JPEG"])
make("ycbcr-jpeg", BYTE, bands=3, size=(32, 32), options=["COMPRESS=JPEG", "PHOTOMETRIC=YCBCR"], items=False)
make("complex", gdal.GDT_CFloat32, items=False)
make("uint32", gdal.GDT_UInt32, items=False)
make("int8", BYTE, options=["PIXELTYPE=SIGNEDBYTE"], items=False)
make("no-place", FLOAT, epsg=None, items=False)
make("geographic", FLOAT, size=(5, 4), epsg=4326)
make("zstd", FLOAT, size=(16, 8), options=["COMPRESS=ZSTD"])
make("lerc", FLOAT, size=(16, 8), options=["COMPRESS=LERC"])
make("nbits-12", gdal.GDT_UInt16, options=["NBITS=12"], items=False)
make("float16", FLOAT, options=["NBITS=16"], items=False)
make("one-pixel", FLOAT, size=(1, 1), items=False)
for left in glob.glob("*.aux.xml"):
    os.remove(left)
