#!/usr/bin/python3
"""Makes the GeoTIFFs beside it with GDAL (3.6.2 when they were made): layouts that GeoTools cannot write. Pixel = 3 x + 2 y."""
import numpy
from osgeo import gdal, gdal_array, osr

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
crs = osr.SpatialReference()
crs.ImportFromEPSG(32611)
y, x = numpy.mgrid[0:20, 0:40]
values = 3 * x + 2 * y
hole = numpy.where((x == 5) & (y == 7), 0, 255)


def make(name, bands, *options, mask=None):
    bands = numpy.asarray(bands)
    kind = gdal_array.NumericTypeCodeToGDALTypeCode(bands.dtype)
    file = gdal.GetDriverByName("GTiff").Create(name, 40, 20, len(bands), kind, options)
    file.SetGeoTransform((400000, 10, 0, 4000000, 0, -10))
    file.SetProjection(crs.ExportToWkt())
    for i, band in enumerate(bands):
        file.GetRasterBand(i + 1).WriteArray(band)
    if mask is not None:
        file.CreateMaskBand(gdal.GMF_PER_DATASET)
        file.GetRasterBand(1).GetMaskBand().WriteArray(mask)


tiles = ("TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16")
u2 = values.astype("u2")
make("zstd.tif", [u2], *tiles, "COMPRESS=ZSTD", "PREDICTOR=2")
make("bigtiff.tif", [u2], *tiles, "COMPRESS=DEFLATE", "BIGTIFF=YES")
make("bigendian.tif", [u2], "COMPRESS=LZW", "PREDICTOR=2", "BLOCKYSIZE=3", "ENDIANNESS=BIG")
make("planes.tif", [u2, u2 + 1, u2 + 2], "INTERLEAVE=BAND", "COMPRESS=DEFLATE")
make("four-bands.tif", [u2, u2 + 1, u2 + 2, hole.astype("u2")], "COMPRESS=DEFLATE")
make("alpha.tif", [u2, (hole * 257).astype("u2")], "ALPHA=YES", "COMPRESS=DEFLATE")
make("mask.tif", [u2], *tiles, "COMPRESS=DEFLATE", mask=hole.astype("u1"))
make("signed-byte.tif", [values.astype("u1")], "PIXELTYPE=SIGNEDBYTE", "COMPRESS=DEFLATE")
make("uint32.tif", [values.astype("u4")], "COMPRESS=DEFLATE")
